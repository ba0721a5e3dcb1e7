import { collection } from "./collection.js";
import { dataset } from "./dataset.js";
import type { LiveCase } from "./live-case.js";
import { model } from "./model.js";
import { moderation } from "./moderation.js";
import { errors, lags, tagging } from "./probes.js";
import { project } from "./project.js";
import { connectedHome, faceSearch } from "./stream-processors.js";
import { videoJob } from "./video-job.js";

/** Every case, the free ones first: what is wrong with an account shows before it costs. */
export const CASES: readonly LiveCase[] = [
  errors,
  lags,
  tagging,
  project,
  dataset,
  collection,
  moderation,
  connectedHome,
  videoJob,
  faceSearch,
  model,
];
