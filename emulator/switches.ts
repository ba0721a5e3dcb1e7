/** One behaviour that AWS does not document: its default, and why that is the default. */
interface Switch<T> {
  readonly default: T;
  readonly why: string;
}

const set = <T>(value: T, why: string): Switch<T> => ({ default: value, why });
const number = (value: number, why: string): Switch<number> => set(value, why);
const flag = (value: boolean, why: string): Switch<boolean> => set(value, why);

/** What the emulator answers where two of AWS's errors are plausible. */
type Refusal = "ResourceInUseException" | "AccessDeniedException";
type QuotaError = "LimitExceededException" | "ServiceQuotaExceededException";

/**
 * Everything the emulator had to decide for itself, each under a name and with a reason. Durations are virtual
 * milliseconds. Quotas are AWS's published defaults per account and Region.
 */
export const SWITCHES = {
  // How long things take.
  projectCreatingMs: number(2_000, "projects are usable within seconds"),
  projectDeletingMs: number(5_000, "deletes are asynchronous and take 5 to 15 s"),
  trainingMs: number(45 * 60_000, "AWS says 30 minutes to 24 hours; small sets sit at the low end"),
  trainingFailureMs: number(60_000, "a manifest that cannot be used is noticed before training proper begins"),
  modelStartingMs: number(8 * 60_000, "AWS says a few minutes; stop and start together 10 to 20"),
  modelStoppingMs: number(3 * 60_000, "the other part of those 10 to 20 minutes"),
  datasetCreatingMs: number(10_000, "creating and changing a dataset takes 5 to 30 s for small ones"),
  datasetUpdatingMs: number(10_000, "as for creating"),
  datasetDeletingMs: number(8_000, "deletes are asynchronous and take 5 to 15 s"),
  modelCopyingMs: number(10 * 60_000, "not documented"),
  videoJobMs: number(60_000, "not documented; short videos take about as long as they are"),
  videoResultsMs: number(7 * 24 * 3_600_000, "results are kept for 7 days"),
  videoRequestTokenMs: number(7 * 24 * 3_600_000, "client request tokens are good for 7 days"),
  videoPageTokenMs: number(24 * 3_600_000, "tokens of the next page are good for 24 hours"),
  modelDeletingMs: number(5_000, "deletes are asynchronous and take 5 to 15 s"),
  streamProcessorStartingMs: number(10_000, "the documentation calls 2 minutes in STARTING broken"),
  streamProcessorStoppingMs: number(5_000, "not documented; seconds in practice"),
  streamProcessorUpdatingMs: number(5_000, "UPDATING is passed through on the way back to STOPPED"),
  faceSearchFrameMs: number(
    1_000,
    "face search does not analyse every frame; which ones, AWS does not say. At least 40 ms",
  ),

  // What is not visible at once.
  describeLagMs: number(0, "a new thing may be missing from describes and lists for a while"),
  tagLagMs: number(0, "tags may lag behind the thing they are on by a minute and more"),
  taggingLagMs: number(
    0,
    "the tagging API answers from an index of its own; by how much that lags behind the tags is not documented",
  ),
  statusLagMs: number(0, "a describe may still show the status before the last call"),
  deleteLagMs: number(0, "a deleted collection or stream processor may still be described for a while"),
  streamProcessorTombstoneMs: number(5_000, "the name, and its video stream, cannot be used for a few seconds"),
  streamProcessorRoleReadyMs: number(0, "a role made just before is not usable everywhere at once: IAM propagation"),

  // How many there can be.
  quotaProjects: number(100, "published default"),
  quotaModelsPerProject: number(100, "published default"),
  quotaConcurrentTrainings: number(2, "published default (1 in Sydney)"),
  quotaRunningModels: number(2, "published default"),
  quotaInferenceUnits: number(5, "published default per started model"),
  quotaConcurrentCopies: number(100, "no figure was found; lower it to meet the error"),
  quotaPoliciesPerProject: number(5, "published default"),
  quotaDatasetEntries: number(250_000, "published default: images per dataset"),
  quotaDatasetLabels: number(250, "published default: labels per dataset"),
  quotaStreamProcessors: number(10_000, "published default"),
  quotaFaceSearchRunning: number(10, "published default"),
  quotaConnectedHomeRunning: number(200, "published default in us-east-1 and us-west-2"),
  quotaFacesPerCollection: number(20_000_000, "published default"),
  quotaUsersPerCollection: number(10_000_000, "published default"),
  quotaFacesPerUser: number(100, "published limit"),
  quotaVideoJobs: number(20, "published default: jobs at the same time"),
  quotaVideoBytes: number(10 * 1024 ** 3, "published limit: 10 GB"),
  quotaHumanLoops: number(5_000, "not looked up; it is a quota of another service"),
  quotaTags: number(200, "the size limit of the tag map in the API model"),
  tooManyModels: set<QuotaError>("ServiceQuotaExceededException", "both errors are declared; this one names quotas"),
  tooManyPolicies: set<QuotaError>("ServiceQuotaExceededException", "both errors are declared; this one names quotas"),
  missingPrincipals: set<readonly string[]>([], "principals that IAM does not know yet make a policy malformed"),
  stoppingHoldsSlot: flag(true, "a stopping model is taken to hold its running slot until it is STOPPED"),

  // How fast one may ask.
  enforceRates: flag(false, "off, so that tests need not pace themselves; the rates are in rates.ts"),
  rateError: set<"ProvisionedThroughputExceededException" | "ThrottlingException">(
    "ProvisionedThroughputExceededException",
    "the error seen when a per-operation rate is exceeded",
  ),

  // What one may do.
  allowedActions: set<readonly string[]>(
    ["*"],
    "policies are not emulated: the list stands for that of callers with temporary credentials (ASIA...), others may do all",
  ),

  // What is answered.
  taggingApi: set<"serves" | "denies" | "knowsNoRekognition">(
    "serves",
    "GetResources is documented to support all types of resource; whether those of Rekognition are among them is not proven. denies: as for callers without tag:GetResources",
  ),
  nextTokenAtEnd: set<"absent" | "empty">("absent", "some operations have been seen to answer an empty string"),
  pageSize: number(4096, "the largest page of any list; smaller than AWS's own sizes to force paging"),
  duplicateDelete: set<"ResourceInUseException" | "ResourceNotFoundException">(
    "ResourceInUseException",
    "a second delete while DELETING: both errors are declared",
  ),
  foreignAccountArn: set<"ResourceNotFoundException" | "AccessDeniedException">(
    "ResourceNotFoundException",
    "an ARN of another account or Region: the answer that misleads most",
  ),
  policyEffectInAnyCase: flag(true, "IAM writes Allow and Deny, and a sample of AWS's has ALLOW"),
  largestImageRequestBytes: number(
    16 * 1024 ** 2,
    "that up to here image.bytes is refused by its limit in the API model is inferred; beyond, and beyond 8 MiB for what has no image, it is HTTP 413",
  ),
  missingManifest: set<"TRAINING_FAILED" | "InvalidS3ObjectException">(
    "TRAINING_FAILED",
    "documented as a training error, and CreateProjectVersion declares no S3 error",
  ),
  missingDatasetManifest: set<"InvalidS3ObjectException" | "CREATE_FAILED">(
    "InvalidS3ObjectException",
    "CreateDataset declares the error; a text for a failed creation is documented, too",
  ),
  hasErrorsFalse: set<"all" | "withoutErrors">("all", "AWS's own samples send false to list all entries"),
  entryErrorsName: set<"errors" | "cl-errors">("errors", "documented; one listing shown in the guide says cl-errors"),
  needsAllLabelMetadata: flag(
    false,
    "AWS's guide requires confidence, human-annotated and creation-date of a label, but uses none; what it does without is not said",
  ),
  trainWithoutTestDataset: set<"split" | "InvalidParameterException">(
    "split",
    "the console splits the training dataset; what the API does without a test dataset is not documented",
  ),
  deleteDatasetWhileTraining: flag(true, "a training works on a copy of the images"),
  adapterDatasets: flag(false, "the dataset operations are documented for Custom Labels only"),
  checkManifestImages: flag(true, "missing and unfit images count as invalid lines: more than 20 % fail a training"),
  checkOutputBucket: flag(
    true,
    "AWS cannot write training results to a bucket that is not there; where the emulator was given no bucket at all, it makes the one that is named",
  ),
  autoSplitImagesPerLabel: number(1, "the fewest images a label needs for AutoCreate are not published"),
  baseModelVersion: set("1.0", "the form of this text is not documented"),
  faceModelVersion: set("7.0", "the current face model"),
  personTrackingEnded: set<"AccessDeniedException" | "InvalidParameterException">(
    "AccessDeniedException",
    "the operations ended on 2025-10-31; what they answer now is not documented",
  ),
  segmentsHaveTimestamp: flag(false, "AWS's sample of labels by segment has start, end and duration only"),
  labelModelVersion: set("3.0", "the current label model"),
  segmentModelVersion: set("2.0", "the version in AWS's own example"),
  textModelVersion: set("3.0", "the current text model"),
  protectiveEquipmentModelVersion: set("1.0", "the version in AWS's own example"),
  moderationModelVersion: set("7.0", "the current moderation model"),
  humanLoopStarts: set<"always" | "whenFound" | "never">("whenFound", "the conditions of a flow are not known here"),
  trainingF1Score: number(0.92, "what a successful training scores unless it is scripted"),
  billableRatio: number(1, "billed training seconds per elapsed second; can exceed 1 as training runs in parallel"),
  assumedThreshold: number(50, "without MinConfidence each label has a threshold of its own, which is not published"),
  startFromFailed: flag(true, "a model whose start failed can be started again"),
  stopWhileStarting: flag(false, "only running models are documented to stop"),
  stopProcessorWhileStarting: flag(false, "only a running stream processor for face search is documented to stop"),
  stopConnectedHome: set<Refusal>("AccessDeniedException", "the answer one user saw when stopping such a processor"),
  keepUnitsWhenStopped: flag(true, "a stopped model may still be described with the units it ran with"),
  streamProcessorChecksCollection: flag(true, "a missing collection shows as FAILED after the start"),
  connectedHomeNeedsNotification: flag(true, "AWS's own CloudFormation schema asks for the channel"),
  echoMinConfidence: flag(true, "the documented default, 50, is described even when it was not given"),
  connectedHomeRegions: set<readonly string[]>(
    ["us-east-1", "us-east-2", "us-west-2", "ap-south-1", "eu-west-1"],
    "the Regions with a published quota; elsewhere an AccessDeniedException without text",
  ),
  creatingProjectRefuses: flag(
    false,
    "whether a project that is still CREATING refuses models, datasets and its deletion: AWS publishes no such rule, and programs of its own never wait",
  ),
  evaluationFigures: set<"scaled" | "counted">(
    "scaled",
    "counted: what the invented answers come to; scaled: multiplied so that the F1 score is exactly the scripted one, which few test images cannot give",
  ),
  evaluationSummaryShape: set<"flat" | "metrics">(
    "flat",
    "AWS's example has the overall figures in AggregatedEvaluationResults, as have files seen since; its reference has them in Metrics under it",
  ),
  confusionShareOf: set<"GroundTruthLabel" | "PredictedLabel">(
    "GroundTruthLabel",
    "the label whose test images are the whole of a share; in AWS's only example it is the predicted one's",
  ),
  missingFace: set<"InvalidParameterException" | "ResourceNotFoundException">(
    "InvalidParameterException",
    "a search by a face that the collection does not have: both errors are declared",
  ),
  faceQualityLow: number(
    10,
    "quality bars are not published: of brightness, sharpness and confidence, 0 to 100; AUTO is taken to be this one",
  ),
  faceQualityMedium: number(40, "as for low"),
  faceQualityHigh: number(70, "as for low"),
  userUpdatingMs: number(2_000, "how long a user is UPDATING after its faces changed is not documented"),
  userRequestTokenMs: number(
    8 * 3_600_000,
    "for how long a client request token of the user operations holds is not documented",
  ),
  searchUsersFindsItself: flag(
    false,
    "whether a search by a user finds that user is not documented; one by a face does not find the face",
  ),
  streamProcessorsClosed: flag(false, "accounts new to streaming video since 2026-04-30 get an AccessDeniedException"),
} as const;

/** The value of every switch. */
export type Switches = { -readonly [K in keyof typeof SWITCHES]: (typeof SWITCHES)[K]["default"] };

/** The defaults, with `overrides` on top. */
export function createSwitches(overrides: Partial<Switches>): Switches {
  const defaults = Object.fromEntries(Object.entries(SWITCHES).map(([name, each]) => [name, each.default])) as Switches;
  return { ...defaults, ...overrides };
}
