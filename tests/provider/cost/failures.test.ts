import { expect } from "chai";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import type { Wire, WireAnswer } from "../harness/wire.js";
import { copyArgs, scene } from "../project-version-copy/copies.js";
import { faceSearch } from "../stream-processor/args.js";

const TWO = "2 inference units: about $8.00 an hour (list price us-east-1, 2026-11)";
const HOUR_MS = 3_600_000;

/** What is no answer of AWS. */
const UNREADABLE: Readonly<Record<string, Partial<WireAnswer>>> = {
  "a page of HTML": { body: "<html><body>Welcome</body></html>", headers: { "content-type": "text/html" } },
  "half of its JSON": { body: '{"Status":"STA' },
  "an error in HTTP 200": { body: '{"__type":"InternalServerError","Message":"Internal server error"}' },
};

describe("an up that fails once something runs", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start({ modelStartingMs: 300_000 });
  });
  afterEach(() => rig.close());

  const byHand = (arn: string): string =>
    `aws rekognition stop-project-version --region us-east-1 --project-version-arn ${arn}`;

  /** A process for which every look fails in this way, some looks after the first call of an operation. */
  function blindAfter(operation: string, kind: "deny" | "reset" | "expiredCredentials", looks = 0) {
    let left = Infinity;
    return rig.startProcess(undefined, (_call, name, when) => {
      if (when !== "after") return;
      if (name === operation) left = looks;
      else if (name.startsWith("Describe")) left -= 1;
      if (left <= 0) rig.emulator.addFault({ operation: "*", kind });
    });
  }

  const kinds = [
    { kind: "projectVersion", args: async () => modelArgs(await rig.makeProject()) },
    { kind: "projectVersionCopy", args: async () => copyArgs(await scene(rig)) },
  ] as const;

  for (const { kind, args } of kinds) {
    for (const failure of ["deny", "reset", "expiredCredentials"] as const) {
      for (const looks of [0, 3]) {
        const when = looks === 0 ? "before anything shows of it" : "while it shows as starting";
        it(`${kind}: tells what a model costs whose start was taken, where ${failure} ends the run ${when}`, async () => {
          const asked = await args();
          const model = rig.resource(kind, "shapes");
          await model.up(asked);
          const process = blindAfter("StartProjectVersion", failure, looks);
          const failed = await model.up({ ...asked, minInferenceUnits: 2 }, { process, fails: true });
          process.close();
          expect(failed.error)
            .to.contain(`is STARTING with ${TWO}, until it is stopped`)
            .and.to.contain(byHand(model.id));
          expect(model.outputs).to.include({ status: "STARTING", minInferenceUnits: 2 });
          rig.emulator.clearFaults();
          await model.up({ ...asked, minInferenceUnits: 2 });
          expect(rig.model(model.id)).to.include({ status: "RUNNING", minInferenceUnits: 2 });
        });
      }
    }

    it(`${kind}: tells the prices that are configured`, async () => {
      const prices = { "us-east-1": { usdPerInferenceUnitHour: 3.2, asOf: "2026-12" } };
      rig.config["rekognition:prices"] = JSON.stringify(prices);
      const model = rig.resource(kind, "shapes");
      const process = blindAfter("StartProjectVersion", "deny", 3);
      const failed = await model.up({ ...(await args()), minInferenceUnits: 2 }, { process, fails: true });
      process.close();
      expect(failed.error).to.contain(
        "is STARTING with 2 inference units: about $6.40 an hour (rekognition:prices, us-east-1, 2026-12), until",
      );
    });

    it(`${kind}: tells the same where it is the create that fails`, async () => {
      const asked = { ...(await args()), minInferenceUnits: 2 };
      const model = rig.resource(kind, "shapes");
      const process = blindAfter("StartProjectVersion", "deny", 3);
      const failed = await model.up(asked, { process, fails: true });
      process.close();
      expect(failed.error).to.contain(`is STARTING with ${TWO}`).and.to.contain(byHand(model.id));
      expect(model.outputs).to.include({ status: "STARTING", minInferenceUnits: 2 });
    });

    it(`${kind}: tells that it may be starting where no answer to the start can be read`, async () => {
      const asked = await args();
      const model = rig.resource(kind, "shapes");
      await model.up(asked);
      rig.emulator.addFault({ operation: "StartProjectVersion", kind: "reset" });
      const failed = await model.up({ ...asked, minInferenceUnits: 2 }, { fails: true, timeouts: { update: "30s" } });
      expect(failed.error).to.contain(`may be STARTING with ${TWO}`).and.to.contain(byHand(model.id));
    });

    for (const [what, spoiled] of Object.entries(UNREADABLE)) {
      it(`${kind}: goes on with a start that is answered with ${what}`, async () => {
        const asked = { ...(await args()), minInferenceUnits: 2 };
        const model = rig.resource(kind, "shapes");
        rig.wire = unreadable("StartProjectVersion", spoiled);
        await model.up(asked);
        expect(model.outputs).to.include({ status: "RUNNING", minInferenceUnits: 2 });
        expect(rig.model(model.id)).to.include({ status: "RUNNING", minInferenceUnits: 2 });
      });
    }

    it(`${kind}: goes on with a start whose answer was lost`, async () => {
      const asked = { ...(await args()), minInferenceUnits: 2 };
      const model = rig.resource(kind, "shapes");
      rig.emulator.addFault({ operation: "StartProjectVersion", kind: "lostResponse", times: 1 });
      rig.emulator.addFault({ operation: "StartProjectVersion", kind: "internalError", skip: 1 });
      rig.emulator.setSwitches({ statusLagMs: 20_000 });
      await model.up(asked);
      expect(model.outputs).to.include({ status: "RUNNING", minInferenceUnits: 2 });
    });
  }

  /** Every answer to an operation, once it has had its effect, is this instead. */
  function unreadable(operation: string, spoiled: Partial<WireAnswer>): Wire {
    return async (call, send) => {
      const answer = await send();
      return call.operation === operation ? { ...answer, ...spoiled } : answer;
    };
  }

  describe("a model", () => {
    let projectArn: string;
    let model: StackResource;
    beforeEach(async () => {
      projectArn = await rig.makeProject();
      model = rig.resource("projectVersion", "shapes");
    });

    it("that runs on because a change of units failed before its stop", async () => {
      await model.up(modelArgs(projectArn, { minInferenceUnits: 2 }));
      rig.emulator.addFault({ operation: "StopProjectVersion", kind: "deny" });
      const failed = await model.up(modelArgs(projectArn, { minInferenceUnits: 1 }), { fails: true });
      expect(failed.error).to.contain(`is RUNNING with ${TWO}`);
      expect(model.outputs).to.include({ status: "RUNNING", minInferenceUnits: 2 });
    });

    it("whose start takes longer than the timeout", async () => {
      await model.up(modelArgs(projectArn));
      const asked = modelArgs(projectArn, { minInferenceUnits: 2 });
      const failed = await model.up(asked, { fails: true, timeouts: { update: "1m" } });
      expect(failed.error).to.contain("[WaitTimedOut]").and.to.contain(`is STARTING with ${TWO}`);
    });

    it("that is in training, which AWS cannot cancel, but cost nothing of one that failed", async () => {
      rig.emulator.setSwitches({ trainingMs: HOUR_MS });
      const failed = await model.up(modelArgs(projectArn), { fails: true, timeouts: { create: "1m" } });
      expect(failed.error).to.contain(
        `is in training, at about $1.00 an hour (list price us-east-1, 2026-11), billed if it succeeds; AWS cannot cancel a training.`,
      );
      rig.emulator.script({ training: [{ status: "TRAINING_FAILED", message: "broken", seconds: 30 }] });
      const other = rig.resource("projectVersion", "other");
      const broken = await other.up(modelArgs(projectArn), { fails: true });
      expect(broken.error).to.contain("[TrainingFailed]").and.not.to.contain("an hour");
    });

    it("that may be in training because no answer to its creation can be read", async () => {
      rig.emulator.addFault({ operation: "CreateProjectVersion", kind: "lostResponse" });
      rig.emulator.setSwitches({ describeLagMs: HOUR_MS });
      const failed = await model.up(modelArgs(projectArn), { fails: true });
      expect(failed.error).to.contain("may be in training, at about $1.00 an hour");
    });

    it("costs nothing any more once its stop was taken", async () => {
      await model.up(modelArgs(projectArn, { minInferenceUnits: 2 }));
      const process = blindAfter("StopProjectVersion", "deny");
      const failed = await model.up(modelArgs(projectArn), { process, fails: true });
      process.close();
      expect(failed.error).to.contain("[AccessDenied]").and.not.to.contain("an hour");
      expect(model.outputs.status).to.equal("STOPPING");
    });
  });

  describe("a stream processor", () => {
    let door: StackResource;
    beforeEach(async () => {
      await rig.client.createCollection({ CollectionId: "visitors" });
      door = rig.resource("streamProcessor", "door");
    });

    for (const [what, before] of [
      ["create", undefined],
      ["update", faceSearch()],
    ] as const) {
      it(`whose start was taken by a failing ${what}`, async () => {
        if (before !== undefined) await door.up(before);
        const process = blindAfter("StartStreamProcessor", "deny");
        const failed = await door.up(faceSearch({ running: true }), { process, fails: true });
        process.close();
        expect(failed.error).to.match(/is STARTING until it is stopped: .*stop-stream-processor .*--name door-\w+/);
        expect(door.outputs).to.include({ status: "STARTING", running: true });
      });
    }

    for (const [what, spoiled] of Object.entries(UNREADABLE)) {
      it(`goes on with a start that is answered with ${what}`, async () => {
        rig.wire = unreadable("StartStreamProcessor", spoiled);
        await door.up(faceSearch({ running: true }));
        expect(door.outputs).to.include({ status: "RUNNING", running: true });
      });
    }

    it("goes on with a start whose answer was lost", async () => {
      rig.emulator.addFault({ operation: "StartStreamProcessor", kind: "lostResponse", times: 1 });
      rig.emulator.addFault({ operation: "StartStreamProcessor", kind: "internalError", skip: 1 });
      rig.emulator.setSwitches({ statusLagMs: 20_000 });
      await door.up(faceSearch({ running: true }));
      expect(door.outputs).to.include({ status: "RUNNING", running: true });
    });
  });
});
