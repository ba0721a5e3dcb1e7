import type { ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { predecessorOf } from "../../../sweep/model-report/collect/models.js";

/** Models by their statuses, the oldest first; each is called by its place. */
function models(...statuses: ProjectVersionStatus[]) {
  return statuses.map((Status, index) => ({
    ProjectVersionArn: `arn:aws:rekognition:us-east-1:111122223333:project/p/version/${String(index)}/1`,
    CreationTimestamp: new Date(Date.UTC(2026, 0, 1 + index)),
    Status,
  }));
}

const cases: { is: number | undefined; statuses: ProjectVersionStatus[]; of: number; why: string }[] = [
  { is: 0, statuses: ["RUNNING", "TRAINING_COMPLETED"], of: 1, why: "the one that serves" },
  {
    is: 0,
    statuses: ["RUNNING", "STOPPED", "TRAINING_COMPLETED"],
    of: 2,
    why: "before a newer one that no longer does",
  },
  { is: 1, statuses: ["RUNNING", "STARTING", "RUNNING"], of: 2, why: "the newest of several" },
  {
    is: 1,
    statuses: ["STOPPED", "STOPPED", "TRAINING_COMPLETED", "RUNNING"],
    of: 3,
    why: "else the newest that served",
  },
  { is: undefined, statuses: ["TRAINING_COMPLETED", "TRAINING_FAILED", "RUNNING"], of: 2, why: "none that never did" },
  { is: undefined, statuses: ["TRAINING_COMPLETED", "RUNNING"], of: 0, why: "none that was made later" },
];

describe("the predecessor of a model", () => {
  for (const { is, statuses, of, why } of cases) {
    it(`is ${why}`, () => {
      const all = models(...statuses);
      const [model = {}] = all.slice(of);
      expect(predecessorOf(model, [...all].reverse())).to.equal(is === undefined ? undefined : all[is]);
    });
  }
});
