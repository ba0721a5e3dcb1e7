import { expect } from "chai";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { kinds } from "../../../provider/resources/registry.js";
import { kindDrifts } from "./all-kinds.js";
import { SETTLED_MS, type Scene } from "./drift.js";

describe("deleted behind Pulumi's back:", () => {
  for (const { kind, args, look, remove, makeAnother } of kindDrifts) {
    if (typeof remove === "string") continue;
    describe(kinds[kind].handler.definition.kind, () => {
      let rig: Rig;
      let asked: object;
      let resource: StackResource;
      let scene: Scene;
      let before: unknown;
      beforeEach(async () => {
        rig = await Rig.start();
        asked = await args(rig);
        resource = rig.resource(kind, "shapes");
        scene = { rig, resource };
        await resource.up(asked);
        rig.emulator.advance(SETTLED_MS);
        before = await look(scene);
      });
      afterEach(() => rig.close());

      it("a refresh forgets it, changing nothing, and the next up makes it as it was", async () => {
        await remove(scene);
        const refreshed = await resource.refresh();
        expect(refreshed.steps).to.deep.equal(["delete"]);
        expect(refreshed.calls.filter(({ effect }) => effect)).to.deep.equal([]);
        expect((await resource.up(asked)).steps).to.deep.equal(["create"]);
        rig.emulator.advance(SETTLED_MS);
        expect(await look(scene)).to.deep.equal(before);
        expect((await resource.up(asked)).calls).to.deep.equal([]);
      });

      it("a destroy succeeds", async () => {
        await remove(scene);
        expect((await resource.destroy()).steps).to.deep.equal(["delete"]);
      });

      if (makeAnother === undefined) return;
      describe("and made again by somebody else under the same name", () => {
        beforeEach(async () => {
          await remove(scene);
          await makeAnother(scene);
          rig.emulator.advance(SETTLED_MS);
        });

        it("a refresh forgets it, and the next up says whose the other one is not", async () => {
          expect((await resource.refresh()).steps).to.deep.equal(["delete"]);
          const refused = await resource.up(asked, { fails: true });
          expect(refused.error).to.contain("[NameTaken]").and.to.contain("was not made by this stack");
          expect(refused.calls.filter(({ effect }) => effect)).to.deep.equal([]);
        });

        it("a destroy leaves the other one alone", async () => {
          const destroyed = await resource.destroy();
          expect(destroyed.steps).to.deep.equal(["delete"]);
          expect(destroyed.calls.filter(({ effect }) => effect)).to.deep.equal([]);
        });
      });
    });
  }
});
