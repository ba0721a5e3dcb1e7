import { expect } from "chai";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { CASES, type Case } from "./cases.js";

/** Longer ago than anything could lag. */
const SETTLED_MS = 300_000;

describe("a thing that is not there", () => {
  let rig: Rig;
  before(async () => {
    rig = await Rig.start();
  });
  after(() => rig.close());

  for (const one of CASES) {
    describe(`such as a ${one.what}`, () => {
      let resource: StackResource;
      let inputs: Record<string, unknown>;

      /** The state has it; the service has it no longer. */
      async function vanish({ kind, args }: Case): Promise<void> {
        rig.emulator.reset();
        inputs = await args(rig);
        resource = rig.resource(kind, "x");
        await resource.up(inputs);
        const { state } = resource;
        await resource.destroy();
        resource.state = state;
        rig.emulator.advance(SETTLED_MS);
      }

      it("is deleted without a change", async () => {
        await vanish(one);
        const destroyed = await resource.destroy();
        expect(destroyed.steps).to.deep.equal(["delete"]);
        expect(destroyed.calls.filter(({ effect }) => effect)).to.deep.equal([]);
      });

      it("is deleted twice by one process, and at once by two", async () => {
        rig.emulator.reset();
        resource = rig.resource(one.kind, "x");
        await resource.up(await one.args(rig));
        const [first, second] = [rig.startProcess(), rig.startProcess()];
        const remove = async (process: typeof first): Promise<void> =>
          process.provider(one.kind).delete(resource.id, { ...resource.outputs });
        await Promise.all([remove(first), remove(second)]);
        await remove(first);
        first.close();
        second.close();
        expect((await resource.refresh()).steps).to.deep.equal([
          one.kind === "videoAnalysisJob" ? "refresh" : "delete",
        ]);
      });

      if (one.kind === "videoAnalysisJob") return;

      it("is gone for a refresh, and made again by the next up", async () => {
        await vanish(one);
        expect((await resource.refresh()).steps).to.deep.equal(["delete"]);
        expect((await resource.up(inputs)).steps).to.deep.equal(["create"]);
      });

      it(`is ${one.kind === "dataset" ? "made again" : "refused"} by update`, async () => {
        await vanish(one);
        const changed = await resource.up({ ...inputs, ...one.change }, { fails: "either" });
        if (one.kind === "dataset") expect(changed.error).to.equal("");
        else expect(changed.error).to.contain("[DeletedOutside]").and.to.contain("pulumi refresh");
        expect(resource.id).not.to.equal("");
      });
    });
  }
});
