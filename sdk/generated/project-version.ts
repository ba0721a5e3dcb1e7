/* Generated from the definitions in provider/resources by `npm run generate`: change those instead. */
import * as pulumi from "@pulumi/pulumi";
import type { Dataset } from "./dataset.js";
import { withRetrainOn } from "../retrain-on.js";
import { registration } from "../resource.js";
import { warnIfRetained } from "../retained.js";
import { shortTraces } from "../short-traces.js";
import type {
  FeatureConfig,
  FeatureConfigArgs,
  OutputConfig,
  OutputConfigArgs,
  S3Reference,
  TestingData,
  TestingDataArgs,
  TestingDataResult,
  TrainingData,
  TrainingDataArgs,
  TrainingDataResult,
} from "./shapes.js";

/** Inputs of {@link ProjectVersion}. */
export interface ProjectVersionArgs {
  /** ARN of the project that the model belongs to, as in `project.arn`. At most 100 models a project. Changing it replaces the resource. */
  projectArn: pulumi.Input<string>;
  /** Name, unique in the project. 1 to 255 letters, digits and _ . -. Default: the logical name and a hash of all inputs whose change retrains. An explicit name must change with the data, since the new model is trained while the old one serves, unless the resource option deleteBeforeReplace is set. Changing it replaces the resource. */
  versionName?: pulumi.Input<string | undefined>;
  /** Where training writes its results. A change applies at the next training and does not cause one. */
  outputConfig: pulumi.Input<OutputConfigArgs>;
  /** Manifests to train on, for a project without datasets. Set it together with testingData, which only an adapter may leave out. Default: the project's datasets are used. AWS's documents of 2021, from before datasets, call both required. Changing it replaces the resource. */
  trainingData?: pulumi.Input<TrainingDataArgs | undefined>;
  /** Manifests to test with, or `autoCreate: true` to hold back a fifth of the training data. Changing it replaces the resource. */
  testingData?: pulumi.Input<TestingDataArgs | undefined>;
  /** KMS key that encrypts the copies AWS makes of the images. The caller needs kms:CreateGrant, DescribeKey, GenerateDataKey and Decrypt on it. Default: a key that AWS owns. Changing it replaces the resource. */
  kmsKeyId?: pulumi.Input<string | undefined>;
  /** Description, 1 to 255 characters. AWS has no call to change it: a change applies at the next training. */
  versionDescription?: pulumi.Input<string | undefined>;
  /** Settings for adapters of CONTENT_MODERATION projects. `{ contentModeration: {} }` takes all defaults. Changing it replaces the resource. */
  featureConfig?: pulumi.Input<FeatureConfigArgs | undefined>;
  /** Any values whose change should retrain the model, such as a dataset's contentHash. In TypeScript `retrainOn: [training, test]` adds the hashes of datasets. Not sent to AWS. Changing it replaces the resource. */
  triggers?: pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;
  /** If set, the model runs with at least this many inference units, each about $4.00 an hour, whether used or not. If unset (default), it does not run. At least 1; at most 5 by AWS's default quota. How many images per second a unit analyzes depends on the model: AWS no longer promises the 5 of its first documents. A change stops and restarts the model: 10 to 20 minutes without inference. Changed in place. */
  minInferenceUnits?: pulumi.Input<number | undefined>;
  /** Maximum number of inference units for automatic scaling. Default: no scaling. Requires minInferenceUnits and must not be less than it. A change stops and restarts the model. Changed in place. */
  maxInferenceUnits?: pulumi.Input<number | undefined>;
  /** Minimum F1 score, 0 to 1. A model with a lower score is kept but not started, and the model it was to replace keeps serving. Compared only before a start. Changed without a call to AWS. */
  minF1Score?: pulumi.Input<number | undefined>;
  /** Minimum F1 score of labels, 0 to 1: one number for every label, or numbers by label, as in `{ scratch: 0.9 }`; labels that are not named are not judged then. A label has no score, and does not pass, if no test image shows it or the model was not trained on it; with one number, that goes for the labels of the model that is replaced, too. A model that does not pass is kept but not started, and the model it was to replace keeps serving. Judged only before a start, by the evaluation in S3: the identity needs s3:GetObject on what training writes. Changed without a call to AWS. */
  minLabelF1?: pulumi.Input<number | Record<string, number> | undefined>;
  /** `serving`: the F1 score must not be lower than that of the model that is replaced. A model that is worse is kept but not started, and the model it was to replace keeps serving. Both must have been tested with the same images, by the lists that the trainings left in S3 (the identity needs s3:GetObject on them); otherwise the model does not pass, unless acrossTestSets is set. A model that replaces none passes. Judged only before a start. Default: not compared. Changed without a call to AWS. */
  notWorseThan?: pulumi.Input<"serving" | undefined>;
  /** How much lower than that of the replaced model the F1 score may be, 0 to 1. Needs notWorseThan. Default: 0. Changed without a call to AWS. */
  notWorseThanTolerance?: pulumi.Input<number | undefined>;
  /** Lets notWorseThan compare F1 scores from tests with different images. Needs notWorseThan. Default: false. Changed without a call to AWS. */
  acrossTestSets?: pulumi.Input<boolean | undefined>;
  /** Default true: create ends when the model is trained (and runs, if minInferenceUnits is set). False: it ends once the training has begun, and each later `pulumi up` continues; for CI jobs that cannot stay open for a day. Where AWS trains as many models as it may, it still waits for one of them to end, for at most the create's timeout (26 hours by default; `customTimeouts` shortens it). Changed without a call to AWS. */
  waitForTraining?: pulumi.Input<boolean | undefined>;
  /** How the new model of a replacement takes over. `startFirst` (default): it runs before the old model is stopped. Inference is never interrupted; for a while both models cost, and both count against AWS's quota of running models (2 by default). `stopFirst`: once it is trained and has passed minF1Score and the other gates, the old model is stopped and the new one started. Only one runs at a time, with 10 to 20 minutes without inference. If the new one does not start, the old one is started again. Changed without a call to AWS. */
  replacement?: pulumi.Input<"startFirst" | "stopFirst" | undefined>;
  /** What deletion and replacement do to a trained model. `delete` (default): stop it, then delete it. `stop`: stop it and keep it, which is free; going back to it then needs a start and no training. Changed without a call to AWS. */
  deletionPolicy?: pulumi.Input<"delete" | "stop" | undefined>;
  /** AWS region of this resource. Default: the configured region, then that of the AWS default chain. The effective region is recorded. Changing it replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** Tags, at most 198 (two more mark the owner). Key 1 to 128 characters, value up to 256. Changed in place. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;
  /** Take over an existing object of this name if it belongs to no other owner and everything that can be read equals the inputs. Default false: only what an interrupted create of this resource made is continued. */
  adopt?: pulumi.Input<boolean | undefined>;
  /** Datasets whose contents retrain the model: other contents of one of them train another model. Their hashes are added to `triggers`, as `train` and `test`. Only in TypeScript. */
  retrainOn?: readonly Dataset[] | undefined;
}

/**
 * A Custom Labels model. Creating it trains it (30 minutes to 24 hours, about $1.00 an hour); `minInferenceUnits` runs it (about $4.00 per unit and hour for as long as it runs); deleting it stops it first. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateProjectVersion.html
 *
 * @example
 * ```ts
 * import * as rekognition from "pulumi-rekognition";
 *
 * const manifest = { s3Object: { bucket: "my-bucket", name: "manifest.jsonl" } };
 * const model = new rekognition.ProjectVersion("parts-model", {
 *   projectArn: project.arn,
 *   outputConfig: { s3Bucket: "my-bucket", s3KeyPrefix: "training-output" },
 *   trainingData: { assets: [{ groundTruthManifest: manifest }] },
 *   testingData: { autoCreate: true }, // test with a fifth of the images
 *   minF1Score: 0.85, // below this score the model is kept, but not started
 *   minInferenceUnits: 1, // run it, at $4.00 an hour; leave this out to train only
 * });
 * ```
 */
export class ProjectVersion extends pulumi.CustomResource {
  /** ARN. It is the Pulumi id itself, so it stays known in the preview of an update. */
  public readonly arn: pulumi.Output<string>;
  /** ARN of the project that the model belongs to, as in `project.arn`. At most 100 models a project. */
  declare public readonly projectArn: pulumi.Output<string>;
  /** Name, unique in the project. 1 to 255 letters, digits and _ . -. Default: the logical name and a hash of all inputs whose change retrains. An explicit name must change with the data, since the new model is trained while the old one serves, unless the resource option deleteBeforeReplace is set. */
  declare public readonly versionName: pulumi.Output<string>;
  /** Where training writes its results. A change applies at the next training and does not cause one. */
  declare public readonly outputConfig: pulumi.Output<OutputConfig>;
  /** Manifests to train on, for a project without datasets. Set it together with testingData, which only an adapter may leave out. Default: the project's datasets are used. AWS's documents of 2021, from before datasets, call both required. */
  declare public readonly trainingData: pulumi.Output<TrainingData | undefined>;
  /** Manifests to test with, or `autoCreate: true` to hold back a fifth of the training data. */
  declare public readonly testingData: pulumi.Output<TestingData | undefined>;
  /** KMS key that encrypts the copies AWS makes of the images. The caller needs kms:CreateGrant, DescribeKey, GenerateDataKey and Decrypt on it. Default: a key that AWS owns. */
  declare public readonly kmsKeyId: pulumi.Output<string | undefined>;
  /** Description, 1 to 255 characters. AWS has no call to change it: a change applies at the next training. */
  declare public readonly versionDescription: pulumi.Output<string | undefined>;
  /** Settings for adapters of CONTENT_MODERATION projects. `{ contentModeration: {} }` takes all defaults. */
  declare public readonly featureConfig: pulumi.Output<FeatureConfig | undefined>;
  /** Any values whose change should retrain the model, such as a dataset's contentHash. In TypeScript `retrainOn: [training, test]` adds the hashes of datasets. Not sent to AWS. */
  declare public readonly triggers: pulumi.Output<Record<string, string> | undefined>;
  /** If set, the model runs with at least this many inference units, each about $4.00 an hour, whether used or not. If unset (default), it does not run. At least 1; at most 5 by AWS's default quota. How many images per second a unit analyzes depends on the model: AWS no longer promises the 5 of its first documents. A change stops and restarts the model: 10 to 20 minutes without inference. */
  declare public readonly minInferenceUnits: pulumi.Output<number | undefined>;
  /** Maximum number of inference units for automatic scaling. Default: no scaling. Requires minInferenceUnits and must not be less than it. A change stops and restarts the model. */
  declare public readonly maxInferenceUnits: pulumi.Output<number | undefined>;
  /** Minimum F1 score, 0 to 1. A model with a lower score is kept but not started, and the model it was to replace keeps serving. Compared only before a start. */
  declare public readonly minF1Score: pulumi.Output<number | undefined>;
  /** Minimum F1 score of labels, 0 to 1: one number for every label, or numbers by label, as in `{ scratch: 0.9 }`; labels that are not named are not judged then. A label has no score, and does not pass, if no test image shows it or the model was not trained on it; with one number, that goes for the labels of the model that is replaced, too. A model that does not pass is kept but not started, and the model it was to replace keeps serving. Judged only before a start, by the evaluation in S3: the identity needs s3:GetObject on what training writes. */
  declare public readonly minLabelF1: pulumi.Output<number | Record<string, number> | undefined>;
  /** `serving`: the F1 score must not be lower than that of the model that is replaced. A model that is worse is kept but not started, and the model it was to replace keeps serving. Both must have been tested with the same images, by the lists that the trainings left in S3 (the identity needs s3:GetObject on them); otherwise the model does not pass, unless acrossTestSets is set. A model that replaces none passes. Judged only before a start. Default: not compared. */
  declare public readonly notWorseThan: pulumi.Output<"serving" | undefined>;
  /** How much lower than that of the replaced model the F1 score may be, 0 to 1. Needs notWorseThan. Default: 0. */
  declare public readonly notWorseThanTolerance: pulumi.Output<number | undefined>;
  /** Lets notWorseThan compare F1 scores from tests with different images. Needs notWorseThan. Default: false. */
  declare public readonly acrossTestSets: pulumi.Output<boolean | undefined>;
  /** Default true: create ends when the model is trained (and runs, if minInferenceUnits is set). False: it ends once the training has begun, and each later `pulumi up` continues; for CI jobs that cannot stay open for a day. Where AWS trains as many models as it may, it still waits for one of them to end, for at most the create's timeout (26 hours by default; `customTimeouts` shortens it). */
  declare public readonly waitForTraining: pulumi.Output<boolean | undefined>;
  /** How the new model of a replacement takes over. `startFirst` (default): it runs before the old model is stopped. Inference is never interrupted; for a while both models cost, and both count against AWS's quota of running models (2 by default). `stopFirst`: once it is trained and has passed minF1Score and the other gates, the old model is stopped and the new one started. Only one runs at a time, with 10 to 20 minutes without inference. If the new one does not start, the old one is started again. */
  declare public readonly replacement: pulumi.Output<"startFirst" | "stopFirst" | undefined>;
  /** What deletion and replacement do to a trained model. `delete` (default): stop it, then delete it. `stop`: stop it and keep it, which is free; going back to it then needs a start and no training. */
  declare public readonly deletionPolicy: pulumi.Output<"delete" | "stop" | undefined>;
  /** AWS region of this resource. Default: the configured region, then that of the AWS default chain. The effective region is recorded. */
  declare public readonly region: pulumi.Output<string>;
  /** Tags, at most 198 (two more mark the owner). Key 1 to 128 characters, value up to 256. */
  declare public readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** Status as AWS reports it, such as TRAINING_IN_PROGRESS, TRAINING_COMPLETED, RUNNING or STOPPED. COPYING_IN_PROGRESS, _COMPLETED and _FAILED came with copies, DEPRECATED and EXPIRED with adapters. */
  declare public readonly status: pulumi.Output<string>;
  /** AWS's message about the status. */
  declare public readonly statusMessage: pulumi.Output<string | undefined>;
  /** When the training was requested, ISO 8601 in UTC. */
  declare public readonly creationTimestamp: pulumi.Output<string | undefined>;
  /** F1 score on the test data, 0 to 1. Known after training. */
  declare public readonly f1Score: pulumi.Output<number | undefined>;
  /** Location of the evaluation summary. */
  declare public readonly evaluationSummary: pulumi.Output<S3Reference | undefined>;
  /** Location of the manifest summary, which lists lines that were skipped. */
  declare public readonly manifestSummary: pulumi.Output<S3Reference | undefined>;
  /** The manifests that training read and wrote. */
  declare public readonly trainingDataResult: pulumi.Output<TrainingDataResult | undefined>;
  /** The manifests that testing read and wrote. */
  declare public readonly testingDataResult: pulumi.Output<TestingDataResult | undefined>;
  /** Billed training time, in seconds. It can be longer than the elapsed time. */
  declare public readonly billableTrainingTimeSeconds: pulumi.Output<number | undefined>;
  /** When training ended, ISO 8601 in UTC. */
  declare public readonly trainingEndTimestamp: pulumi.Output<string | undefined>;
  /** Version of the base model. */
  declare public readonly baseModelVersion: pulumi.Output<string | undefined>;
  /** The model's page in the AWS console. Absent for adapters and wherever the console's address is not known. */
  declare public readonly consoleUrl: pulumi.Output<string | undefined>;
  /** The model that this one was copied from. */
  declare public readonly sourceProjectVersionArn: pulumi.Output<string | undefined>;

  /** Reads an existing ProjectVersion by its ARN, without managing it. */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options: pulumi.CustomResourceOptions = {},
  ): ProjectVersion {
    return new ProjectVersion(name, {} as ProjectVersionArgs, { ...options, id });
  }

  public constructor(name: string, args: ProjectVersionArgs, options: pulumi.CustomResourceOptions = {}) {
    const traces = shortTraces();
    try {
      super(
        ...registration(
          "ProjectVersion",
          "projectVersion",
          name,
          withRetrainOn(args),
          [
            "projectArn",
            "versionName",
            "outputConfig",
            "trainingData",
            "testingData",
            "kmsKeyId",
            "versionDescription",
            "featureConfig",
            "triggers",
            "minInferenceUnits",
            "maxInferenceUnits",
            "minF1Score",
            "minLabelF1",
            "notWorseThan",
            "notWorseThanTolerance",
            "acrossTestSets",
            "waitForTraining",
            "replacement",
            "deletionPolicy",
            "region",
            "tags",
            "status",
            "statusMessage",
            "creationTimestamp",
            "f1Score",
            "evaluationSummary",
            "manifestSummary",
            "trainingDataResult",
            "testingDataResult",
            "billableTrainingTimeSeconds",
            "trainingEndTimestamp",
            "baseModelVersion",
            "consoleUrl",
            "sourceProjectVersionArn",
          ],
          options,
        ),
      );
    } catch (error) {
      throw traces.completed(error);
    } finally {
      traces.end();
    }
    this.arn = this.id;
    warnIfRetained(this, args, options);
  }
}
