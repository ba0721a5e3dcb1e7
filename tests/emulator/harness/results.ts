import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { describeOnly, makeProject, testedRequest, trainingRequest } from "./models.js";
import { HOUR_MS } from "./scene.js";
import type { Scene } from "./scene.js";

export interface Metrics {
  readonly F1Score: number;
  readonly Precision: number;
  readonly Recall: number;
}

interface Aggregated extends Metrics {
  readonly ConfusionMatrix?: readonly {
    readonly GroundTruthLabel: string;
    readonly PredictedLabel: string;
    readonly Value: number;
  }[];
  readonly AveragePrecision?: number;
  readonly AverageRecall?: number;
}

/** An evaluation summary as AWS's guide shows it. */
export interface Summary {
  readonly Version: number;
  readonly AggregatedEvaluationResults: Aggregated & { readonly Metrics?: Aggregated };
  readonly EvaluationDetails: {
    readonly EvaluationEndTimestamp: string;
    readonly Labels: readonly string[];
    readonly NumberOfTestingImages: number;
    readonly NumberOfTrainingImages: number;
    readonly ProjectVersionArn: string;
  };
  readonly LabelEvaluationResults: readonly {
    readonly Label: string;
    readonly Metrics: Metrics & { readonly Threshold: number };
    readonly NumberOfTestingImages: number;
  }[];
}

export interface ManifestError {
  readonly code: string;
  readonly message: string;
}

interface Statistics {
  readonly use_case: string;
  readonly total_json_lines: number;
  readonly valid_json_lines: number;
  readonly invalid_json_lines: number;
  readonly ignored_json_lines: number;
  readonly error_json_line_indices: readonly number[];
  readonly errors: readonly ManifestError[];
}

export interface ManifestSummary {
  readonly statistics: { readonly training: Statistics; readonly testing: Statistics };
  readonly errors: readonly ManifestError[];
}

export type Line = Readonly<Record<string, unknown>>;

/** What DescribeProjectVersions says of a training, and what is in the files that it names. */
export class Results {
  readonly version: ProjectVersionDescription;
  readonly #scene: Scene;

  constructor(scene: Scene, version: ProjectVersionDescription) {
    this.#scene = scene;
    this.version = version;
  }

  summary(): Summary {
    return JSON.parse(this.#text(this.version.EvaluationResult?.Summary?.S3Object)) as Summary;
  }

  manifestSummary(): ManifestSummary {
    return JSON.parse(this.#text(this.version.ManifestSummary?.S3Object)) as ManifestSummary;
  }

  lines(of: "training" | "testing", what: "Output" | "Validation"): Line[] {
    const result = of === "training" ? this.version.TrainingDataResult : this.version.TestingDataResult;
    const text = this.#text(result?.[what]?.Assets?.[0]?.GroundTruthManifest?.S3Object);
    return text
      .split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Line);
  }

  #text(object: { Name?: string | undefined } | undefined): string {
    if (object?.Name === undefined) throw new Error("the description names no such file");
    return this.#scene.bucket.read(object.Name);
  }
}

/** What the training of this model left. */
export async function resultsOf(scene: Scene, arn: string): Promise<Results> {
  const version = await describeOnly(scene, arn);
  if (version === undefined) throw new Error(`no description of ${arn}`);
  return new Results(scene, version);
}

/** Trains on lines whose images are put into the bucket, and tests on others, or on a part of them. */
export async function trainOn(
  scene: Scene,
  training: readonly object[],
  testing?: readonly object[],
  name = "first",
): Promise<Results> {
  for (const line of [...training, ...(testing ?? [])]) {
    const key = /^s3:\/\/[^/]+\/(.+)$/.exec(String((line as Line)["source-ref"]))?.[1];
    if (key !== undefined && !scene.bucket.has(key)) scene.bucket.putImage(key, 100, 100);
  }
  scene.bucket.putManifest("train.manifest", training);
  const project = scene.emulator.state().projects[0]?.arn ?? (await makeProject(scene));
  if (testing !== undefined) scene.bucket.putManifest("test.manifest", testing);
  const request =
    testing === undefined
      ? trainingRequest(project, name, "train.manifest")
      : testedRequest(project, name, "train.manifest", "test.manifest");
  const { ProjectVersionArn = "" } = await scene.client.createProjectVersion(request);
  scene.emulator.advance(HOUR_MS);
  return resultsOf(scene, ProjectVersionArn);
}
