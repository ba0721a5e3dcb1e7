import type {
  DatasetStatus,
  ProjectStatus,
  ProjectVersionStatus,
  StreamProcessorStatus,
  VideoJobStatus,
} from "@aws-sdk/client-rekognition";
import * as z from "zod";
import { OUTCOMES, SWITCH_CHANGES, shape } from "../control/shapes.js";
import { EVENT_ARGS } from "../events/shapes.js";
import type { TimelineEvent } from "../events/shapes.js";
import type { ImageCelebrity, RuleSet } from "../image-contents.js";
import { RULE_SET } from "../images/shapes.js";
import type { Reading, Run } from "../meter.js";
import type { Notification } from "../notifications.js";
import type { Outcomes } from "../outcomes.js";
import type { PolicyStatement } from "../operations/policies/policy-document.js";
import type { LaggingParts } from "../store/lagging.js";
import type { AnswerUse, Scope, Tombstone } from "../store/scope.js";
import type { StatusChange, StatusParts, StatusView } from "../store/status.js";
import type { TagMap } from "../store/tags.js";
import type {
  Collection,
  Dataset,
  Face,
  Project,
  ProjectPolicy,
  ProjectVersion,
  StreamProcessor,
  TrainingResult,
  User,
} from "../store/things.js";
import type { TokenUse, VideoJob } from "../store/video-job.js";
import type { Switches } from "../switches.js";
import type { PlannedEvent } from "../timeline.js";

/** A thing without what leads back to another one; texts stand for what is in files of its own. */
type Kept<T, Changed extends keyof T> = Omit<T, Changed | "status" | "tags">;
interface Tagged {
  readonly tags: LaggingParts<TagMap>;
}
interface Living<S extends string> {
  readonly status: StatusParts<S>;
}

export interface KeptVersion
  extends Kept<ProjectVersion, "project" | "model" | "upcoming">, Tagged, Living<ProjectVersionStatus> {
  readonly model: string | undefined;
  readonly upcoming: string | undefined;
}
export interface KeptDataset extends Kept<Dataset, "project" | "entries" | "upcoming">, Tagged, Living<DatasetStatus> {
  readonly entries: string;
  readonly upcoming: string | undefined;
}
export interface KeptProject
  extends Kept<Project, "versions" | "datasets" | "policies">, Tagged, Living<ProjectStatus> {
  readonly versions: readonly KeptVersion[];
  readonly datasets: readonly KeptDataset[];
  readonly policies: readonly ProjectPolicy[];
}
interface KeptUser extends Omit<User, "faces"> {
  readonly faces: readonly string[];
}
export interface KeptCollection extends Kept<Collection, "faces" | "users">, Tagged {
  readonly faces: readonly Face[];
  readonly users: readonly KeptUser[];
}
export interface KeptProcessor extends Kept<StreamProcessor, never>, Tagged, Living<StreamProcessorStatus> {}
export interface KeptJob extends Kept<VideoJob, never>, Living<VideoJobStatus> {}

type Entries<T> = readonly (readonly [string, T])[];
export interface KeptScope extends Pick<Scope, "account" | "region" | "tombstones" | "openVideoJobs"> {
  readonly projects: readonly KeptProject[];
  readonly collections: readonly KeptCollection[];
  readonly streamProcessors: readonly KeptProcessor[];
  readonly deletedCollections: readonly { readonly thing: KeptCollection; readonly atMs: number }[];
  readonly deletedStreamProcessors: readonly { readonly thing: KeptProcessor; readonly atMs: number }[];
  readonly videoJobs: readonly KeptJob[];
  readonly videoTokens: Entries<TokenUse>;
  readonly userTokens: Entries<AnswerUse>;
  readonly humanLoops: readonly string[];
}

/** Everything that outlives a process. */
export interface KeptWorld {
  readonly nowMs: number;
  readonly lastStampMs: number;
  readonly scopes: readonly KeptScope[];
  readonly nextEventId: number;
  readonly events: readonly PlannedEvent[];
  readonly models: Entries<Reading>;
  readonly processors: Entries<Reading>;
  readonly outcomes: Outcomes;
  readonly notifications: readonly Notification[];
  /** Those that are not as they are by default. */
  readonly switches: Partial<Switches>;
  /** Those of the control API. */
  readonly rules: RuleSet;
  readonly celebrities: Entries<ImageCelebrity>;
}

const text = z.string();
const texts = z.array(text);
const number = z.number();
const flag = z.boolean();
const optionalText = text.optional();
/** A file of its own, by the hash of what is in it. */
const part = text.regex(/^[\da-f]{64}$/);

/** What a request or AWS's own answers have: their shape is not the emulator's. */
const data = <T>(): z.ZodType<T> => z.custom<T>((value) => typeof value === "object" && value !== null);
const entries = <T>(value: z.ZodType<T>): z.ZodType<Entries<T>> => z.array(z.tuple([text, value]));
const lagging = <T>(value: z.ZodType<T>) => shape<LaggingParts<T>>({ now: value, before: value, changedAtMs: number });
/** A status that a later release knows is refused with its format. */
const status = <S extends string>() => {
  const name = text as unknown as z.ZodType<S>;
  const view = shape<StatusView<S>>({ status: name, message: optionalText });
  const changes = z.array(shape<StatusChange>({ status: text, atMs: number }));
  return shape<StatusParts<S>>({ now: view, before: view, changedAtMs: number, changes });
};

const thing = { arn: text, createdAtMs: number, madeAtMs: number, tags: lagging(z.record(text, text)) };

const VERSION = shape<KeptVersion>({
  ...thing,
  name: text,
  status: status(),
  outputConfig: data(),
  trainingData: data(),
  testingData: data(),
  kmsKeyId: optionalText,
  description: optionalText,
  confidenceThreshold: number.optional(),
  sourceArn: optionalText,
  manifests: data<NonNullable<ProjectVersion["manifests"]>>().optional(),
  minInferenceUnits: number.optional(),
  maxInferenceUnits: number.optional(),
  training: shape<TrainingResult>({ billableSeconds: number.optional(), f1Score: number }).optional(),
  trainingEndedAtMs: number.optional(),
  validated: flag,
  model: part.optional(),
  upcoming: part.optional(),
  pending: number.optional(),
});

const DATASET = shape<KeptDataset>({
  ...thing,
  type: z.enum(["TRAIN", "TEST"]),
  status: status(),
  entries: part,
  upcoming: part.optional(),
  updatedAtMs: number,
  pending: number.optional(),
});

const STATEMENT = shape<PolicyStatement>({
  effect: z.enum(["Allow", "Deny"]),
  principals: texts,
  resources: texts,
  conditions: z.record(text, z.unknown()),
});

const POLICY = shape<ProjectPolicy>({
  name: text,
  revisionId: text,
  document: text,
  statements: z.array(STATEMENT),
  createdAtMs: number,
  updatedAtMs: number,
});

const PROJECT = shape<KeptProject>({
  ...thing,
  name: text,
  feature: z.enum(["CUSTOM_LABELS", "CONTENT_MODERATION"]),
  autoUpdate: flag,
  status: status(),
  versions: z.array(VERSION),
  datasets: z.array(DATASET),
  policies: z.array(POLICY),
});

const FACE = shape<Face>({
  faceId: text,
  imageId: text,
  externalImageId: optionalText,
  found: data(),
  userId: optionalText,
});

const COLLECTION = shape<KeptCollection>({
  ...thing,
  id: text,
  faceModelVersion: text,
  faces: z.array(FACE),
  users: z.array(shape<KeptUser>({ userId: text, updatingUntilMs: number, faces: texts })),
});

const PROCESSOR = shape<KeptProcessor>({
  ...thing,
  name: text,
  config: data(),
  status: status(),
  updatedAtMs: number,
  pending: number.optional(),
});

const JOB = shape<KeptJob>({
  id: text,
  kind: z.enum([
    "LabelDetection",
    "ContentModeration",
    "FaceDetection",
    "FaceSearch",
    "CelebrityRecognition",
    "TextDetection",
    "SegmentDetection",
  ]),
  video: data(),
  jobTag: optionalText,
  channel: data<NonNullable<VideoJob["channel"]>>().optional(),
  createdAtMs: number,
  facts: data(),
  status: status(),
  subjects: data(),
  detections: number,
  minConfidence: number,
  allAttributes: flag,
  segmentTypes: data<NonNullable<VideoJob["segmentTypes"]>>().optional(),
});

const SCOPE = shape<KeptScope>({
  account: text,
  region: text,
  projects: z.array(PROJECT),
  collections: z.array(COLLECTION),
  streamProcessors: z.array(PROCESSOR),
  deletedCollections: z.array(z.object({ thing: COLLECTION, atMs: number })),
  deletedStreamProcessors: z.array(z.object({ thing: PROCESSOR, atMs: number })),
  tombstones: z.array(shape<Tombstone>({ untilMs: number, name: text, videoStreamArn: optionalText })),
  videoJobs: z.array(JOB),
  openVideoJobs: number,
  videoTokens: entries(shape<TokenUse>({ fingerprint: text, jobId: text, atMs: number })),
  userTokens: entries(shape<AnswerUse>({ fingerprint: text, answer: data(), atMs: number })),
  humanLoops: texts,
});

const EVENT = z.union(
  Object.entries(EVENT_ARGS).map(([name, args]) => z.object({ name: z.literal(name), args })),
) as unknown as z.ZodType<TimelineEvent>;

const READING = shape<Reading>({
  trainingSeconds: number,
  runs: z.array(z.object({ fromMs: number, toMs: number.exactOptional(), units: number }) satisfies z.ZodType<Run>),
});

export const WORLD = shape<KeptWorld>({
  nowMs: number,
  lastStampMs: number,
  scopes: z.array(SCOPE),
  nextEventId: number,
  events: z.array(shape<PlannedEvent>({ atMs: number, id: number, event: EVENT })),
  models: entries(READING),
  processors: entries(READING),
  outcomes: OUTCOMES,
  notifications: z.array(data<Notification>()),
  switches: SWITCH_CHANGES,
  rules: RULE_SET,
  celebrities: entries(data<ImageCelebrity>()),
});
