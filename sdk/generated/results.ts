/* Generated from the definitions in provider/functions by `npm run generate`: change those instead. */
import type {
  BoundingBox,
  DataSharingPreference,
  Point,
  RegionOfInterest,
  S3Object,
  StreamProcessorInput,
  StreamProcessorNotificationChannel,
  StreamProcessorOutput,
  StreamProcessorSettings,
  VideoMetadata,
} from "./shapes.js";

/** An estimate of age. */
export interface AgeRange {
  /** Years, at least. */
  low: number;
  /** Years, at most. */
  high: number;
}

/** A source of images and labels. */
export interface AssetReference {
  /** The manifest. */
  groundTruthManifest?: ManifestReference | undefined;
}

/** A policy of a project. */
export interface AttachedProjectPolicy {
  /** ARN of the project it is attached to. */
  projectArn: string;
  /** Name. */
  policyName: string;
  /** Revision; another one with every change. */
  policyRevisionId: string;
  /** The document, JSON. */
  policyDocument: string;
  /** When it was created, ISO 8601 in UTC. */
  creationTimestamp: string;
  /** When it was last changed, ISO 8601 in UTC. */
  lastUpdatedTimestamp?: string | undefined;
}

/** A celebrity. */
export interface CelebrityDetail {
  /** AWS's id of the celebrity. */
  id: string;
  /** Name. */
  name: string;
  /** Confidence, in percent, 0 to 100. */
  confidence?: number | undefined;
  /** Pages about the celebrity. */
  urls?: string[] | undefined;
  /** The rectangle around the person. */
  boundingBox?: BoundingBox | undefined;
  /** The face. */
  face?: FaceDetail | undefined;
  /** The gender the celebrity is known to have. */
  knownGender?: KnownGender | undefined;
}

/** A celebrity at one time. */
export interface CelebrityRecognition {
  /** When, in milliseconds from the start of the video. */
  timestamp: number;
  /** The celebrity. */
  celebrity: CelebrityDetail;
}

/** Settings of a content moderation adapter. */
export interface ContentModerationConfigDescription {
  /** Percent, 0 to 100. */
  confidenceThreshold?: number | undefined;
}

/** Content at one time, or over one segment. */
export interface ContentModerationDetection {
  /** When, in milliseconds from the start of the video. */
  timestamp: number;
  /** What was found. */
  moderationLabel: ModerationLabel;
  /** Where the segment begins; for aggregateBy SEGMENTS. */
  startTimestampMillis?: number | undefined;
  /** Where the segment ends; for aggregateBy SEGMENTS. */
  endTimestampMillis?: number | undefined;
  /** How long the segment is; for aggregateBy SEGMENTS. */
  durationMillis?: number | undefined;
  /** What kind of picture it is; AWS says so since 2024-04-10. */
  contentTypes?: ContentType[] | undefined;
}

/** What kind of picture it is, such as an animation. */
export interface ContentType {
  /** Name, such as Animated Content. */
  name: string;
  /** Confidence, in percent, 0 to 100. */
  confidence: number;
}

/** A label that a model found. */
export interface CustomLabel {
  /** Name of the label. */
  name: string;
  /** Confidence, in percent, 0 to 100. */
  confidence: number;
  /** Where it is; for models that detect places only. */
  geometry?: Geometry | undefined;
}

/** The data of a training or a test. */
export interface DataResult {
  /** What was given. */
  input?: ManifestReferences | undefined;
  /** What was used. */
  output?: ManifestReferences | undefined;
  /** The same, with AWS's remarks on each line. */
  validation?: ManifestReferences | undefined;
}

/** What a dataset holds. */
export interface DatasetCounts {
  /** Entries. */
  totalEntries: number;
  /** Entries with a label. */
  labeledEntries: number;
  /** Different labels. */
  totalLabels: number;
  /** Entries with an error. */
  errorEntries: number;
}

/** A dataset. */
export interface DatasetDescription {
  /** ARN. */
  datasetArn: string;
  /** What it is for. */
  datasetType: "TRAIN" | "TEST";
  /** Status as AWS reports it, such as CREATE_COMPLETE. */
  status: string;
  /** AWS's message about the status. */
  statusMessage?: string | undefined;
  /** Whose the fault is, where there is one. */
  statusMessageCode?: "SUCCESS" | "SERVICE_ERROR" | "CLIENT_ERROR" | undefined;
  /** When it was created, ISO 8601 in UTC. */
  creationTimestamp: string;
  /** When it was last changed, ISO 8601 in UTC. */
  lastUpdatedTimestamp?: string | undefined;
  /** What it holds, once it is made. */
  datasetStats?: DatasetCounts | undefined;
}

/** A label of a dataset. */
export interface DatasetLabelDescription {
  /** Name. */
  labelName: string;
  /** How often it occurs. */
  labelStats?: DatasetLabelStats | undefined;
}

/** How often a label occurs. */
export interface DatasetLabelStats {
  /** Entries with the label. */
  entryCount: number;
  /** Boxes with the label, in datasets for detection. */
  boundingBoxCount?: number | undefined;
}

/** A dataset, as its project lists it. */
export interface DatasetMetadata {
  /** ARN. */
  datasetArn: string;
  /** What it is for. */
  datasetType: "TRAIN" | "TEST";
  /** Status as AWS reports it, such as CREATE_COMPLETE. */
  status: string;
  /** AWS's message about the status. */
  statusMessage?: string | undefined;
  /** Whose the fault is, where there is one. */
  statusMessageCode?: "SUCCESS" | "SERVICE_ERROR" | "CLIENT_ERROR" | undefined;
  /** When it was created, ISO 8601 in UTC. */
  creationTimestamp: string;
}

/** What a model found. */
export interface DetectCustomLabelsResult {
  /** What was found, the surest first. */
  customLabels: CustomLabel[];
}

/** Content that was found. */
export interface DetectModerationLabelsResult {
  /** What was found. */
  moderationLabels: ModerationLabel[];
  /** Version of AWS's model. */
  moderationModelVersion?: string | undefined;
  /** The adapter that was used; left out where it is EXPIRED, and AWS's own model answered. */
  projectVersion?: string | undefined;
  /** What kind of picture it is. */
  contentTypes?: ContentType[] | undefined;
  /** Whether people are asked, and why. */
  humanLoopActivationOutput?: HumanLoopActivationOutput | undefined;
}

/** What a face seems to express. */
export interface Emotion {
  /** Name, such as HAPPY or CALM. */
  type: string;
  /** Confidence, in percent, 0 to 100. */
  confidence: number;
}

/** How the test came out. */
export interface EvaluationResult {
  /** F1 score of the test, 0 to 1. */
  f1Score?: number | undefined;
  /** Where the evaluation's summary lies. */
  summary?: ManifestReference | undefined;
}

/** Where eyes look. */
export interface EyeDirection {
  /** Degrees, -180 to 180. */
  yaw: number;
  /** Degrees, -180 to 180. */
  pitch: number;
  /** Confidence, in percent, 0 to 100. */
  confidence: number;
}

/** A face in a collection. */
export interface Face {
  /** Id of the face in the collection. */
  faceId: string;
  /** Id that the application gave its image. */
  externalImageId?: string | undefined;
  /** Id that AWS gave its image. */
  imageId?: string | undefined;
  /** User it belongs to. */
  userId?: string | undefined;
  /** The rectangle around it, in its own image. */
  boundingBox?: BoundingBox | undefined;
  /** Confidence, in percent, 0 to 100. */
  confidence?: number | undefined;
  /** Version of the face model that made its vector. */
  indexFacesModelVersion?: string | undefined;
}

/** Something that a face has or has not. */
export interface FaceAttribute {
  /** Whether it is so. */
  value: boolean;
  /** Confidence, in percent, 0 to 100. */
  confidence: number;
}

/** A face. */
export interface FaceDetail {
  /** The rectangle around it. */
  boundingBox?: BoundingBox | undefined;
  /** Confidence, in percent, 0 to 100. */
  confidence?: number | undefined;
  /** About how old the face looks. */
  ageRange?: AgeRange | undefined;
  /** What gender it looks like. */
  gender?: Gender | undefined;
  /** Whether it smiles. */
  smile?: FaceAttribute | undefined;
  /** Whether it wears glasses. */
  eyeglasses?: FaceAttribute | undefined;
  /** Whether it wears sunglasses. */
  sunglasses?: FaceAttribute | undefined;
  /** Whether it has a beard. */
  beard?: FaceAttribute | undefined;
  /** Whether it has a mustache. */
  mustache?: FaceAttribute | undefined;
  /** Whether its eyes are open. */
  eyesOpen?: FaceAttribute | undefined;
  /** Whether its mouth is open. */
  mouthOpen?: FaceAttribute | undefined;
  /** Whether something hides part of it. */
  faceOccluded?: FaceAttribute | undefined;
  /** What it seems to express, the likeliest first. */
  emotions?: Emotion[] | undefined;
  /** Places in the face. */
  landmarks?: Landmark[] | undefined;
  /** How the head is held. */
  pose?: Pose | undefined;
  /** How good its picture is. */
  quality?: ImageQuality | undefined;
  /** Where its eyes look. */
  eyeDirection?: EyeDirection | undefined;
}

/** A face at one time. */
export interface FaceDetection {
  /** When, in milliseconds from the start of the video. */
  timestamp: number;
  /** The face. */
  face: FaceDetail;
}

/** A face of the collection that looks alike. */
export interface FaceMatch {
  /** Similarity, in percent, 0 to 100. */
  similarity: number;
  /** The face in the collection. */
  face?: Face | undefined;
}

/** Settings for the project's feature. */
export interface FeatureConfigDescription {
  /** Settings of a content moderation adapter. */
  contentModeration?: ContentModerationConfigDescription | undefined;
}

/** What gender a face looks like. */
export interface Gender {
  /** What it looks like. */
  value: "Male" | "Female";
  /** Confidence, in percent, 0 to 100. */
  confidence: number;
}

/** Where in the image something is. */
export interface Geometry {
  /** The rectangle around it. */
  boundingBox?: BoundingBox | undefined;
  /** Never set for custom labels, other than AWS's first documents said. */
  polygon?: Point[] | undefined;
}

/** A job of CELEBRITY_RECOGNITION and its first results. */
export interface GetCelebrityRecognitionResult {
  /** Id of the job. */
  jobId?: string | undefined;
  /** How far the job is. */
  jobStatus: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
  /** AWS's message about the status, where the job failed. */
  statusMessage?: string | undefined;
  /** The video; once the job succeeded. */
  videoMetadata?: VideoMetadata | undefined;
  /** The video's place. */
  video?: VideoReference | undefined;
  /** Tag that the job was started with. */
  jobTag?: string | undefined;
  /** The celebrities. */
  celebrities: CelebrityRecognition[];
  /** Whether there are more results than maxResults. */
  isTruncated: boolean;
}

/** A face collection. */
export interface GetCollectionResult {
  /** ARN. */
  collectionArn: string;
  /** Faces in it. */
  faceCount: number;
  /** Users in it. */
  userCount?: number | undefined;
  /** Version of the face model that made its vectors. */
  faceModelVersion: string;
  /** When it was created, ISO 8601 in UTC. */
  creationTimestamp: string;
}

/** Face collections. */
export interface GetCollectionsResult {
  /** Their ids. */
  collectionIds: string[];
  /** The version of the face model of each, in the same order. */
  faceModelVersions: string[];
}

/** A job of CONTENT_MODERATION and its first results. */
export interface GetContentModerationResult {
  /** Id of the job. */
  jobId?: string | undefined;
  /** How far the job is. */
  jobStatus: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
  /** AWS's message about the status, where the job failed. */
  statusMessage?: string | undefined;
  /** The video; once the job succeeded. */
  videoMetadata?: VideoMetadata | undefined;
  /** The video's place. */
  video?: VideoReference | undefined;
  /** Tag that the job was started with. */
  jobTag?: string | undefined;
  /** Version of AWS's model. */
  moderationModelVersion?: string | undefined;
  /** How the results are sorted and put together. */
  getRequestMetadata?: GetRequestMetadata | undefined;
  /** What was found. */
  moderationLabels: ContentModerationDetection[];
  /** Whether there are more results than maxResults. */
  isTruncated: boolean;
}

/** Entries of a dataset. */
export interface GetDatasetEntriesResult {
  /** The entries, JSON, as lines of a manifest; AWS adds cl-metadata and, to bad entries, errors. */
  datasetEntries: string[];
}

/** Labels of a dataset. */
export interface GetDatasetLabelsResult {
  /** The labels. */
  datasetLabelDescriptions: DatasetLabelDescription[];
}

/** Datasets of a project. */
export interface GetDatasetsResult {
  /** The datasets. */
  datasets: DatasetDescription[];
}

/** A job of FACE_DETECTION and its first results. */
export interface GetFaceDetectionResult {
  /** Id of the job. */
  jobId?: string | undefined;
  /** How far the job is. */
  jobStatus: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
  /** AWS's message about the status, where the job failed. */
  statusMessage?: string | undefined;
  /** The video; once the job succeeded. */
  videoMetadata?: VideoMetadata | undefined;
  /** The video's place. */
  video?: VideoReference | undefined;
  /** Tag that the job was started with. */
  jobTag?: string | undefined;
  /** The faces. */
  faces: FaceDetection[];
  /** Whether there are more results than maxResults. */
  isTruncated: boolean;
}

/** A job of FACE_SEARCH and its first results. */
export interface GetFaceSearchResult {
  /** Id of the job. */
  jobId?: string | undefined;
  /** How far the job is. */
  jobStatus: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
  /** AWS's message about the status, where the job failed. */
  statusMessage?: string | undefined;
  /** The video; once the job succeeded. */
  videoMetadata?: VideoMetadata | undefined;
  /** The video's place. */
  video?: VideoReference | undefined;
  /** Tag that the job was started with. */
  jobTag?: string | undefined;
  /** The people. */
  persons: PersonMatch[];
  /** Whether there are more results than maxResults. */
  isTruncated: boolean;
}

/** A job of LABEL_DETECTION and its first results. */
export interface GetLabelDetectionResult {
  /** Id of the job. */
  jobId?: string | undefined;
  /** How far the job is. */
  jobStatus: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
  /** AWS's message about the status, where the job failed. */
  statusMessage?: string | undefined;
  /** The video; once the job succeeded. */
  videoMetadata?: VideoMetadata | undefined;
  /** The video's place. */
  video?: VideoReference | undefined;
  /** Tag that the job was started with. */
  jobTag?: string | undefined;
  /** Version of AWS's model. */
  labelModelVersion?: string | undefined;
  /** How the results are sorted and put together. */
  getRequestMetadata?: GetRequestMetadata | undefined;
  /** What was found. */
  labels: LabelDetection[];
  /** Whether there are more results than maxResults. */
  isTruncated: boolean;
}

/** Policies of a project. */
export interface GetProjectPoliciesResult {
  /** The policies. */
  projectPolicies: AttachedProjectPolicy[];
}

/** Models of a project. */
export interface GetProjectVersionsResult {
  /** The models, the newest first. */
  projectVersionDescriptions: ProjectVersionDescription[];
}

/** Projects. */
export interface GetProjectsResult {
  /** The projects, the newest first. */
  projectDescriptions: ProjectDescription[];
}

/** How results are sorted and put together. */
export interface GetRequestMetadata {
  /** How the results are sorted. */
  sortBy?: string | undefined;
  /** What they are put together by. */
  aggregateBy?: string | undefined;
}

/** A stream processor. */
export interface GetStreamProcessorResult {
  /** ARN. */
  streamProcessorArn: string;
  /** Name. */
  name: string;
  /** Status as AWS reports it: STOPPED, STARTING, RUNNING, FAILED, STOPPING or UPDATING. */
  status: string;
  /** AWS's message about the status. */
  statusMessage?: string | undefined;
  /** When it was created, ISO 8601 in UTC. */
  creationTimestamp: string;
  /** When it was last changed, ISO 8601 in UTC. */
  lastUpdateTimestamp?: string | undefined;
  /** Where the video comes from. */
  input?: StreamProcessorInput | undefined;
  /** Where the results go. */
  output?: StreamProcessorOutput | undefined;
  /** What it looks for. */
  settings?: StreamProcessorSettings | undefined;
  /** Role that it works with. */
  roleArn?: string | undefined;
  /** Where notifications go. */
  notificationChannel?: StreamProcessorNotificationChannel | undefined;
  /** KMS key that encrypts the results in S3. */
  kmsKeyId?: string | undefined;
  /** Parts of the frame it looks at. */
  regionsOfInterest?: RegionOfInterest[] | undefined;
  /** Whether AWS may use the video. */
  dataSharingPreference?: DataSharingPreference | undefined;
}

/** Stream processors. */
export interface GetStreamProcessorsResult {
  /** Names and statuses. */
  streamProcessors: StreamProcessorSummary[];
}

/** Tags. */
export interface GetTagsResult {
  /** The tags. */
  tags: Record<string, string>;
}

/** Whether people are asked, and why. */
export interface HumanLoopActivationOutput {
  /** ARN of the human loop that was started. */
  humanLoopArn?: string | undefined;
  /** Why it was started. */
  humanLoopActivationReasons?: string[] | undefined;
  /** How the conditions of the flow definition came out, JSON. */
  humanLoopActivationConditionsEvaluationResults?: string | undefined;
}

/** How good the picture of a face is. */
export interface ImageQuality {
  /** 0 to 100; more is brighter. */
  brightness: number;
  /** 0 to 100; more is sharper. */
  sharpness: number;
}

/** One thing that has the label. */
export interface Instance {
  /** The rectangle around it. */
  boundingBox?: BoundingBox | undefined;
  /** Confidence, in percent, 0 to 100. */
  confidence: number;
}

/** The gender a celebrity is known to have. */
export interface KnownGender {
  /** Male, Female, Nonbinary or Unlisted. */
  type: string;
}

/** A thing, a scene or an activity. */
export interface Label {
  /** Name of the label. */
  name: string;
  /** Confidence, in percent, 0 to 100. */
  confidence: number;
  /** Each thing that has the label, where AWS can tell them apart. */
  instances?: Instance[] | undefined;
  /** More general labels, the nearest first. */
  parents?: Parent[] | undefined;
  /** Other names of the label. */
  aliases?: LabelAlias[] | undefined;
  /** Categories the label belongs to. */
  categories?: LabelCategory[] | undefined;
}

/** Another name of a label. */
export interface LabelAlias {
  /** Name. */
  name: string;
}

/** A category of labels. */
export interface LabelCategory {
  /** Name. */
  name: string;
}

/** A label at one time, or over one segment. */
export interface LabelDetection {
  /** When, in milliseconds from the start of the video. */
  timestamp: number;
  /** What was found. */
  label: Label;
  /** Where the segment begins; for aggregateBy SEGMENTS. */
  startTimestampMillis?: number | undefined;
  /** Where the segment ends; for aggregateBy SEGMENTS. */
  endTimestampMillis?: number | undefined;
  /** How long the segment is; for aggregateBy SEGMENTS. */
  durationMillis?: number | undefined;
}

/** A place in a face. */
export interface Landmark {
  /** Name, such as eyeLeft or nose. */
  type: string;
  /** Ratio of the frame's width. */
  x: number;
  /** Ratio of the frame's height. */
  y: number;
}

/** A manifest that AWS read or wrote. */
export interface ManifestReference {
  /** Where it lies. */
  s3Object?: S3Object | undefined;
}

/** Manifests that AWS read or wrote. */
export interface ManifestReferences {
  /** The manifests; none where the project's datasets were used. */
  assets?: AssetReference[] | undefined;
  /** Whether a fifth of the training data was held back for testing. */
  autoCreate?: boolean | undefined;
}

/** A kind of content that was found. */
export interface ModerationLabel {
  /** Name of the label. */
  name: string;
  /** Name of the label above it; empty at the top. */
  parentName?: string | undefined;
  /** Depth in AWS's taxonomy: 1 at the top, to 3. */
  taxonomyLevel?: number | undefined;
  /** Confidence, in percent, 0 to 100. */
  confidence: number;
}

/** Where training wrote its results. */
export interface OutputConfigDescription {
  /** Bucket. */
  s3Bucket?: string | undefined;
  /** Key prefix. */
  s3KeyPrefix?: string | undefined;
}

/** A more general label. */
export interface Parent {
  /** Name. */
  name: string;
}

/** A person in a video. */
export interface PersonDetail {
  /** Number of the person in the video. */
  index: number;
  /** The rectangle around the person. */
  boundingBox?: BoundingBox | undefined;
  /** The person's face. */
  face?: FaceDetail | undefined;
}

/** A person at one time, and who it may be. */
export interface PersonMatch {
  /** When, in milliseconds from the start of the video. */
  timestamp: number;
  /** The person. */
  person: PersonDetail;
  /** Faces of the collection that look alike. */
  faceMatches?: FaceMatch[] | undefined;
}

/** How a head is held. */
export interface Pose {
  /** Degrees, -180 to 180. */
  roll: number;
  /** Degrees, -180 to 180. */
  yaw: number;
  /** Degrees, -180 to 180. */
  pitch: number;
}

/** A project. */
export interface ProjectDescription {
  /** ARN. */
  projectArn: string;
  /** Status as AWS reports it. */
  status: "CREATING" | "CREATED" | "DELETING";
  /** What the project's models do. AWS leaves it out for many projects of CUSTOM_LABELS. */
  feature?: "CUSTOM_LABELS" | "CONTENT_MODERATION" | undefined;
  /** Whether adapters are retrained when AWS retires their base model. */
  autoUpdate?: "ENABLED" | "DISABLED" | undefined;
  /** Its datasets, at most one of each type. */
  datasets?: DatasetMetadata[] | undefined;
  /** When it was created, ISO 8601 in UTC. */
  creationTimestamp: string;
}

/** A model. */
export interface ProjectVersionDescription {
  /** ARN. */
  projectVersionArn: string;
  /** Status as AWS reports it, such as TRAINING_IN_PROGRESS, TRAINING_COMPLETED, RUNNING or STOPPED. */
  status: string;
  /** AWS's message about the status. */
  statusMessage?: string | undefined;
  /** When the training was asked for, ISO 8601 in UTC. */
  creationTimestamp: string;
  /** When training ended, ISO 8601 in UTC. */
  trainingEndTimestamp?: string | undefined;
  /** Training time that is billed; may be more than the time that passed. */
  billableTrainingTimeInSeconds?: number | undefined;
  /** Inference units it runs with, at least. */
  minInferenceUnits?: number | undefined;
  /** Upper bound of automatic scaling, in inference units. */
  maxInferenceUnits?: number | undefined;
  /** How the test came out; after training. */
  evaluationResult?: EvaluationResult | undefined;
  /** Where training wrote its results. */
  outputConfig?: OutputConfigDescription | undefined;
  /** The summary of the manifests; it names lines that were left out. */
  manifestSummary?: ManifestReference | undefined;
  /** What it was trained on. */
  trainingDataResult?: DataResult | undefined;
  /** What it was tested with. */
  testingDataResult?: DataResult | undefined;
  /** KMS key that encrypts the copies AWS made. */
  kmsKeyId?: string | undefined;
  /** The model that this one was copied from. */
  sourceProjectVersionArn?: string | undefined;
  /** Description. */
  versionDescription?: string | undefined;
  /** What the model does. */
  feature?: "CUSTOM_LABELS" | "CONTENT_MODERATION" | undefined;
  /** Version of the base model. */
  baseModelVersion?: string | undefined;
  /** Settings for the project's feature. */
  featureConfig?: FeatureConfigDescription | undefined;
}

/** A stream processor, as it is listed. */
export interface StreamProcessorSummary {
  /** Name. */
  name: string;
  /** Status as AWS reports it: STOPPED, STARTING, RUNNING, FAILED, STOPPING or UPDATING. */
  status: string;
}

/** A stored video. */
export interface VideoReference {
  /** Where it lies. */
  s3Object?: S3Object | undefined;
}
