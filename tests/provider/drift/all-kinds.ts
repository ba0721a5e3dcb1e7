import type { KindDrift } from "./drift.js";
import { collectionDrift } from "./kinds/collection.js";
import { datasetDrift } from "./kinds/dataset.js";
import { projectDrift } from "./kinds/project.js";
import { projectPolicyDrift } from "./kinds/project-policy.js";
import { projectVersionDrift } from "./kinds/project-version.js";
import { projectVersionCopyDrift } from "./kinds/project-version-copy.js";
import { streamProcessorDrift } from "./kinds/stream-processor.js";
import { videoAnalysisJobDrift } from "./kinds/video-analysis-job.js";

/** The drift of every kind. */
export const kindDrifts: readonly KindDrift[] = [
  projectDrift,
  projectVersionDrift,
  projectVersionCopyDrift,
  projectPolicyDrift,
  datasetDrift,
  collectionDrift,
  streamProcessorDrift,
  videoAnalysisJobDrift,
];
