import { camelCased } from "../../aws/camel-case.js";
import type { Kept, OperationContext, Recorded, RecordedMeta, ResourceHandler } from "../../lifecycle/handler.js";
import { metaAsFound } from "../../lifecycle/recorded.js";
import { metaOf } from "../../lifecycle/ownership.js";
import { findOrGone } from "../../lifecycle/presence.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { videoAnalysisJobDefinition } from "./definition.js";
import {
  type Found,
  type Inputs,
  type JobReference,
  type Outputs,
  failure,
  idOf,
  jobOf,
  outputsOf,
  soughtJob,
  subjectOf,
} from "./job.js";
import { firstToken, startJob, tokenAfter } from "./start.js";
import { ended } from "./states.js";

const MINUTE_MS = 60_000;
const TWELVE_HOURS_MS = 12 * 60 * MINUTE_MS;
const TEN_MINUTES_MS = 10 * MINUTE_MS;

/** For so long AWS remembers a job. */
const REMEMBERED_SECONDS = 7 * 24 * 60 * 60;

/** How many jobs in a row may turn out to have failed before. */
const MAX_FAILED_BEFORE = 10;

/** The handler of video jobs. */
export const videoAnalysisJobHandler: ResourceHandler<Inputs, Outputs> = {
  definition: videoAnalysisJobDefinition,
  timeouts: { createMs: TWELVE_HOURS_MS, updateMs: TWELVE_HOURS_MS, deleteMs: TEN_MINUTES_MS },
  knowsStatus: (status) => ended.statuses.knows(status),

  costNote: () =>
    "A video is analyzed: AWS bills every minute of it, at a price that is unknown here (https://aws.amazon.com/rekognition/pricing/).",

  async create(context, inputs) {
    // A job carries no claim: its token finds it, and there is nothing to delete.
    const meta = metaOf(context, "nothing");
    let token = firstToken(context, inputs);
    for (let before = 0; ; before++) {
      const job = { analysis: inputs.analysis, jobId: await startJob(context, inputs, token) };
      context.keep({ id: idOf(job), outputs: { jobId: job.jobId, status: "IN_PROGRESS", expired: false }, meta });
      const found = await soughtJob(context, job).look();
      // A job takes longer than a look: one that has failed by now failed before, and its token gives nothing else.
      if (found?.status !== "FAILED" || before === MAX_FAILED_BEFORE) return waitToEnd(context, job, meta);
      context.keep({ id: idOf(job), outputs: outputsOf(job, found), meta });
      token = tokenAfter(token, job.jobId);
    }
  },

  async read(context, id, recorded) {
    const job = jobOf(id);
    const found = await findOrGone(context, soughtJob(context, job));
    if (recorded === undefined) {
      return found === undefined
        ? undefined
        : { inputs: inputsOf(context, job, found), outputs: outputsOf(job, found), meta: metaAsFound(0) };
    }
    if (found !== undefined) return { ...recorded, outputs: outputsOf(job, found) };
    return { ...recorded, outputs: { ...recorded.outputs, expired: isExpired(context, job, recorded) } };
  },

  async update(context, id, recorded) {
    const { outputs, meta } = recorded;
    if (outputs.status !== "IN_PROGRESS") return { id, outputs, meta };
    return waitToEnd(context, jobOf(id), meta);
  },

  /** AWS has no call to delete a job, and forgets it by itself. */
  delete: () => Promise.resolve(),

  outstanding({ outputs }) {
    // What became of a job that was forgotten while it went on, nobody can tell.
    const isLost = outputs.status === "IN_PROGRESS" && outputs.expired === true;
    if (outputs.status === "FAILED" || isLost) return { action: "replace", because: "status", deleteFirst: true };
    return { action: outputs.status === "IN_PROGRESS" ? "update" : "nothing" };
  },
};

async function waitToEnd(
  context: OperationContext,
  job: JobReference,
  meta: RecordedMeta,
): Promise<Kept<Inputs, Outputs>> {
  const { verdict, observed } = await waitForState(context, soughtJob(context, job), ended);
  if (observed === undefined) throw failure(job, undefined);
  const kept = { id: idOf(job), outputs: outputsOf(job, observed), meta };
  if (verdict === "target") return kept;
  context.keep(kept);
  throw failure(job, observed);
}

/** Whether a job that AWS does not know was forgotten; a younger one is only not to be seen with these credentials. */
function isExpired(
  context: OperationContext,
  job: JobReference,
  { outputs, meta }: Recorded<Inputs, Outputs>,
): boolean {
  const ageSeconds = context.clock.now() / 1_000 - meta.createdAt;
  if (outputs.expired === true || ageSeconds >= REMEMBERED_SECONDS) return true;
  context.warn(
    `AWS does not know ${subjectOf(job)} in ${context.region}, though jobs are remembered for 7 days: are these the credentials of the account it was started in? The record was left as it is.`,
  );
  return false;
}

function inputsOf(context: OperationContext, { analysis }: JobReference, { value }: Found): Inputs {
  const s3Object = { Bucket: "", Name: "", ...value.Video?.S3Object };
  return {
    analysis,
    video: camelCased<Inputs["video"]>({ S3Object: s3Object }),
    ...(value.JobTag === undefined ? {} : { jobTag: value.JobTag }),
    region: context.region,
  };
}
