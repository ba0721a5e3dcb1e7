import { expect } from "chai";
import { type KindName, kinds } from "../../../provider/resources/registry.js";
import { allow } from "../project-policy/policies.js";
import type { Report } from "../harness/command.js";
import { OTHER_ACCOUNT, Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { kindDrifts } from "./all-kinds.js";
import { SETTLED_MS } from "./drift.js";

const FAILS = { fails: true };
const effects = ({ calls }: Report): unknown[] => calls.filter(({ effect }) => effect);

/** An update in place. */
const changeOf = (kind: KindName, { projectArn }: Record<string, unknown>): object =>
  kind === "projectPolicy"
    ? { policyDocument: allow(String(projectArn), "arn:aws:iam::555566667777:root") }
    : { tags: { other: "1" } };

describe("with the credentials of another account", () => {
  for (const { kind, args } of kindDrifts) {
    // Every job is another one, AWS cannot delete one, and a look at one that is not to be seen proves nothing.
    if (kind === "videoAnalysisJob") continue;
    // Of whose account a bucket is, S3 does not tell: it refuses who may not reach it, and never says that it is not there.
    if (kind === "imageSet") continue;
    describe(kinds[kind].handler.definition.kind, () => {
      let rig: Rig;
      let asked: Record<string, unknown>;
      let resource: StackResource;
      let before: unknown;
      beforeEach(async () => {
        rig = await Rig.start();
        asked = await args(rig);
        resource = rig.resource(kind, "shapes");
        await resource.up(asked);
        rig.emulator.advance(SETTLED_MS);
        rig.credentials = { account: OTHER_ACCOUNT };
        before = resource.state;
      });
      afterEach(() => rig.close());

      const attempts: Readonly<Record<string, () => Promise<Report>>> = {
        refresh: () => resource.refresh(FAILS),
        "an update": () => resource.up({ ...asked, ...changeOf(kind, asked) }, FAILS),
        destroy: () => resource.destroy(FAILS),
      };
      for (const [name, attempt] of Object.entries(attempts)) {
        it(`${name} fails and leaves the state as it is`, async () => {
          const failed = await attempt();
          expect(failed.error).to.contain("[WrongAccount]").and.to.contain(OTHER_ACCOUNT);
          expect(effects(failed)).to.deep.equal([]);
          expect(resource.state).to.deep.equal(before);
        });
      }

      it("an up that changes nothing does nothing", async () => {
        expect((await resource.up(asked)).calls).to.deep.equal([]);
      });
    });
  }
});

describe("with another region configured", () => {
  for (const { kind, args, look } of kindDrifts) {
    describe(kinds[kind].handler.definition.kind, () => {
      let rig: Rig;
      beforeEach(async () => {
        rig = await Rig.start();
      });
      afterEach(() => rig.close());

      it("a refresh looks in the recorded region, and so does destroy", async () => {
        const asked = await args(rig);
        const resource = rig.resource(kind, "shapes");
        await resource.up(asked);
        rig.emulator.advance(SETTLED_MS);
        const before = resource.state;
        rig.config = { ...rig.config, "rekognition:region": "eu-west-1" };
        const refreshed = await resource.refresh();
        expect([refreshed.steps, refreshed.diffs, refreshed.warnings]).to.deep.equal([["refresh"], [], []]);
        expect(resource.state).to.deep.equal(before);
        await look({ rig, resource });
        const destroyed = await resource.destroy();
        expect(destroyed.steps).to.deep.equal(["delete"]);
        expect(new Set([...refreshed.calls, ...destroyed.calls].map(({ region }) => region))).not.to.include(
          "eu-west-1",
        );
      });
    });
  }
});
