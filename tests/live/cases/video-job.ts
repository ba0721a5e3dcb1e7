import { readFileSync } from "node:fs";
import { holds, same } from "./asserting.js";
import type { CaseContext, LiveCase, Used } from "./live-case.js";
import { program } from "./program.js";

async function run(context: CaseContext): Promise<Used> {
  const { aws, settings, keys } = context;
  const { bucket, video = { file: "", minutes: 0 } } = settings;
  const key = `${keys}/video.mp4`;
  await aws.s3.putObject({ Bucket: bucket, Key: key, Body: readFileSync(video.file) });
  const stack = await context.stack();
  await stack.up(
    program(
      { bucket, key },
      `const job = new r.VideoAnalysisJob("job", { analysis: "LABEL_DETECTION", video: { s3Object: { bucket, name: key } } });
       exports.jobId = job.jobId;
       exports.labels = r.getLabelDetectionOutput({ jobId: job.jobId }).labels;`,
    ),
  );
  const { jobId, labels } = await stack.outputs();
  holds("the function answers with labels", Array.isArray(labels));
  const { JobStatus } = await aws.rekognition.getLabelDetection({ JobId: String(jobId) });
  same("the status of the job", JobStatus, "SUCCEEDED");
  await stack.refresh();
  await stack.destroy();
  await aws.s3.deleteObject({ Bucket: bucket, Key: key });
  return { bounds: { videoMinutes: video.minutes }, trainingHours: 0 };
}

export const videoJob: LiveCase = {
  name: "video-job",
  what: "a VideoAnalysisJob on a video that is given, and its results",
  bounds: ({ video }) => ({ videoMinutes: video?.minutes ?? 1 }),
  lacks: ({ video }) =>
    video === undefined ? "--video and --video-minutes not given: the suite has no video" : undefined,
  run,
};
