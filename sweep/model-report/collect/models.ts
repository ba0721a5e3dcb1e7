import type { ProjectDescription, ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { consoleUrl, modelInArn } from "../../../provider/aws/arns.js";
import { runState } from "../../../provider/lifecycle/running.js";
import { isBelow } from "../../../provider/observe/evaluation/scores.js";
import type { Evaluated, EvaluationEntry, ModelEntry, PredecessorEntry } from "../document.js";
import type { Evaluations, Outcome } from "./evaluations.js";

/** A project with all of its models. */
export interface ProjectOfModels {
  readonly region: string;
  readonly project: ProjectDescription;
  readonly versions: readonly ProjectVersionDescription[];
}

/** A model that the report is about. */
export interface Subject extends Pick<ModelEntry, "arn" | "region" | "inState"> {
  /** Undefined where AWS does not show it. */
  readonly found: { readonly version: ProjectVersionDescription; readonly among: ProjectOfModels } | undefined;
}

/** What the report says of a model, and whether its evaluation should have been there and was not. */
export async function modelEntry(
  evaluations: Evaluations,
  { arn, region, inState, found }: Subject,
): Promise<{ readonly entry: ModelEntry; readonly isUnread: boolean }> {
  const named = { name: modelName(arn), arn, region, inState };
  if (found === undefined) {
    const evaluationMissing = "AWS does not show this model: it is deleted, or the credentials are of another account.";
    return { entry: { ...named, ...NOTHING, evaluationMissing }, isUnread: true };
  }
  const { version, among } = found;
  const outcome = await evaluations.of(region, version);
  const evaluated = evaluatedOf(outcome);
  const entry = {
    ...named,
    status: version.Status ?? null,
    statusMessage: version.StatusMessage ?? null,
    consoleUrl: consoleUrl(arn, version.Feature) ?? null,
    createdAt: version.CreationTimestamp?.toISOString() ?? null,
    trainedAt: version.TrainingEndTimestamp?.toISOString() ?? null,
    copyOf: version.SourceProjectVersionArn ?? null,
    f1Score: version.EvaluationResult?.F1Score ?? null,
    ...evaluated,
    predecessor:
      evaluated.evaluation === null
        ? null
        : await predecessorEntry(evaluations, region, version, evaluated.evaluation, among.versions),
  };
  return { entry, isUnread: "isFault" in outcome && outcome.isFault };
}

const NOTHING = {
  status: null,
  statusMessage: null,
  consoleUrl: null,
  createdAt: null,
  trainedAt: null,
  copyOf: null,
  f1Score: null,
  evaluation: null,
  predecessor: null,
};

/** project/version, as people know a model. */
export function modelName(arn: string): string {
  const model = modelInArn(arn);
  return model === undefined ? arn : `${model.projectName}/${model.versionName}`;
}

/**
 * The model that another one of its project takes the place of: of those that were made before it, the newest one that
 * runs, else the newest one that ran.
 */
export function predecessorOf(
  model: ProjectVersionDescription,
  versions: readonly ProjectVersionDescription[],
): ProjectVersionDescription | undefined {
  const madeAt = ({ CreationTimestamp }: ProjectVersionDescription): number => CreationTimestamp?.getTime() ?? 0;
  const earlier = versions
    .filter((other) => other.ProjectVersionArn !== model.ProjectVersionArn && madeAt(other) < madeAt(model))
    .sort((one, other) => madeAt(other) - madeAt(one));
  return (
    earlier.find(({ Status }) => runState(Status) === "up") ??
    earlier.find(({ Status }) => Status === "STOPPING" || Status === "STOPPED")
  );
}

async function predecessorEntry(
  evaluations: Evaluations,
  region: string,
  model: ProjectVersionDescription,
  evaluation: EvaluationEntry,
  versions: readonly ProjectVersionDescription[],
): Promise<PredecessorEntry | null> {
  const before = predecessorOf(model, versions);
  if (before === undefined) return null;
  const { ProjectVersionArn: arn = "", Status: status = "" } = before;
  const [evaluated, images, imagesBefore] = await Promise.all([
    evaluations.of(region, before).then(evaluatedOf),
    evaluations.testImagesOf(region, model),
    evaluations.testImagesOf(region, before),
  ]);
  const unknown = [images, imagesBefore].find((each) => "missing" in each);
  const known = "read" in images && "read" in imagesBefore;
  const testImages = !known ? "unknown" : images.read === imagesBefore.read ? "same" : "other";
  const isComparable = testImages === "same" && evaluated.evaluation !== null;
  return {
    name: modelName(arn),
    arn,
    status,
    testImages,
    testImagesUnknown: unknown !== undefined && "missing" in unknown ? unknown.missing : null,
    isBetter: isComparable ? isBelow(evaluation.f1Score, evaluated.evaluation.f1Score) : null,
    ...evaluated,
  };
}

function evaluatedOf(outcome: Outcome<EvaluationEntry>): Evaluated {
  return "read" in outcome
    ? { evaluation: outcome.read, evaluationMissing: null }
    : { evaluation: null, evaluationMissing: outcome.missing };
}
