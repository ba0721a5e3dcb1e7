import { StreamProcessorStatus } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import type { Verdict, VerdictTable } from "../../../../provider/lifecycle/wait-for-state.js";
import type { StatusTable } from "../../../../provider/lifecycle/status-table.js";
import * as states from "../../../../provider/resources/stream-processor/processor.js";

const { target, pending, lagging, failed } = {
  target: "target",
  pending: "pending",
  lagging: "lagging",
  failed: "failed",
} as const;

/** What each wait makes of each status, and of a processor that is not there. */
const waits: readonly {
  readonly name: string;
  readonly table: VerdictTable<StreamProcessorStatus>;
  readonly says: Readonly<Record<StreamProcessorStatus | "absent", Verdict>>;
}[] = [
  {
    name: "until it is at rest",
    table: states.settled,
    says: {
      STOPPED: target,
      STARTING: pending,
      RUNNING: target,
      FAILED: target,
      STOPPING: pending,
      UPDATING: pending,
      absent: target,
    },
  },
  {
    name: "until its start is taken",
    table: states.startTaken,
    says: {
      STOPPED: lagging,
      STARTING: target,
      RUNNING: target,
      FAILED: lagging,
      STOPPING: failed,
      UPDATING: failed,
      absent: failed,
    },
  },
  {
    name: "until it runs",
    table: states.running,
    says: {
      STOPPED: lagging,
      STARTING: pending,
      RUNNING: target,
      FAILED: failed,
      STOPPING: failed,
      UPDATING: failed,
      absent: failed,
    },
  },
  {
    name: "until it is stopped",
    table: states.stopped,
    says: {
      STOPPED: target,
      STARTING: failed,
      RUNNING: lagging,
      FAILED: target,
      STOPPING: pending,
      UPDATING: failed,
      absent: target,
    },
  },
  {
    name: "until it is deleted",
    table: states.gone,
    says: {
      STOPPED: lagging,
      STARTING: lagging,
      RUNNING: failed,
      FAILED: lagging,
      STOPPING: failed,
      UPDATING: failed,
      absent: target,
    },
  },
];

const statusesOf = (table: StatusTable<StreamProcessorStatus, unknown>): string[] =>
  table
    .entries()
    .map(([status]) => status)
    .sort();

describe("the verdicts on a stream processor's status", () => {
  for (const { name, table, says } of waits) {
    it(`${name}: each status has its own`, () => {
      expect({ ...Object.fromEntries(table.statuses.entries()), absent: table.absent }).to.deep.equal(says);
    });
  }

  it("leave no status of the SDK out", () => {
    const known = Object.values(StreamProcessorStatus).sort();
    for (const { table } of waits) expect(statusesOf(table.statuses)).to.deep.equal(known);
    expect(statusesOf(states.found)).to.deep.equal(known);
    expect(statusesOf(states.activity)).to.deep.equal(known);
  });

  it("take up whatever create finds of its own: a failed processor can be started again", () => {
    expect(new Set(states.found.entries().map(([, verdict]) => verdict))).to.deep.equal(new Set(["adopt"]));
  });
});
