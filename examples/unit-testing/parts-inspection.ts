import * as pulumi from "@pulumi/pulumi";
import * as rekognition from "pulumi-rekognition";

export interface PartsInspectionArgs {
  bucket: pulumi.Input<string>;
  /** Only production pays for a running model. */
  stage: "dev" | "production";
  /** The faces of those who may open the machine: a collection that somebody else made. */
  staffCollectionId: pulumi.Input<string>;
}

/** A model that tells good parts from bad ones. */
export class PartsInspection extends pulumi.ComponentResource {
  readonly modelArn: pulumi.Output<string>;
  readonly isStaffKnown: pulumi.Output<boolean>;

  constructor(name: string, args: PartsInspectionArgs, options?: pulumi.ComponentResourceOptions) {
    super("factory:index:PartsInspection", name, {}, options);
    const isProduction = args.stage === "production";
    const own = { parent: this };
    const tags = { stage: args.stage };

    const project = new rekognition.Project(`${name}-project`, { tags }, own);
    const model = new rekognition.ProjectVersion(
      `${name}-model`,
      {
        projectArn: project.arn,
        outputConfig: { s3Bucket: args.bucket, s3KeyPrefix: "training-output" },
        trainingData: {
          assets: [{ groundTruthManifest: { s3Object: { bucket: args.bucket, name: "parts.manifest" } } }],
        },
        testingData: { autoCreate: true },
        deletionPolicy: isProduction ? "stop" : "delete",
        ...(isProduction && { minInferenceUnits: 1, minF1Score: 0.9 }),
        tags,
      },
      own,
    );

    const staff = rekognition.getCollectionOutput({ collectionId: args.staffCollectionId });
    this.isStaffKnown = staff.apply(({ faceCount }) => faceCount > 0);
    this.modelArn = model.arn;
    this.registerOutputs({ modelArn: this.modelArn, isStaffKnown: this.isStaffKnown });
  }
}
