import type { Upload } from "../media/buckets.js";
import { fileLines } from "../media/lines.js";
import { failureCode } from "../media/training-failures.js";
import type { TrainingPlan } from "../media/training-plan.js";
import type { ProjectVersion } from "../store/things.js";
import type { Call, World } from "../world.js";
import { adapterSummary, adapterTestingLines, adapterTrainingLine } from "./adapter.js";
import { simulateTest } from "./answers.js";
import type { TestRequest } from "./answers.js";
import { autoSplit } from "./auto-split.js";
import { evaluate } from "./figures.js";
import { RESULT_KINDS, resultObject } from "./keys.js";
import type { ResultKind } from "./keys.js";
import { manifestSummary } from "./manifest-summary.js";
import { isMissingBucket } from "./output-bucket.js";
import { resultFile } from "./result-file.js";
import { testingLine, trainingLine } from "./snapshot.js";
import { evaluationSummary } from "./summary.js";

/** How a training is going to end. */
export interface Ending {
  /** In AWS's words; undefined: it succeeds. */
  readonly failure: string | undefined;
  /** 0 to 1. */
  readonly f1Score: number;
  /** 0 to 1, of some labels, where those are to be others. */
  readonly labelF1Scores: Readonly<Record<string, number>> | undefined;
  readonly atMs: number;
}

/** Files that are made at the start, when the images are read, and become objects at the end. */
export interface TrainingResults {
  readonly files: ReadonlyMap<ResultKind, Upload>;
  /** What the evaluation says, if there is one. */
  readonly f1Score: number;
}

type Files = Map<ResultKind, Upload>;

function* mapped<T>(items: Iterable<T>, line: (item: T) => string): Generator<string> {
  for (const item of items) yield line(item);
}

/** How much worse the base model is than an adapter for it. */
const BASE_MODEL_SHARE = 0.75;
const DEFAULT_CONFIDENCE_THRESHOLD = 50;

/** What the manifests came to: written unless they could not be read. */
function addValidation(call: Call, plan: TrainingPlan, ending: Ending, sets: ReturnType<typeof autoSplit>): Files {
  const { buckets } = call.world;
  const { validated } = plan;
  if (validated === undefined) return new Map();
  const made = { totalLines: sets.testing.length, validLines: sets.testing.length, invalidLines: 0, ignoredLines: 0 };
  const testing = validated.testing ?? { report: { ...made, lines: [] }, errorLines: [], file: undefined };
  const { failure } = ending;
  const isKnown = failure === undefined || plan.failures.some(({ text }) => text === failure);
  const failures = isKnown ? plan.failures : [{ text: failure, in: "training" } as const];
  const useCases = { classification: "IMAGE_LEVEL_LABELS", detection: "OBJECT_LOCALIZATION" } as const;
  const isDetermined = failure === undefined || failureCode(failure) === undefined;
  const useCase = isDetermined ? useCases[plan.model.kind] : "NOT_DETERMINED";
  const summary = manifestSummary(
    { training: validated.training, testing },
    useCase,
    failure === undefined ? [] : failures,
  );
  const lines = mapped(sets.testing, (entry) => trainingLine(entry, ending.atMs));
  return new Map([
    ["ManifestSummary", resultFile(buckets, [summary])],
    ["TrainingManifestWithValidation", validated.training.file],
    ["TestingManifestWithValidation", testing.file ?? resultFile(buckets, lines)],
  ]);
}

/** Makes what a training will leave, and the score that DescribeProjectVersions will tell. */
export function makeResults(call: Call, version: ProjectVersion, plan: TrainingPlan, ending: Ending): TrainingResults {
  const { buckets, switches } = call.world;
  const { model } = plan;
  const seed = `${version.project.name}/${version.name}`;
  const { training, testing } = plan.sets;
  const sets = testing === undefined ? autoSplit(training, seed) : { training, testing };
  const files = addValidation(call, plan, ending, sets);
  const f1Score = Math.min(1, ending.f1Score);
  if (ending.failure !== undefined) return { files, f1Score };
  const isAdapter = version.project.feature === "CONTENT_MODERATION";
  const threshold = version.confidenceThreshold ?? DEFAULT_CONFIDENCE_THRESHOLD;
  const request: TestRequest = {
    entries: sets.testing,
    labels: model.labels,
    kind: isAdapter ? "classification" : model.kind,
    seed,
    f1Score,
    labelF1Scores: ending.labelF1Scores,
    threshold: isAdapter ? threshold / 100 : undefined,
  };
  const test = simulateTest(request);
  const evaluation = evaluate(test, request, switches.evaluationFigures);
  const evaluated = {
    arn: version.arn,
    endedAtMs: ending.atMs,
    labels: model.labels,
    trainingImages: sets.training.length,
    testingImages: sets.testing.length,
  };
  const put = (kind: ResultKind, lines: Iterable<string>): void => {
    files.set(kind, resultFile(buckets, lines));
  };
  if (isAdapter) {
    const base = simulateTest({ ...request, seed: `${seed}/base`, f1Score: f1Score * BASE_MODEL_SHARE });
    const tests = { adapter: test, base };
    const facts = { modelVersion: switches.moderationModelVersion, arn: version.arn };
    put("EvaluationResultSummary", [adapterSummary(evaluated, tests, evaluation.overall.f1Score, threshold)]);
    put("TrainingGroundTruth", mapped(sets.training, adapterTrainingLine));
    put("TestingGroundTruth", adapterTestingLines(tests, facts));
  } else {
    put("EvaluationResultSummary", [evaluationSummary(evaluated, test, evaluation, model.kind, switches)]);
    put(
      "TrainingGroundTruth",
      mapped(sets.training, (entry) => trainingLine(entry, ending.atMs)),
    );
    put(
      "TestingGroundTruth",
      mapped(test.answers, (answer) => testingLine(answer, ending.atMs)),
    );
  }
  return { files, f1Score: evaluation.overall.f1Score };
}

/** The files of another model as they are now: a copy has its own. */
export function copyResults({ buckets }: World, source: ProjectVersion): ReadonlyMap<ResultKind, Upload> {
  const files: Files = new Map();
  for (const kind of RESULT_KINDS) {
    const { Bucket = "", Name } = resultObject(source, kind);
    const file = buckets.locate(Bucket, Name);
    if (file !== undefined) files.set(kind, resultFile(buckets, fileLines(file.path)));
  }
  return files;
}

/**
 * Writes the files into the bucket that was asked for.
 * @returns whether it could be written to
 */
export function writeResults(
  world: World,
  version: ProjectVersion,
  files: Iterable<readonly [ResultKind, Upload]>,
): boolean {
  const { buckets } = world;
  const bucket = version.outputConfig.S3Bucket ?? "";
  if (isMissingBucket(world, bucket)) return false;
  buckets.createBucket(bucket);
  try {
    for (const [kind, file] of files) buckets.commit(bucket, resultObject(version, kind).Name, file);
    return true;
  } catch {
    // Keys that the user's folder cannot have.
    return false;
  }
}
