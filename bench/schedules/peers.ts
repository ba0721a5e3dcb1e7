import type { Peer, Schedule } from "./schedule.js";

const TRAINED = { TRAINING_COMPLETED: "done", TRAINING_FAILED: "failed" } as const;
const STARTED = { RUNNING: "done", FAILED: "failed" } as const;

export const AWS_JAVASCRIPT: Peer = {
  name: "AWS JS waiter",
  sources: [
    "https://github.com/aws/aws-sdk-js-v3/tree/main/clients/client-rekognition/src/waiters",
    "https://github.com/smithy-lang/smithy-typescript",
  ],
  says:
    "waitUntilProjectVersionTrainingCompleted has a delay of 120 s; waitUntilProjectVersionRunning one of 30 to 120 s " +
    "with jitter. Any error means: poll again.",
  schedules: [
    {
      wait: "training",
      delays: { kind: "jittered", minMs: 120_000, maxMs: 120_000 },
      verdicts: TRAINED,
      otherwise: "again",
    },
    {
      wait: "start",
      delays: { kind: "jittered", minMs: 30_000, maxMs: 120_000 },
      verdicts: STARTED,
      otherwise: "again",
    },
  ],
};

export const AWS_PYTHON: Peer = {
  name: "AWS Python waiter",
  sources: ["https://github.com/boto/botocore/blob/develop/botocore/data/rekognition/2016-06-27/waiters-2.json"],
  says:
    "project_version_training_completed polls every 120 s and gives up after 360 polls, 12 hours; " +
    "project_version_running polls every 30 s and gives up after 40 polls, 20 minutes.",
  schedules: [
    { wait: "training", delays: { kind: "fixed", ms: 120_000 }, maxLooks: 360, verdicts: TRAINED, otherwise: "again" },
    { wait: "start", delays: { kind: "fixed", ms: 30_000 }, maxLooks: 40, verdicts: STARTED, otherwise: "again" },
  ],
};

const STATE_CHANGE = { kind: "doubling", firstMs: 200, capMs: 10_000 } as const;

export const TERRAFORM: Peer = {
  name: "Terraform StateChangeConf",
  sources: ["https://github.com/hashicorp/terraform-plugin-sdk/blob/main/helper/retry/state.go"],
  says:
    "With its defaults, delays double from 200 ms up to 10 s; a status that is neither pending nor target is an error. " +
    "Terraform has no resource that trains or starts a model: this is how one that waits in Terraform's usual way would behave.",
  schedules: [
    {
      wait: "training",
      delays: STATE_CHANGE,
      verdicts: { TRAINING_IN_PROGRESS: "again", TRAINING_COMPLETED: "done" },
      otherwise: "failed",
    },
    { wait: "start", delays: STATE_CHANGE, verdicts: { STARTING: "again", RUNNING: "done" }, otherwise: "failed" },
  ],
};

export const PULUMI_DOCUMENTATION: Peer = {
  name: "dynamic provider of the docs",
  sources: ["https://www.pulumi.com/docs/iac/concepts/resources/dynamic-providers/"],
  says:
    "Create makes one call and returns what it answered. It does not wait, so the model is neither trained nor running " +
    "when `pulumi up` ends, and nothing notices when it is.",
  schedules: [
    { wait: "training", delays: { kind: "none" }, verdicts: {}, otherwise: "again" },
    { wait: "start", delays: { kind: "none" }, verdicts: {}, otherwise: "again" },
  ],
};

/** All clients that are compared, in the order of their columns. */
export const PEERS: readonly Peer[] = [AWS_JAVASCRIPT, AWS_PYTHON, TERRAFORM, PULUMI_DOCUMENTATION];

/** The schedule of a peer for a wait. */
export function scheduleOf(peer: Peer, wait: Schedule["wait"]): Schedule {
  const found = peer.schedules.find((schedule) => schedule.wait === wait);
  if (found === undefined) throw new Error(`${peer.name} has no schedule for a ${wait}`);
  return found;
}
