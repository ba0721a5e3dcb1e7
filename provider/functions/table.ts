import { getCollection, getCollections } from "./collections.js";
import { getDatasetEntries } from "./dataset-entries.js";
import { getDataset, getDatasetLabels, getDatasets } from "./datasets.js";
import { detectCustomLabels, detectModerationLabels } from "./detection.js";
import { getEvaluation } from "./evaluation.js";
import type { ServiceFunction } from "./function.js";
import { getProjectVersion, getProjectVersions } from "./project-versions.js";
import { getProject, getProjectPolicies, getProjects } from "./projects.js";
import { getStreamProcessor, getStreamProcessors } from "./stream-processors.js";
import { getTags } from "./tags.js";
import {
  getCelebrityRecognition,
  getContentModeration,
  getFaceDetection,
  getFaceSearch,
  getLabelDetection,
} from "./video-results.js";

/** Every function that users can call, by family: each family becomes one file of the sdk. */
export const families: Readonly<Record<string, readonly ServiceFunction[]>> = {
  projects: [getProjects, getProject, getProjectPolicies],
  "project-versions": [getProjectVersions, getProjectVersion, getEvaluation],
  datasets: [getDatasets, getDataset, getDatasetEntries, getDatasetLabels],
  "stream-processors": [getStreamProcessors, getStreamProcessor],
  collections: [getCollections, getCollection],
  tags: [getTags],
  detection: [detectCustomLabels, detectModerationLabels],
  "video-results": [getLabelDetection, getContentModeration, getFaceDetection, getFaceSearch, getCelebrityRecognition],
};

const byName: ReadonlyMap<string, ServiceFunction> = new Map(
  Object.values(families)
    .flat()
    .map((one) => [one.name, one]),
);

/** A function by its name. */
export function functionNamed(name: string): ServiceFunction {
  const found = byName.get(name);
  if (found === undefined) throw new Error(`There is no function ${name}.`);
  return found;
}
