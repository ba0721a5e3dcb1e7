import { DatasetStatus, ProjectVersionStatus, StreamProcessorStatus } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { arnOf } from "../faults/subjects.js";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { type Case, copy, dataset, home, model, searching } from "./cases.js";

/**
 * How a command ends that meets a status which stays as it is: `done`, or the code of the error that names status or
 * reason. `WaitTimedOut` is what a passing status leads to only because here it never passes.
 */
interface Ends {
  readonly update: string;
  readonly delete: string;
}

const DONE: Ends = { update: "done", delete: "done" };
const WAITED: Ends = { update: "WaitTimedOut", delete: "WaitTimedOut" };

/** The types hold one entry for each status of the SDK, so that a new one cannot be overlooked. */
const MODEL: Readonly<Record<ProjectVersionStatus, Ends>> = {
  TRAINING_IN_PROGRESS: WAITED,
  TRAINING_COMPLETED: DONE,
  TRAINING_FAILED: { update: "TrainingFailed", delete: "done" },
  STARTING: WAITED,
  RUNNING: DONE,
  STOPPING: WAITED,
  STOPPED: DONE,
  FAILED: DONE,
  DELETING: { update: "DeletedOutside", delete: "WaitTimedOut" },
  COPYING_IN_PROGRESS: WAITED,
  COPYING_COMPLETED: DONE,
  COPYING_FAILED: { update: "CopyFailed", delete: "done" },
  DEPRECATED: { update: "StartFailed", delete: "done" },
  EXPIRED: { update: "TrainingFailed", delete: "done" },
};

const DATASET: Readonly<Record<DatasetStatus, Ends>> = {
  CREATE_IN_PROGRESS: WAITED,
  CREATE_COMPLETE: DONE,
  CREATE_FAILED: DONE,
  UPDATE_IN_PROGRESS: WAITED,
  UPDATE_COMPLETE: DONE,
  UPDATE_FAILED: DONE,
  DELETE_IN_PROGRESS: WAITED,
};

const SEARCHING: Readonly<Record<StreamProcessorStatus, Ends>> = {
  STOPPED: DONE,
  // AWS calls more than two minutes in STARTING broken: then it is deleted as it is.
  STARTING: { update: "WaitTimedOut", delete: "done" },
  RUNNING: DONE,
  FAILED: DONE,
  STOPPING: WAITED,
  UPDATING: WAITED,
};

const HOME: Readonly<Record<StreamProcessorStatus, Ends>> = {
  ...SEARCHING,
  // It never runs by itself; AWS takes no change while it does.
  RUNNING: { update: "Busy", delete: "done" },
};

const TABLES: readonly (readonly [Case, object, Readonly<Record<string, Ends>>])[] = [
  [model, ProjectVersionStatus, MODEL],
  [copy, ProjectVersionStatus, MODEL],
  [dataset, DatasetStatus, DATASET],
  [searching, StreamProcessorStatus, SEARCHING],
  [home, StreamProcessorStatus, HOME],
];

const TIMEOUT_MS = 200_000;
const TIMEOUTS = { update: "200s", delete: "200s" };

describe("a resource in any status", () => {
  let rig: Rig;
  before(async () => {
    rig = await Rig.start();
  });
  after(() => rig.close());

  /** A resource that has come to a status behind Pulumi's back, and stays in it. */
  async function inStatus({ kind, args }: Case, status: string): Promise<{ it: StackResource; inputs: object }> {
    rig.emulator.reset();
    const inputs = await args(rig);
    const it = rig.resource(kind, "x");
    await it.up(inputs, { timeouts: TIMEOUTS });
    rig.emulator.advance(300_000);
    rig.emulator.forceStatus({ arn: arnOf(it), status, message: "what AWS says" });
    return { it, inputs };
  }
  /** The command ends in time, as it should, and with all it knows in the state. */
  function judge(it: StackResource, status: string, beganAtMs: number, expected: string, error: string): void {
    expect(rig.emulator.nowMs() - beganAtMs).to.be.at.most(TIMEOUT_MS + 1_000);
    if (expected === "done") {
      expect(error).to.equal("");
      return;
    }
    expect(error).to.contain(`[${expected}]`);
    const reasons = [status, "busy", "what AWS says", "is being deleted", "resource is in use"];
    expect(reasons.some((reason) => error.includes(reason))).to.equal(true);
    expect(it.id).not.to.equal("");
  }

  for (const [one, statuses, table] of TABLES) {
    describe(`such as a ${one.what}`, () => {
      it("has an end for every status of the SDK", () => {
        expect(Object.keys(table)).to.have.members(Object.values(statuses));
      });

      for (const [status, ends] of Object.entries(table)) {
        it(`${status}: update ends with ${ends.update}`, async () => {
          const { it: resource, inputs } = await inStatus(one, status);
          const beganAtMs = rig.emulator.nowMs();
          const changed = { ...inputs, ...one.change };
          const { error } = await resource.up(changed, { timeouts: TIMEOUTS, fails: "either" });
          judge(resource, status, beganAtMs, ends.update, error);
          if (ends.update === "done")
            expect((await resource.up(changed, { timeouts: TIMEOUTS })).calls).to.deep.equal([]);
        });

        it(`${status}: delete ends with ${ends.delete}`, async () => {
          const { it: resource } = await inStatus(one, status);
          const beganAtMs = rig.emulator.nowMs();
          const { error } = await resource.destroy({ fails: "either" });
          if (ends.delete === "done") expect(resource.state).to.equal(undefined);
          else judge(resource, status, beganAtMs, ends.delete, error);
          expect(error === "").to.equal(ends.delete === "done");
        });
      }
    });
  }
});
