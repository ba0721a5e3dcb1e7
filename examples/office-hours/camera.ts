import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as rekognition from "pulumi-rekognition";

export interface CameraArgs {
  /** The collection whose faces are looked for. */
  collectionId: pulumi.Input<string>;
}

/** A video stream for a camera, a data stream for the faces that were found in it, and the face search between the two. */
export class Camera extends pulumi.ComponentResource {
  readonly processor: rekognition.StreamProcessor;

  constructor(name: string, args: CameraArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("office-hours:index:Camera", name, {}, options);
    const video = new aws.kinesis.VideoStream(name, { dataRetentionInHours: 1 }, { parent: this });
    const matches = new aws.kinesis.Stream(name, { streamModeDetails: { streamMode: "ON_DEMAND" } }, { parent: this });
    const role = this.role(name, video, matches);
    this.processor = new rekognition.StreamProcessor(
      name,
      {
        roleArn: role.arn,
        input: { kinesisVideoStream: { arn: video.arn } },
        output: { kinesisDataStream: { arn: matches.arn } },
        settings: { faceSearch: { collectionId: args.collectionId, faceMatchThreshold: 95 } },
      },
      { parent: this, ignoreChanges: ["running"] },
    );
    this.registerOutputs();
  }

  private role(name: string, video: aws.kinesis.VideoStream, matches: aws.kinesis.Stream): aws.iam.Role {
    const trust = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "rekognition.amazonaws.com" }, Action: "sts:AssumeRole" }],
    };
    const policy = {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Action: ["kinesisvideo:GetDataEndpoint", "kinesisvideo:GetMedia"], Resource: video.arn },
        { Effect: "Allow", Action: ["kinesis:PutRecord", "kinesis:PutRecords"], Resource: matches.arn },
      ],
    };
    const role = new aws.iam.Role(name, { assumeRolePolicy: JSON.stringify(trust) }, { parent: this });
    new aws.iam.RolePolicy(name, { role: role.id, policy: pulumi.jsonStringify(policy) }, { parent: this });
    return role;
  }
}
