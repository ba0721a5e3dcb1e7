import type { ProjectVersion } from "../store/things.js";

/** The files of a training, by the names of AWS's SDK examples. */
export const RESULT_KINDS = [
  "EvaluationResultSummary",
  "TrainingGroundTruth",
  "TestingGroundTruth",
  "ManifestSummary",
  "TrainingManifestWithValidation",
  "TestingManifestWithValidation",
] as const;

export type ResultKind = (typeof RESULT_KINDS)[number];

/** Where AWS puts an object of the training's output. */
export function resultObject(
  { outputConfig, project, name }: Pick<ProjectVersion, "outputConfig" | "project" | "name">,
  kind: ResultKind,
): { readonly Bucket: string | undefined; readonly Name: string } {
  const prefix = outputConfig.S3KeyPrefix ?? "";
  const folder = prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`;
  return { Bucket: outputConfig.S3Bucket, Name: `${folder}${kind}-${project.name}-${name}.json` };
}
