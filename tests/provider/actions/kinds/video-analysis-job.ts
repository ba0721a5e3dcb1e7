import type { Report } from "../../harness/command.js";
import { BUCKET } from "../../harness/rig.js";
import { type ResourceScenario, callsOf } from "../scenario.js";

/** Any object of the bucket will do: the emulator makes up what there is to see. */
const VIDEO = { s3Object: { bucket: BUCKET, name: "train.manifest" } };

const ANALYSES = [
  ["LABEL_DETECTION", {}],
  ["CONTENT_MODERATION", {}],
  ["FACE_DETECTION", {}],
  ["FACE_SEARCH", { collectionId: "visitors" }],
  ["CELEBRITY_RECOGNITION", {}],
] as const;

export const videoAnalysisJobScenario: ResourceScenario = async (rig) => {
  await rig.client.createCollection({ CollectionId: "visitors" });
  const reports: Report[] = [];
  for (const [analysis, more] of ANALYSES) {
    const job = rig.resource("videoAnalysisJob", analysis.toLowerCase());
    reports.push(await job.up({ analysis, video: VIDEO, ...more }));
  }
  return callsOf(...reports);
};
