import { expect } from "chai";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import { copyArgs, scene } from "../project-version-copy/copies.js";
import { faceSearch } from "../stream-processor/args.js";

const CASES = [
  {
    kind: "projectVersion",
    stop: "StopProjectVersion",
    args: async (rig: Rig) => {
      const projectArn = await rig.makeProject();
      return (runs: boolean) => modelArgs(projectArn, runs ? { minInferenceUnits: 1 } : {});
    },
  },
  {
    kind: "projectVersionCopy",
    stop: "StopProjectVersion",
    args: async (rig: Rig) => {
      const from = await scene(rig);
      return (runs: boolean) => copyArgs(from, runs ? { minInferenceUnits: 1 } : {});
    },
  },
  {
    kind: "streamProcessor",
    stop: "StopStreamProcessor",
    args: async (rig: Rig) => {
      await rig.client.createCollection({ CollectionId: "visitors" });
      return (running: boolean) => faceSearch({ running });
    },
  },
] as const;

describe("a stop that AWS never answers", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  for (const { kind, stop, args } of CASES) {
    it(`fails, and the next up of a ${kind} stops it, although nothing changed since`, async () => {
      const asked = await args(rig);
      const resource = rig.resource(kind, "x");
      await resource.up(asked(true));
      rig.emulator.advance(300_000);
      rig.wire = ({ operation }, send) =>
        operation === stop ? Promise.resolve({ status: 408, headers: {}, body: "" }) : send();
      await resource.up(asked(false), { fails: true });
      rig.wire = undefined;
      rig.emulator.advance(300_000);
      const next = await resource.up(asked(false));
      expect(next.operations).to.include(stop);
      expect(resource.outputs.status).to.equal("STOPPED");
      expect((await resource.up(asked(false))).calls).to.deep.equal([]);
    });
  }
});
