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

/** An estimated age range. */
export interface AgeRange {
  /** Lower bound, in years. */
  low: number;
  /** Upper bound, in years. */
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
  /** Revision id; every change gives it a new one. */
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
  /** Bounding box of the person. */
  boundingBox?: BoundingBox | undefined;
  /** The face. */
  face?: FaceDetail | undefined;
  /** Known gender of the celebrity. */
  knownGender?: KnownGender | undefined;
}

/** A celebrity at a point in time. */
export interface CelebrityRecognition {
  /** When, in milliseconds from the start of the video. */
  timestamp: number;
  /** The celebrity. */
  celebrity: CelebrityDetail;
}

/** How often a model takes a label for another one, or for itself. */
export interface ConfusedShare {
  /** Label by the test dataset. */
  groundTruthLabel: string;
  /** Label by the model. */
  predictedLabel: string;
  /** Share of the test images, 0 to 1. */
  value: number;
}

/** Settings of a content moderation adapter. */
export interface ContentModerationConfigDescription {
  /** Percent, 0 to 100. */
  confidenceThreshold?: number | undefined;
}

/** Content at a point in time, or over a segment. */
export interface ContentModerationDetection {
  /** When, in milliseconds from the start of the video. */
  timestamp: number;
  /** What was detected. */
  moderationLabel: ModerationLabel;
  /** Where the segment begins; for aggregateBy SEGMENTS. */
  startTimestampMillis?: number | undefined;
  /** Where the segment ends; for aggregateBy SEGMENTS. */
  endTimestampMillis?: number | undefined;
  /** How long the segment is; for aggregateBy SEGMENTS. */
  durationMillis?: number | undefined;
  /** Content type; AWS has returned it since 2024-04-10. */
  contentTypes?: ContentType[] | undefined;
}

/** Content type, such as animation. */
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
  /** Location in the image, for models that detect objects only. */
  geometry?: Geometry | undefined;
}

/** The data of a training or a test. */
export interface DataResult {
  /** The data that was passed. */
  input?: ManifestReferences | undefined;
  /** The data that was used. */
  output?: ManifestReferences | undefined;
  /** The same, with AWS's validation results for each line. */
  validation?: ManifestReferences | undefined;
}

/** Counts of a dataset. */
export interface DatasetCounts {
  /** Entries. */
  totalEntries: number;
  /** Entries with a label. */
  labeledEntries: number;
  /** Number of different labels. */
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
  /** Cause of an error, if there is one. */
  statusMessageCode?: "SUCCESS" | "SERVICE_ERROR" | "CLIENT_ERROR" | undefined;
  /** When it was created, ISO 8601 in UTC. */
  creationTimestamp: string;
  /** When it was last changed, ISO 8601 in UTC. */
  lastUpdatedTimestamp?: string | undefined;
  /** Counts, once it is created. */
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
  /** Cause of an error, if there is one. */
  statusMessageCode?: "SUCCESS" | "SERVICE_ERROR" | "CLIENT_ERROR" | undefined;
  /** When it was created, ISO 8601 in UTC. */
  creationTimestamp: string;
}

/** What a model found. */
export interface DetectCustomLabelsResult {
  /** What was detected, the highest confidence first. */
  customLabels: CustomLabel[];
}

/** Detected content. */
export interface DetectModerationLabelsResult {
  /** What was detected. */
  moderationLabels: ModerationLabel[];
  /** Version of AWS's model. */
  moderationModelVersion?: string | undefined;
  /** The adapter that was used. Absent if it is EXPIRED and AWS's base model was used. */
  projectVersion?: string | undefined;
  /** Content type. */
  contentTypes?: ContentType[] | undefined;
  /** Whether people review the image, and why. */
  humanLoopActivationOutput?: HumanLoopActivationOutput | undefined;
}

/** An emotion that a face appears to express. */
export interface Emotion {
  /** Name, such as HAPPY or CALM. */
  type: string;
  /** Confidence, in percent, 0 to 100. */
  confidence: number;
}

/** Result of the evaluation. */
export interface EvaluationResult {
  /** F1 score on the test data, 0 to 1. */
  f1Score?: number | undefined;
  /** Location of the evaluation summary. */
  summary?: ManifestReference | undefined;
}

/** Direction of gaze. */
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
  /** External image id that the application gave. */
  externalImageId?: string | undefined;
  /** Id that AWS gave its image. */
  imageId?: string | undefined;
  /** User it belongs to. */
  userId?: string | undefined;
  /** Bounding box of the face in its own image. */
  boundingBox?: BoundingBox | undefined;
  /** Confidence, in percent, 0 to 100. */
  confidence?: number | undefined;
  /** Version of the face model that computed its vector. */
  indexFacesModelVersion?: string | undefined;
}

/** An attribute of a face. */
export interface FaceAttribute {
  /** Whether the attribute applies. */
  value: boolean;
  /** Confidence, in percent, 0 to 100. */
  confidence: number;
}

/** A face. */
export interface FaceDetail {
  /** Bounding box. */
  boundingBox?: BoundingBox | undefined;
  /** Confidence, in percent, 0 to 100. */
  confidence?: number | undefined;
  /** Estimated age range. */
  ageRange?: AgeRange | undefined;
  /** Estimated gender. */
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
  /** Whether part of it is hidden. */
  faceOccluded?: FaceAttribute | undefined;
  /** Emotions that it appears to express, the most likely first. */
  emotions?: Emotion[] | undefined;
  /** Facial landmarks. */
  landmarks?: Landmark[] | undefined;
  /** The pose of the head. */
  pose?: Pose | undefined;
  /** Quality of its image. */
  quality?: ImageQuality | undefined;
  /** Direction of gaze. */
  eyeDirection?: EyeDirection | undefined;
}

/** A face at a point in time. */
export interface FaceDetection {
  /** When, in milliseconds from the start of the video. */
  timestamp: number;
  /** The face. */
  face: FaceDetail;
}

/** A matching face of the collection. */
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

/** Estimated gender of a face. */
export interface Gender {
  /** Estimated gender. */
  value: "Male" | "Female";
  /** Confidence, in percent, 0 to 100. */
  confidence: number;
}

/** Location in the image. */
export interface Geometry {
  /** Bounding box. */
  boundingBox?: BoundingBox | undefined;
  /** Never set for custom labels. */
  polygon?: Point[] | undefined;
}

/** A job of CELEBRITY_RECOGNITION and its first results. */
export interface GetCelebrityRecognitionResult {
  /** Id of the job. */
  jobId?: string | undefined;
  /** Status of the job. */
  jobStatus: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
  /** AWS's message about the status, if the job failed. */
  statusMessage?: string | undefined;
  /** Properties of the video, once the job has succeeded. */
  videoMetadata?: VideoMetadata | undefined;
  /** Location of the video. */
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
  /** Number of faces in it. */
  faceCount: number;
  /** Number of users in it. */
  userCount?: number | undefined;
  /** Version of the face model that computed its vectors. */
  faceModelVersion: string;
  /** When it was created, ISO 8601 in UTC. */
  creationTimestamp: string;
}

/** Face collections. */
export interface GetCollectionsResult {
  /** Their ids. */
  collectionIds: string[];
  /** Face model version of each, in the same order. */
  faceModelVersions: string[];
}

/** A job of CONTENT_MODERATION and its first results. */
export interface GetContentModerationResult {
  /** Id of the job. */
  jobId?: string | undefined;
  /** Status of the job. */
  jobStatus: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
  /** AWS's message about the status, if the job failed. */
  statusMessage?: string | undefined;
  /** Properties of the video, once the job has succeeded. */
  videoMetadata?: VideoMetadata | undefined;
  /** Location of the video. */
  video?: VideoReference | undefined;
  /** Tag that the job was started with. */
  jobTag?: string | undefined;
  /** Version of AWS's model. */
  moderationModelVersion?: string | undefined;
  /** How the results are sorted and aggregated. */
  getRequestMetadata?: GetRequestMetadata | undefined;
  /** What was detected. */
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

/** What the tests of a model say of it. */
export interface GetEvaluationResult {
  /** When the evaluation ended, ISO 8601 in UTC. */
  evaluationEndTimestamp: string;
  /** Where the summary lies, as in s3://my-bucket/KEY. */
  summaryUri: string;
  /** Images that the model was trained on. */
  numberOfTrainingImages: number;
  /** Images that it was tested with. */
  numberOfTestingImages: number;
  /** F1 score, 0 to 1: the mean over the labels. */
  f1Score: number;
  /** Precision, 0 to 1: the mean over the labels. Absent for adapters. */
  precision?: number | undefined;
  /** Recall, 0 to 1: the mean over the labels. Absent for adapters. */
  recall?: number | undefined;
  /** Mean average precision, 0 to 1. Only of models that find objects in images. */
  averagePrecision?: number | undefined;
  /** Mean average recall, 0 to 1. Only of models that find objects in images. */
  averageRecall?: number | undefined;
  /** The labels that were tested, the lowest F1 score first; at most maxLabels. None for adapters. */
  labelEvaluations: LabelEvaluation[];
  /** How many more labels were tested, all with F1 scores at least as high. */
  labelsLeftOut: number;
  /** Labels that the model was trained on and that no test image shows; at most maxLabels. */
  labelsWithoutTestImages: string[];
  /** What the labels above were taken for; what never happened is left out. Only of models that tell images apart. */
  confusionMatrix?: ConfusedShare[] | undefined;
}

/** A job of FACE_DETECTION and its first results. */
export interface GetFaceDetectionResult {
  /** Id of the job. */
  jobId?: string | undefined;
  /** Status of the job. */
  jobStatus: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
  /** AWS's message about the status, if the job failed. */
  statusMessage?: string | undefined;
  /** Properties of the video, once the job has succeeded. */
  videoMetadata?: VideoMetadata | undefined;
  /** Location of the video. */
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
  /** Status of the job. */
  jobStatus: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
  /** AWS's message about the status, if the job failed. */
  statusMessage?: string | undefined;
  /** Properties of the video, once the job has succeeded. */
  videoMetadata?: VideoMetadata | undefined;
  /** Location of the video. */
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
  /** Status of the job. */
  jobStatus: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
  /** AWS's message about the status, if the job failed. */
  statusMessage?: string | undefined;
  /** Properties of the video, once the job has succeeded. */
  videoMetadata?: VideoMetadata | undefined;
  /** Location of the video. */
  video?: VideoReference | undefined;
  /** Tag that the job was started with. */
  jobTag?: string | undefined;
  /** Version of AWS's model. */
  labelModelVersion?: string | undefined;
  /** How the results are sorted and aggregated. */
  getRequestMetadata?: GetRequestMetadata | undefined;
  /** What was detected. */
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

/** How results are sorted and aggregated. */
export interface GetRequestMetadata {
  /** How the results are sorted. */
  sortBy?: string | undefined;
  /** What they are aggregated by. */
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
  /** Where the results are written. */
  output?: StreamProcessorOutput | undefined;
  /** What it looks for. */
  settings?: StreamProcessorSettings | undefined;
  /** IAM role that it uses. */
  roleArn?: string | undefined;
  /** Where notifications are sent. */
  notificationChannel?: StreamProcessorNotificationChannel | undefined;
  /** KMS key that encrypts the results in S3. */
  kmsKeyId?: string | undefined;
  /** Regions of the frame that it analyzes. */
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

/** Whether people review the image, and why. */
export interface HumanLoopActivationOutput {
  /** ARN of the human loop that was started. */
  humanLoopArn?: string | undefined;
  /** Why it was started. */
  humanLoopActivationReasons?: string[] | undefined;
  /** Results of the conditions of the flow definition, as JSON. */
  humanLoopActivationConditionsEvaluationResults?: string | undefined;
}

/** Quality of the image of a face. */
export interface ImageQuality {
  /** 0 to 100; more is brighter. */
  brightness: number;
  /** 0 to 100; more is sharper. */
  sharpness: number;
}

/** One instance of a label. */
export interface Instance {
  /** Bounding box. */
  boundingBox?: BoundingBox | undefined;
  /** Confidence, in percent, 0 to 100. */
  confidence: number;
}

/** Known gender of a celebrity. */
export interface KnownGender {
  /** Male, Female, Nonbinary or Unlisted. */
  type: string;
}

/** An object, a scene or an activity. */
export interface Label {
  /** Name of the label. */
  name: string;
  /** Confidence, in percent, 0 to 100. */
  confidence: number;
  /** Each instance of the label, if AWS can tell them apart. */
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

/** A label at a point in time, or over a segment. */
export interface LabelDetection {
  /** When, in milliseconds from the start of the video. */
  timestamp: number;
  /** What was detected. */
  label: Label;
  /** Where the segment begins; for aggregateBy SEGMENTS. */
  startTimestampMillis?: number | undefined;
  /** Where the segment ends; for aggregateBy SEGMENTS. */
  endTimestampMillis?: number | undefined;
  /** How long the segment is; for aggregateBy SEGMENTS. */
  durationMillis?: number | undefined;
}

/** What the tests of a model say of a label. */
export interface LabelEvaluation {
  /** Label. */
  label: string;
  /** Test images that show it. */
  numberOfTestingImages: number;
  /** F1 score, 0 to 1. */
  f1Score: number;
  /** Precision, 0 to 1: the part of what was taken for this label that is. */
  precision: number;
  /** Recall, 0 to 1: the part of what is this label that was found. */
  recall: number;
  /** Assumed threshold, 0 to 1: how sure the model has to be of the label. The minConfidence of detectCustomLabels is in percent: 100 times as much. */
  assumedThreshold?: number | undefined;
}

/** A facial landmark. */
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
  /** Location of the object. */
  s3Object?: S3Object | undefined;
}

/** Manifests that AWS read or wrote. */
export interface ManifestReferences {
  /** The manifests. Absent if the project's datasets were used. */
  assets?: AssetReference[] | undefined;
  /** Whether a fifth of the training data was held back for testing. */
  autoCreate?: boolean | undefined;
}

/** A moderation label that was detected. */
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
  /** Number that identifies the person in the video. */
  index: number;
  /** Bounding box of the person. */
  boundingBox?: BoundingBox | undefined;
  /** The person's face. */
  face?: FaceDetail | undefined;
}

/** A person at a point in time, with the matching faces. */
export interface PersonMatch {
  /** When, in milliseconds from the start of the video. */
  timestamp: number;
  /** The person. */
  person: PersonDetail;
  /** Matching faces of the collection. */
  faceMatches?: FaceMatch[] | undefined;
}

/** The pose of a head. */
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
  /** What the project's models are for. AWS leaves it out for many CUSTOM_LABELS projects. */
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
  /** When the training was requested, ISO 8601 in UTC. */
  creationTimestamp: string;
  /** When training ended, ISO 8601 in UTC. */
  trainingEndTimestamp?: string | undefined;
  /** Billed training time. It can be longer than the elapsed time. */
  billableTrainingTimeInSeconds?: number | undefined;
  /** Minimum number of inference units it runs with. */
  minInferenceUnits?: number | undefined;
  /** Maximum number of inference units for automatic scaling. */
  maxInferenceUnits?: number | undefined;
  /** Result of the evaluation, after training. */
  evaluationResult?: EvaluationResult | undefined;
  /** Where training wrote its results. */
  outputConfig?: OutputConfigDescription | undefined;
  /** The manifest summary, which lists lines that were skipped. */
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
  /** What the model is for. */
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
  /** Location of the object. */
  s3Object?: S3Object | undefined;
}
