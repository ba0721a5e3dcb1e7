/* Generated from the definitions in provider/resources by `npm run generate`: change those instead. */
import * as pulumi from "@pulumi/pulumi";
import { registration } from "../resource.js";
import { warnIfRetained } from "../retained.js";
import { shortTraces } from "../short-traces.js";
import type {
  DataSharingPreference,
  DataSharingPreferenceArgs,
  RegionOfInterest,
  RegionOfInterestArgs,
  StreamProcessorInput,
  StreamProcessorInputArgs,
  StreamProcessorNotificationChannel,
  StreamProcessorNotificationChannelArgs,
  StreamProcessorOutput,
  StreamProcessorOutputArgs,
  StreamProcessorSettings,
  StreamProcessorSettingsArgs,
} from "./shapes.js";

/** Inputs of {@link StreamProcessor}. */
export interface StreamProcessorArgs {
  /** Name, unique in account and region. 1 to 128 letters, digits and _ . -. Default: the logical name and a hash. Changing it replaces the resource. */
  name?: pulumi.Input<string | undefined>;
  /** Where the video comes from. Changing it replaces the resource. */
  input: pulumi.Input<StreamProcessorInputArgs>;
  /** Where the results are written: a Kinesis data stream for face search, S3 for connected home. Changing it replaces the resource. */
  output: pulumi.Input<StreamProcessorOutputArgs>;
  /** What to look for: faces of a collection, or people, pets and packages. Labels and minConfidence of connected home are changed in place; any other change replaces the resource. */
  settings: pulumi.Input<StreamProcessorSettingsArgs>;
  /** Role that lets Rekognition read the video stream and write the results. It must trust rekognition.amazonaws.com, and the caller needs iam:PassRole on it. AWS reports a wrong role only when the processor is started. Changing it replaces the resource. */
  roleArn: pulumi.Input<string>;
  /** Where notifications are sent. Required for connected home. Changing it replaces the resource. */
  notificationChannel?: pulumi.Input<StreamProcessorNotificationChannelArgs | undefined>;
  /** KMS key that encrypts the results in S3; for connected home. Default: a key that AWS owns. Changing it replaces the resource. */
  kmsKeyId?: pulumi.Input<string | undefined>;
  /** Up to 10 regions of the frame to analyze. Default: the whole frame. Changed in place for connected home; for face search a change replaces the resource. */
  regionsOfInterest?: pulumi.Input<pulumi.Input<RegionOfInterestArgs>[] | undefined>;
  /** Whether AWS may use the video to improve its models. Default: no. Changed in place for connected home; for face search a change replaces the resource. */
  dataSharingPreference?: pulumi.Input<DataSharingPreferenceArgs | undefined>;
  /** Face search only: whether it runs. Default false. Connected home runs in sessions that applications start. Changed in place. */
  running?: pulumi.Input<boolean | undefined>;
  /** AWS region of this resource. Default: the configured region, then that of the AWS default chain. The effective region is recorded. Changing it replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** Tags, at most 198 (two more mark the owner). Key 1 to 128 characters, value up to 256. Changed in place. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;
  /** Take over an existing object of this name if it belongs to no other owner and everything that can be read equals the inputs. Default false: only what an interrupted create of this resource made is continued. */
  adopt?: pulumi.Input<boolean | undefined>;
}

/**
 * A stream processor: face search in live video for as long as `running` is set, or detection of people, pets and packages in sessions that an application starts. AWS closed streaming video to new customers on 2026-04-30. A replacement deletes the old one first, since a video stream feeds only one. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateStreamProcessor.html
 *
 * @example
 * ```ts
 * import * as rekognition from "pulumi-rekognition";
 *
 * const entrance = new rekognition.StreamProcessor("entrance", {
 *   roleArn: "arn:aws:iam::111122223333:role/rekognition",
 *   input: { kinesisVideoStream: { arn: "arn:aws:kinesisvideo:us-east-1:111122223333:stream/entrance/1655158560634" } },
 *   output: { kinesisDataStream: { arn: "arn:aws:kinesis:us-east-1:111122223333:stream/matches" } },
 *   settings: { faceSearch: { collectionId: staff.collectionId, faceMatchThreshold: 95 } },
 *   running: true, // AWS bills by the minute of video
 * });
 * ```
 */
export class StreamProcessor extends pulumi.CustomResource {
  /** ARN. It is the Pulumi id itself, so it stays known in the preview of an update. */
  public readonly arn: pulumi.Output<string>;
  /** Name, unique in account and region. 1 to 128 letters, digits and _ . -. Default: the logical name and a hash. */
  declare public readonly name: pulumi.Output<string>;
  /** Where the video comes from. */
  declare public readonly input: pulumi.Output<StreamProcessorInput>;
  /** Where the results are written: a Kinesis data stream for face search, S3 for connected home. */
  declare public readonly output: pulumi.Output<StreamProcessorOutput>;
  /** What to look for: faces of a collection, or people, pets and packages. Labels and minConfidence of connected home are changed in place; any other change replaces the resource. */
  declare public readonly settings: pulumi.Output<StreamProcessorSettings>;
  /** Role that lets Rekognition read the video stream and write the results. It must trust rekognition.amazonaws.com, and the caller needs iam:PassRole on it. AWS reports a wrong role only when the processor is started. */
  declare public readonly roleArn: pulumi.Output<string>;
  /** Where notifications are sent. Required for connected home. */
  declare public readonly notificationChannel: pulumi.Output<StreamProcessorNotificationChannel | undefined>;
  /** KMS key that encrypts the results in S3; for connected home. Default: a key that AWS owns. */
  declare public readonly kmsKeyId: pulumi.Output<string | undefined>;
  /** Up to 10 regions of the frame to analyze. Default: the whole frame. Changed in place for connected home; for face search a change replaces the resource. */
  declare public readonly regionsOfInterest: pulumi.Output<RegionOfInterest[] | undefined>;
  /** Whether AWS may use the video to improve its models. Default: no. Changed in place for connected home; for face search a change replaces the resource. */
  declare public readonly dataSharingPreference: pulumi.Output<DataSharingPreference | undefined>;
  /** Face search only: whether it runs. Default false. Connected home runs in sessions that applications start. */
  declare public readonly running: pulumi.Output<boolean | undefined>;
  /** AWS region of this resource. Default: the configured region, then that of the AWS default chain. The effective region is recorded. */
  declare public readonly region: pulumi.Output<string>;
  /** Tags, at most 198 (two more mark the owner). Key 1 to 128 characters, value up to 256. */
  declare public readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** Status as AWS reports it: STOPPED, STARTING, RUNNING, FAILED, STOPPING or UPDATING. Connected home is STARTING during a session. */
  declare public readonly status: pulumi.Output<string>;
  /** AWS's message about the status. */
  declare public readonly statusMessage: pulumi.Output<string | undefined>;
  /** When the stream processor was created, ISO 8601 in UTC. */
  declare public readonly creationTimestamp: pulumi.Output<string | undefined>;

  /** Reads an existing StreamProcessor by its ARN, without managing it. */
  public static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    options: pulumi.CustomResourceOptions = {},
  ): StreamProcessor {
    return new StreamProcessor(name, {} as StreamProcessorArgs, { ...options, id });
  }

  public constructor(name: string, args: StreamProcessorArgs, options: pulumi.CustomResourceOptions = {}) {
    const traces = shortTraces();
    try {
      super(
        ...registration(
          "StreamProcessor",
          "streamProcessor",
          name,
          args,
          [
            "name",
            "input",
            "output",
            "settings",
            "roleArn",
            "notificationChannel",
            "kmsKeyId",
            "regionsOfInterest",
            "dataSharingPreference",
            "running",
            "region",
            "tags",
            "status",
            "statusMessage",
            "creationTimestamp",
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
