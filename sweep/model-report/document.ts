/*
 * What a report says, as its JSON has it: docs/report.md documents each field, and a field that is there keeps its name and
 * its meaning under one `version`. What is not known is null. Scores are from 0 to 1, times ISO 8601 in UTC, money US dollars.
 */

/** The document's version. */
export const VERSION = 1;

/** What is wrong, of what an exit code tells. */
export type Finding = "worseThanPredecessor" | "runsOutsideState" | "evaluationUnread";

/** What the tests of a model say of one label. */
export interface LabelEntry {
  readonly label: string;
  readonly numberOfTestingImages: number;
  readonly f1Score: number;
  readonly precision: number;
  readonly recall: number;
  readonly assumedThreshold: number | null;
}

/** How often a label was taken for one, as a share of its test images. */
export interface ConfusedEntry {
  readonly groundTruthLabel: string;
  readonly predictedLabel: string;
  readonly value: number;
}

/** What the tests of a model say of it. */
export interface EvaluationEntry {
  readonly f1Score: number;
  readonly precision: number | null;
  readonly recall: number | null;
  /** Of models that find places, as the next one. */
  readonly averagePrecision: number | null;
  readonly averageRecall: number | null;
  readonly numberOfTestingImages: number;
  readonly numberOfTrainingImages: number;
  readonly evaluationEndTimestamp: string;
  readonly summaryUri: string;
  /** Those that were tested, the lowest F1 score first. */
  readonly labelEvaluations: readonly LabelEntry[];
  readonly labelsWithoutTestImages: readonly string[];
  /** Of models that tell images apart; without what never happened. */
  readonly confusionMatrix: readonly ConfusedEntry[] | null;
}

/** An evaluation, or why there is none. */
export interface Evaluated {
  readonly evaluation: EvaluationEntry | null;
  readonly evaluationMissing: string | null;
}

/** The model of the same project that serves, or served before. */
export interface PredecessorEntry extends Evaluated {
  readonly name: string;
  readonly arn: string;
  readonly status: string;
  /** Whether both were tested on the same images. */
  readonly testImages: "same" | "other" | "unknown";
  /** Why that is not known. */
  readonly testImagesUnknown: string | null;
  /** Whether its F1 score is higher; null where they were not tested on the same images. */
  readonly isBetter: boolean | null;
}

export interface ModelEntry extends Evaluated {
  /** project/version */
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  /** Null for a model that AWS does not show. */
  readonly status: string | null;
  readonly statusMessage: string | null;
  readonly consoleUrl: string | null;
  /** Of a stack: whether its state has it, or has it only to be deleted. */
  readonly inState: "held" | "pendingDeletion" | null;
  readonly createdAt: string | null;
  readonly trainedAt: string | null;
  /** Of a copy: the model that was copied. */
  readonly copyOf: string | null;
  /** As AWS describes the model, whether its evaluation can be read or not. */
  readonly f1Score: number | null;
  readonly predecessor: PredecessorEntry | null;
}

/** From and to; with automatic scaling these differ. */
export interface UsdRange {
  readonly least: number;
  readonly most: number;
}

/** Something that costs by the hour, or may. */
export interface RunningEntry {
  readonly kind: string;
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly status: string;
  /** Of a stack; `no`: its state does not have it, although it carries the stack's owner mark. */
  readonly inState: "held" | "pendingDeletion" | "no" | null;
  /** AWS does not tell when a model was started: not before then, when its training ended. */
  readonly notBefore: string | null;
  readonly minInferenceUnits: number | null;
  readonly maxInferenceUnits: number | null;
  /** Null where no price is known. */
  readonly usdPerHour: UsdRange | null;
  /** The same for 730 hours; null for what does not go on for a month, as a training. */
  readonly usdPerMonth: UsdRange | null;
  /** The region whose price it is. */
  readonly priceRegion: string | null;
  readonly priceAsOf: string | null;
  readonly priceOrigin: "configuration" | "list" | null;
}

export interface DatasetLabelEntry {
  readonly label: string;
  readonly entryCount: number;
  readonly boundingBoxCount: number | null;
}

export interface DatasetEntry {
  readonly datasetType: string;
  readonly arn: string;
  readonly status: string | null;
  readonly totalEntries: number | null;
  readonly labeledEntries: number | null;
  readonly totalLabels: number | null;
  readonly errorEntries: number | null;
  readonly labels: readonly DatasetLabelEntry[];
  /** Why what it holds is not known. */
  readonly missing: string | null;
}

export interface ProjectEntry {
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly datasets: readonly DatasetEntry[];
}

export interface CostsEntry {
  readonly usdPerHour: UsdRange;
  readonly usdPerMonth: UsdRange;
  readonly hoursPerMonth: number;
  /** False where something runs whose price is not known. */
  readonly isComplete: boolean;
}

export interface ReportDocument {
  readonly version: number;
  readonly about: { readonly kind: "stack" | "project" | "model"; readonly name: string };
  readonly createdAt: string;
  readonly models: readonly ModelEntry[];
  readonly running: readonly RunningEntry[];
  readonly costs: CostsEntry;
  readonly projects: readonly ProjectEntry[];
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
  readonly exitCode: number;
}
