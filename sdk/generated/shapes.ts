/* Generated from the definitions in provider/resources by `npm run generate`: change those instead. */
import type * as pulumi from "@pulumi/pulumi";

/** A source of images and labels. */
export interface Asset {
  /** A manifest in the format of SageMaker Ground Truth, one JSON document per line. */
  groundTruthManifest: GroundTruthManifest;
}

/** A source of images and labels. */
export interface AssetArgs {
  /** A manifest in the format of SageMaker Ground Truth, one JSON document per line. */
  groundTruthManifest: pulumi.Input<GroundTruthManifestArgs>;
}

/** An entry with errors, which training skips as a whole or in part. */
export interface BadEntry {
  /** The image, s3://BUCKET/KEY. */
  sourceRef: string;
  /** AWS's codes for what is wrong, such as ERROR_NO_LABEL_ATTRIBUTES. */
  codes: string[];
  /** Line of the manifest file, or number of the inline entry, from 1. Unknown for manifests in S3. */
  line?: number | undefined;
  /** True where some of its bounding boxes have errors: training uses the entry without those. Else absent. */
  onlyBoxes?: boolean | undefined;
}

/** A rectangle in a frame. */
export interface BoundingBox {
  /** Left side, as a ratio of the frame's width, 0 to 1. */
  left: number;
  /** Top side, as a ratio of the frame's height, 0 to 1. */
  top: number;
  /** Width, as a ratio of the frame's width, 0 to 1. */
  width: number;
  /** Height, as a ratio of the frame's height, 0 to 1. */
  height: number;
}

/** A rectangle in a frame. */
export interface BoundingBoxArgs {
  /** Left side, as a ratio of the frame's width, 0 to 1. */
  left: pulumi.Input<number>;
  /** Top side, as a ratio of the frame's height, 0 to 1. */
  top: pulumi.Input<number>;
  /** Width, as a ratio of the frame's width, 0 to 1. */
  width: pulumi.Input<number>;
  /** Height, as a ratio of the frame's height, 0 to 1. */
  height: pulumi.Input<number>;
}

/** Look for people, pets and packages. */
export interface ConnectedHomeSettings {
  /** What to look for: PERSON, PET, PACKAGE or ALL. 1 to 128 entries. Changed in place. */
  labels: ("PERSON" | "PET" | "PACKAGE" | "ALL")[];
  /** Minimum confidence of a result, in percent, 0 to 100. Default 50. Changed in place. */
  minConfidence?: number | undefined;
}

/** Look for people, pets and packages. */
export interface ConnectedHomeSettingsArgs {
  /** What to look for: PERSON, PET, PACKAGE or ALL. 1 to 128 entries. Changed in place. */
  labels: pulumi.Input<pulumi.Input<"PERSON" | "PET" | "PACKAGE" | "ALL">[]>;
  /** Minimum confidence of a result, in percent, 0 to 100. Default 50. Changed in place. */
  minConfidence?: pulumi.Input<number | undefined>;
}

/** Settings of a content moderation adapter. */
export interface ContentModerationConfig {
  /** Percent, 0 to 100. Predictions below it are not returned. */
  confidenceThreshold?: number | undefined;
}

/** Settings of a content moderation adapter. */
export interface ContentModerationConfigArgs {
  /** Percent, 0 to 100. Predictions below it are not returned. */
  confidenceThreshold?: pulumi.Input<number | undefined>;
}

/** Whether data is shared with AWS. */
export interface DataSharingPreference {
  /** Whether AWS may use the video to improve its models. */
  optIn: boolean;
}

/** Whether data is shared with AWS. */
export interface DataSharingPreferenceArgs {
  /** Whether AWS may use the video to improve its models. */
  optIn: pulumi.Input<boolean>;
}

/** AWS's counts of a dataset. */
export interface DatasetStats {
  /** Entries with labels. */
  labeledEntries?: number | undefined;
  /** Number of entries, one per image. */
  totalEntries?: number | undefined;
  /** Number of different labels. */
  totalLabels?: number | undefined;
  /** Number of entries with errors. Training skips them, or only their invalid boxes. */
  errorEntries?: number | undefined;
}

/** Search for the faces of a collection. */
export interface FaceSearchSettings {
  /** Id of the collection to search in, as in `collection.collectionId`. */
  collectionId: string;
  /** Least similarity of a match, in percent, 0 to 100. Default 80; AWS raises anything lower to 80. Its first documents said 70. */
  faceMatchThreshold?: number | undefined;
}

/** Search for the faces of a collection. */
export interface FaceSearchSettingsArgs {
  /** Id of the collection to search in, as in `collection.collectionId`. */
  collectionId: pulumi.Input<string>;
  /** Least similarity of a match, in percent, 0 to 100. Default 80; AWS raises anything lower to 80. Its first documents said 70. */
  faceMatchThreshold?: pulumi.Input<number | undefined>;
}

/** Settings for the project's feature. */
export interface FeatureConfig {
  /** Settings of a content moderation adapter. */
  contentModeration?: ContentModerationConfig | undefined;
}

/** Settings for the project's feature. */
export interface FeatureConfigArgs {
  /** Settings of a content moderation adapter. */
  contentModeration?: pulumi.Input<ContentModerationConfigArgs | undefined>;
}

/** Which labels to look for. */
export interface GeneralLabelsSettings {
  /** Include only these labels. Up to 100, each of up to 50 characters. */
  labelInclusionFilters?: string[] | undefined;
  /** Exclude these labels. Up to 100, each of up to 50 characters. */
  labelExclusionFilters?: string[] | undefined;
  /** Include only labels of these categories. Up to 100, each of up to 50 characters. */
  labelCategoryInclusionFilters?: string[] | undefined;
  /** Exclude labels of these categories. Up to 100, each of up to 50 characters. */
  labelCategoryExclusionFilters?: string[] | undefined;
}

/** Which labels to look for. */
export interface GeneralLabelsSettingsArgs {
  /** Include only these labels. Up to 100, each of up to 50 characters. */
  labelInclusionFilters?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Exclude these labels. Up to 100, each of up to 50 characters. */
  labelExclusionFilters?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Include only labels of these categories. Up to 100, each of up to 50 characters. */
  labelCategoryInclusionFilters?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Exclude labels of these categories. Up to 100, each of up to 50 characters. */
  labelCategoryExclusionFilters?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/** A manifest in the format of SageMaker Ground Truth, one JSON document per line. */
export interface GroundTruthManifest {
  /** An object in Amazon S3. */
  s3Object: S3Object;
}

/** A manifest in the format of SageMaker Ground Truth, one JSON document per line. */
export interface GroundTruthManifestArgs {
  /** An object in Amazon S3. */
  s3Object: pulumi.Input<S3ObjectArgs>;
}

/** When people review an image. */
export interface HumanLoopConfig {
  /** Name of this human loop, unique for each call. 1 to 63 lowercase letters, digits and -. */
  humanLoopName: string;
  /** ARN of the flow definition. Up to 256 characters. */
  flowDefinitionArn: string;
  /** Attributes of the image. */
  dataAttributes?: HumanLoopDataAttributes | undefined;
}

/** When people review an image. */
export interface HumanLoopConfigArgs {
  /** Name of this human loop, unique for each call. 1 to 63 lowercase letters, digits and -. */
  humanLoopName: pulumi.Input<string>;
  /** ARN of the flow definition. Up to 256 characters. */
  flowDefinitionArn: pulumi.Input<string>;
  /** Attributes of the image. */
  dataAttributes?: pulumi.Input<HumanLoopDataAttributesArgs | undefined>;
}

/** Attributes of an image that people review. */
export interface HumanLoopDataAttributes {
  /** What the image is free of. */
  contentClassifiers?: ("FreeOfPersonallyIdentifiableInformation" | "FreeOfAdultContent")[] | undefined;
}

/** Attributes of an image that people review. */
export interface HumanLoopDataAttributesArgs {
  /** What the image is free of. */
  contentClassifiers?: pulumi.Input<
    pulumi.Input<"FreeOfPersonallyIdentifiableInformation" | "FreeOfAdultContent">[] | undefined
  >;
}

/** An image, PNG or JPEG: one of bytes, file and s3Object. */
export interface Image {
  /** The image as bytes, or as base64 text. */
  bytes?: Uint8Array | string | undefined;
  /** Path of a local file. A relative path starts at the folder that the program runs in. */
  file?: string | undefined;
  /** An object in S3, PNG or JPEG, at most 15 MB, in the same region. */
  s3Object?: S3Object | undefined;
}

/** An image, PNG or JPEG: one of bytes, file and s3Object. */
export interface ImageArgs {
  /** The image as bytes, or as base64 text. */
  bytes?: pulumi.Input<Uint8Array | string | undefined>;
  /** Path of a local file. A relative path starts at the folder that the program runs in. */
  file?: pulumi.Input<string | undefined>;
  /** An object in S3, PNG or JPEG, at most 15 MB, in the same region. */
  s3Object?: pulumi.Input<S3ObjectArgs | undefined>;
}

/** A Kinesis data stream. */
export interface KinesisDataStream {
  /** ARN of the stream. One stream takes the results of one stream processor only. */
  arn: string;
}

/** A Kinesis data stream. */
export interface KinesisDataStreamArgs {
  /** ARN of the stream. One stream takes the results of one stream processor only. */
  arn: pulumi.Input<string>;
}

/** A Kinesis video stream. */
export interface KinesisVideoStream {
  /** ARN of the stream. One stream feeds one stream processor only. */
  arn: string;
}

/** A Kinesis video stream. */
export interface KinesisVideoStreamArgs {
  /** ARN of the stream. One stream feeds one stream processor only. */
  arn: pulumi.Input<string>;
}

/** Settings of label detection. */
export interface LabelDetectionSettings {
  /** Which labels to look for. */
  generalLabels?: GeneralLabelsSettings | undefined;
}

/** Settings of label detection. */
export interface LabelDetectionSettingsArgs {
  /** Which labels to look for. */
  generalLabels?: pulumi.Input<GeneralLabelsSettingsArgs | undefined>;
}

/** SNS topic that AWS notifies when a job ends. */
export interface NotificationChannel {
  /** ARN of the topic that is notified when the job ends, in the same region. */
  snsTopicArn: string;
  /** Role that lets Rekognition publish to the topic. It must trust rekognition.amazonaws.com, and the caller needs iam:PassRole on it. Without the permission to publish the job succeeds all the same, and nobody is told. */
  roleArn: string;
}

/** SNS topic that AWS notifies when a job ends. */
export interface NotificationChannelArgs {
  /** ARN of the topic that is notified when the job ends, in the same region. */
  snsTopicArn: pulumi.Input<string>;
  /** Role that lets Rekognition publish to the topic. It must trust rekognition.amazonaws.com, and the caller needs iam:PassRole on it. Without the permission to publish the job succeeds all the same, and nobody is told. */
  roleArn: pulumi.Input<string>;
}

/** Where training writes its results. */
export interface OutputConfig {
  /** Bucket for the training results, in the model's region. */
  s3Bucket: string;
  /** Key prefix of the results. Up to 1024 characters. */
  s3KeyPrefix?: string | undefined;
}

/** Where training writes its results. */
export interface OutputConfigArgs {
  /** Bucket for the training results, in the model's region. */
  s3Bucket: pulumi.Input<string>;
  /** Key prefix of the results. Up to 1024 characters. */
  s3KeyPrefix?: pulumi.Input<string | undefined>;
}

/** A point in a frame. */
export interface Point {
  /** Ratio of the frame's width, 0 to 1. */
  x: number;
  /** Ratio of the frame's height, 0 to 1. */
  y: number;
}

/** A point in a frame. */
export interface PointArgs {
  /** Ratio of the frame's width, 0 to 1. */
  x: pulumi.Input<number>;
  /** Ratio of the frame's height, 0 to 1. */
  y: pulumi.Input<number>;
}

/** A region of the frame: a rectangle or a polygon. */
export interface RegionOfInterest {
  /** A rectangle. */
  boundingBox?: BoundingBox | undefined;
  /** A polygon of 3 to 10 points. */
  polygon?: Point[] | undefined;
}

/** A region of the frame: a rectangle or a polygon. */
export interface RegionOfInterestArgs {
  /** A rectangle. */
  boundingBox?: pulumi.Input<BoundingBoxArgs | undefined>;
  /** A polygon of 3 to 10 points. */
  polygon?: pulumi.Input<pulumi.Input<PointArgs>[] | undefined>;
}

/** A location in Amazon S3. */
export interface S3Destination {
  /** Bucket. 3 to 255 characters. */
  bucket: string;
  /** Key prefix of the results. Up to 1024 characters. */
  keyPrefix?: string | undefined;
}

/** A location in Amazon S3. */
export interface S3DestinationArgs {
  /** Bucket. 3 to 255 characters. */
  bucket: pulumi.Input<string>;
  /** Key prefix of the results. Up to 1024 characters. */
  keyPrefix?: pulumi.Input<string | undefined>;
}

/** An object in Amazon S3. */
export interface S3Object {
  /** Bucket, in the same region. 3 to 255 characters. */
  bucket: string;
  /** Key of the object. 1 to 1024 characters. */
  name: string;
  /** Version id, if the bucket is versioned. Another version is a change of this input; a changed object with an unchanged key and version is not. */
  version?: string | undefined;
}

/** An object in Amazon S3. */
export interface S3ObjectArgs {
  /** Bucket, in the same region. 3 to 255 characters. */
  bucket: pulumi.Input<string>;
  /** Key of the object. 1 to 1024 characters. */
  name: pulumi.Input<string>;
  /** Version id, if the bucket is versioned. Another version is a change of this input; a changed object with an unchanged key and version is not. */
  version?: pulumi.Input<string | undefined>;
}

/** An object that AWS wrote or read. */
export interface S3Reference {
  /** Bucket. */
  bucket: string;
  /** Key. */
  name: string;
  /** Version id. */
  version?: string | undefined;
}

/** Where the video comes from. */
export interface StreamProcessorInput {
  /** The video stream. */
  kinesisVideoStream: KinesisVideoStream;
}

/** Where the video comes from. */
export interface StreamProcessorInputArgs {
  /** The video stream. */
  kinesisVideoStream: pulumi.Input<KinesisVideoStreamArgs>;
}

/** Where notifications are sent. */
export interface StreamProcessorNotificationChannel {
  /** ARN of the topic that receives what was detected and the end of a session. */
  snsTopicArn: string;
}

/** Where notifications are sent. */
export interface StreamProcessorNotificationChannelArgs {
  /** ARN of the topic that receives what was detected and the end of a session. */
  snsTopicArn: pulumi.Input<string>;
}

/** Where the results are written. */
export interface StreamProcessorOutput {
  /** Face search: the data stream that receives the results. */
  kinesisDataStream?: KinesisDataStream | undefined;
  /** Connected home: S3 location of the results. */
  s3Destination?: S3Destination | undefined;
}

/** Where the results are written. */
export interface StreamProcessorOutputArgs {
  /** Face search: the data stream that receives the results. */
  kinesisDataStream?: pulumi.Input<KinesisDataStreamArgs | undefined>;
  /** Connected home: S3 location of the results. */
  s3Destination?: pulumi.Input<S3DestinationArgs | undefined>;
}

/** What a stream processor looks for: one of the two. */
export interface StreamProcessorSettings {
  /** Face search: looks for the faces of a collection, for as long as it runs. */
  faceSearch?: FaceSearchSettings | undefined;
  /** Connected home: looks for people, pets and packages, in sessions that an application starts. */
  connectedHome?: ConnectedHomeSettings | undefined;
}

/** What a stream processor looks for: one of the two. */
export interface StreamProcessorSettingsArgs {
  /** Face search: looks for the faces of a collection, for as long as it runs. */
  faceSearch?: pulumi.Input<FaceSearchSettingsArgs | undefined>;
  /** Connected home: looks for people, pets and packages, in sessions that an application starts. */
  connectedHome?: pulumi.Input<ConnectedHomeSettingsArgs | undefined>;
}

/** What a model is tested with. */
export interface TestingData {
  /** The manifests to test with. */
  assets?: Asset[] | undefined;
  /** Hold back a fifth of the training data for testing. */
  autoCreate?: boolean | undefined;
}

/** What a model is tested with. */
export interface TestingDataArgs {
  /** The manifests to test with. */
  assets?: pulumi.Input<pulumi.Input<AssetArgs>[] | undefined>;
  /** Hold back a fifth of the training data for testing. */
  autoCreate?: pulumi.Input<boolean | undefined>;
}

/** The manifests that testing made. */
export interface TestingDataResult {
  /** The manifest that was tested with. */
  output?: S3Reference | undefined;
  /** The manifest with AWS's validation results for each line. */
  validation?: S3Reference | undefined;
}

/** What a model is trained on. */
export interface TrainingData {
  /** The manifests. */
  assets: Asset[];
}

/** What a model is trained on. */
export interface TrainingDataArgs {
  /** The manifests. */
  assets: pulumi.Input<pulumi.Input<AssetArgs>[]>;
}

/** The manifests that training made. */
export interface TrainingDataResult {
  /** The manifest that was trained on. */
  output?: S3Reference | undefined;
  /** The manifest with AWS's validation results for each line. */
  validation?: S3Reference | undefined;
}

/** A stored video. */
export interface Video {
  /** The video: MP4 or MOV with H.264, at most 10 GB and 6 hours, in the same region. */
  s3Object: S3Object;
}

/** A stored video. */
export interface VideoArgs {
  /** The video: MP4 or MOV with H.264, at most 10 GB and 6 hours, in the same region. */
  s3Object: pulumi.Input<S3ObjectArgs>;
}

/** Properties of a video. */
export interface VideoMetadata {
  /** Codec, such as h264. */
  codec?: string | undefined;
  /** Length, in milliseconds. */
  durationMillis?: number | undefined;
  /** Container format, such as QuickTime / MOV. */
  format?: string | undefined;
  /** Frames per second. */
  frameRate?: number | undefined;
  /** Height of a frame, in pixels. */
  frameHeight?: number | undefined;
  /** Width of a frame, in pixels. */
  frameWidth?: number | undefined;
  /** Color range. */
  colorRange?: "FULL" | "LIMITED" | undefined;
}
