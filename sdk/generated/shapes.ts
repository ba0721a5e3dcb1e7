/* Generated from the definitions in provider/resources by `npm run generate`: change those instead. */
import type * as pulumi from "@pulumi/pulumi";

/** A source of images and labels. */
export interface Asset {
  groundTruthManifest: GroundTruthManifest;
}

/** A source of images and labels. */
export interface AssetArgs {
  groundTruthManifest: pulumi.Input<GroundTruthManifestArgs>;
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

/** Settings that hang on the project's feature. */
export interface FeatureConfig {
  contentModeration?: ContentModerationConfig | undefined;
}

/** Settings that hang on the project's feature. */
export interface FeatureConfigArgs {
  contentModeration?: pulumi.Input<ContentModerationConfigArgs | undefined>;
}

/** A manifest in the form of SageMaker Ground Truth, one JSON document a line. */
export interface GroundTruthManifest {
  s3Object: S3Object;
}

/** A manifest in the form of SageMaker Ground Truth, one JSON document a line. */
export interface GroundTruthManifestArgs {
  s3Object: pulumi.Input<S3ObjectArgs>;
}

/** Where training writes its results. */
export interface OutputConfig {
  /** Bucket for the training's results, in the model's region. */
  s3Bucket: string;
  /** Key prefix of the results. Up to 1024 characters. */
  s3KeyPrefix?: string | undefined;
}

/** Where training writes its results. */
export interface OutputConfigArgs {
  /** Bucket for the training's results, in the model's region. */
  s3Bucket: pulumi.Input<string>;
  /** Key prefix of the results. Up to 1024 characters. */
  s3KeyPrefix?: pulumi.Input<string | undefined>;
}

/** An object in Amazon S3. */
export interface S3Object {
  /** Bucket, in the same region as the model. 3 to 255 characters. */
  bucket: string;
  /** Key of the object. 1 to 1024 characters. */
  name: string;
  /** Version id, where the bucket keeps versions. Changing it retrains; a changed object under an unchanged version does not. */
  version?: string | undefined;
}

/** An object in Amazon S3. */
export interface S3ObjectArgs {
  /** Bucket, in the same region as the model. 3 to 255 characters. */
  bucket: pulumi.Input<string>;
  /** Key of the object. 1 to 1024 characters. */
  name: pulumi.Input<string>;
  /** Version id, where the bucket keeps versions. Changing it retrains; a changed object under an unchanged version does not. */
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

/** An object that AWS wrote or read. */
export interface S3ReferenceArgs {
  /** Bucket. */
  bucket: pulumi.Input<string>;
  /** Key. */
  name: pulumi.Input<string>;
  /** Version id. */
  version?: pulumi.Input<string | undefined>;
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
  /** The manifest with AWS's remarks on each line. */
  validation?: S3Reference | undefined;
}

/** The manifests that testing made. */
export interface TestingDataResultArgs {
  /** The manifest that was tested with. */
  output?: pulumi.Input<S3ReferenceArgs | undefined>;
  /** The manifest with AWS's remarks on each line. */
  validation?: pulumi.Input<S3ReferenceArgs | undefined>;
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
  /** The manifest with AWS's remarks on each line. */
  validation?: S3Reference | undefined;
}

/** The manifests that training made. */
export interface TrainingDataResultArgs {
  /** The manifest that was trained on. */
  output?: pulumi.Input<S3ReferenceArgs | undefined>;
  /** The manifest with AWS's remarks on each line. */
  validation?: pulumi.Input<S3ReferenceArgs | undefined>;
}
