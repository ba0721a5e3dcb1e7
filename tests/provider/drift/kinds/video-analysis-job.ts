import { jobArgs, putVideo } from "../../video-analysis-job/jobs.js";
import type { KindDrift } from "../drift.js";
import { FOLLOWS_STATUS, NO_CALL_CHANGES_IT } from "../reasons.js";

const DAY_MS = 24 * 60 * 60 * 1_000;
const A_JOB_IS_DONE = "a job that was started cannot be changed, stopped or deleted";

export const videoAnalysisJobDrift: KindDrift = {
  kind: "videoAnalysisJob",
  args: (rig) => {
    putVideo(rig);
    return Promise.resolve(jobArgs());
  },
  look: ({ resource }) => Promise.resolve(resource.id),
  attributes: {
    analysis: A_JOB_IS_DONE,
    video: A_JOB_IS_DONE,
    minConfidence: A_JOB_IS_DONE,
    features: A_JOB_IS_DONE,
    settings: A_JOB_IS_DONE,
    faceAttributes: A_JOB_IS_DONE,
    collectionId: A_JOB_IS_DONE,
    faceMatchThreshold: A_JOB_IS_DONE,
    notificationChannel: A_JOB_IS_DONE,
    jobTag: A_JOB_IS_DONE,
    triggers: A_JOB_IS_DONE,
    region: A_JOB_IS_DONE,
    jobId: A_JOB_IS_DONE,
    status: "a job ends once, and create waits for that",
    statusMessage: FOLLOWS_STATUS,
    videoMetadata: NO_CALL_CHANGES_IT,
    modelVersion: NO_CALL_CHANGES_IT,
    expired: [
      {
        was: "set by the passing of 7 days",
        change: ({ rig }) => {
          rig.emulator.advance(8 * DAY_MS);
          return Promise.resolve();
        },
        shows: [],
        records: { expired: true },
        isStaged: true,
      },
    ],
  },
  remove: A_JOB_IS_DONE,
};
