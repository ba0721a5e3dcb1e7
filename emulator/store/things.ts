import type {
  CustomizationFeature,
  DatasetStatus,
  DatasetType,
  OutputConfig,
  ProjectStatus,
  ProjectVersionStatus,
  StreamProcessorStatus,
  TestingData,
  TrainingData,
} from "@aws-sdk/client-rekognition";
import type { FoundFace } from "../images/faces.js";
import type { ManifestReports } from "../manifest-report.js";
import type { TrainedModel } from "../media/trained-model.js";
import type { PolicyStatement } from "../operations/policies/policy-document.js";
import type { Wire } from "../protocol/wire.js";
import type { CreateStreamProcessorRequest } from "@aws-sdk/client-rekognition";
import type { DatasetEntries } from "./dataset-entries.js";
import type { Lagging } from "./lagging.js";
import type { Status } from "./status.js";
import type { TagMap } from "./tags.js";

/** What every thing with an ARN has. */
export interface Thing {
  readonly arn: string;
  /** Virtual epoch milliseconds. Where the ARN ends with this number it may be a little ahead: see `Store.stamp`. */
  readonly createdAtMs: number;
  /** When the call that made it was answered; what lags counts from here. */
  readonly madeAtMs: number;
  readonly tags: Lagging<TagMap>;
}

export interface Project extends Thing {
  readonly name: string;
  readonly feature: CustomizationFeature;
  readonly autoUpdate: boolean;
  readonly status: Status<ProjectStatus>;
  readonly versions: Map<string, ProjectVersion>;
  readonly datasets: Map<DatasetType, Dataset>;
  readonly policies: Map<string, ProjectPolicy>;
}

/** The latest revision of a policy. */
export interface ProjectPolicy {
  readonly name: string;
  readonly revisionId: string;
  readonly document: string;
  readonly statements: readonly PolicyStatement[];
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

export interface Dataset extends Thing {
  readonly project: Project;
  readonly type: DatasetType;
  readonly status: Status<DatasetStatus>;
  entries: DatasetEntries;
  /** What a creation or a change under way brings. */
  upcoming: DatasetEntries | undefined;
  updatedAtMs: number;
  /** The event that is to end what is under way; so with the other things. */
  pending: number | undefined;
}

/** What a finished training leaves in the description. */
export interface TrainingResult {
  /** A copy is not billed. */
  readonly billableSeconds: number | undefined;
  readonly f1Score: number;
}

export interface ProjectVersion extends Thing {
  readonly name: string;
  readonly project: Project;
  readonly status: Status<ProjectVersionStatus>;
  readonly outputConfig: Wire<OutputConfig>;
  readonly trainingData: Wire<TrainingData>;
  readonly testingData: Wire<TestingData>;
  readonly kmsKeyId: string | undefined;
  readonly description: string | undefined;
  readonly confidenceThreshold: number | undefined;
  /** The version this one is a copy of. */
  readonly sourceArn: string | undefined;
  /** What the lines of its manifests came to; a copy has none. */
  readonly manifests: ManifestReports | undefined;
  minInferenceUnits: number | undefined;
  maxInferenceUnits: number | undefined;
  training: TrainingResult | undefined;
  trainingEndedAtMs: number | undefined;
  /** Whether the manifests' lines were validated, and the results written down. */
  validated: boolean;
  /** What the model knows; undefined until it is trained. */
  model: TrainedModel | undefined;
  /** What it is going to know when the training or the copy that is under way ends well. */
  upcoming: TrainedModel | undefined;
  pending: number | undefined;
}

export interface Face {
  readonly faceId: string;
  readonly imageId: string;
  readonly externalImageId: string | undefined;
  /** What was seen when it was indexed. */
  readonly found: FoundFace;
  /** The user it is associated with. */
  userId: string | undefined;
}

/** Several faces of one person, under an id of the caller's. */
export interface User {
  readonly userId: string;
  /** Until then it is UPDATING. */
  updatingUntilMs: number;
  readonly faces: Map<string, Face>;
}

export interface Collection extends Thing {
  readonly id: string;
  readonly faceModelVersion: string;
  readonly faces: Map<string, Face>;
  readonly users: Map<string, User>;
}

/** What CreateStreamProcessor was given; connected home processors can change parts of it. */
export type StreamProcessorConfig = Omit<Wire<CreateStreamProcessorRequest>, "Name" | "Tags">;

export interface StreamProcessor extends Thing {
  readonly name: string;
  config: StreamProcessorConfig;
  readonly status: Status<StreamProcessorStatus>;
  updatedAtMs: number;
  pending: number | undefined;
}
