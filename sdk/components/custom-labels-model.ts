import * as pulumi from "@pulumi/pulumi";
import { Dataset, type ImageSetArgs, ImageSet, Project, ProjectVersion, type ProjectVersionArgs } from "../index.js";

/** Labeled images on this machine, as `ImageSet` takes them. */
export type LabeledImages = Pick<ImageSetArgs, "folder" | "format" | "annotations">;

/** A project and its datasets, which are declared elsewhere. */
export interface DatasetsOfAProject {
  /** ARN of the project, as in `project.arn`. */
  projectArn: pulumi.Input<string>;
  /** Its datasets: the model is trained again when the contents of one change. */
  datasets: Dataset[];
}

/** What the component decides itself. */
type Decided =
  "projectArn" | "outputConfig" | "trainingData" | "testingData" | "featureConfig" | "triggers" | "retrainOn";

/** Arguments of `CustomLabelsModel`: its own, and those of `ProjectVersion` that it does not decide itself. */
export interface CustomLabelsModelArgs extends Omit<ProjectVersionArgs, Decided> {
  /** Bucket for images, manifests and what a training writes, in the same region. It is not created. */
  bucket: pulumi.Input<string>;
  /** What all keys begin with, without / at either end. Default: the component's name. */
  prefix?: string;
  /** Images to train on; or else `data`. */
  images?: LabeledImages;
  /** Images to test with. Default: AWS takes a fifth of `images` for the tests, and trains on the others. */
  testImages?: LabeledImages;
  /** A project and datasets that there are already, instead of `images`. */
  data?: DatasetsOfAProject;
  /** The least F1 score, 0 to 1, with which the model is started: a worse one is trained, and does not serve. */
  minF1Score: pulumi.Input<number>;
  /** The least number of inference units, 1 to 5; the model runs and costs about $4.00 per unit and hour. Default: 1. */
  minInferenceUnits?: pulumi.Input<number>;
}

/**
 * From labeled images to a model that runs, if its tests are good enough: the images and their manifest in your bucket, a
 * project with two datasets, and the model. Other images train another model, which takes the place of the one that serves only
 * after it has passed the gate; `pulumi destroy` stops the meter and leaves of the bucket's contents what a training wrote.
 *
 * It needs no other package. It is made of resources of `pulumi-rekognition`, over the dynamic provider.
 *
 * Errors: both of `images` and `data`, or none; `testImages` beside `data`.
 *
 * AWS: https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/what-is.html
 */
export class CustomLabelsModel extends pulumi.ComponentResource {
  /** ARN of the model, for `DetectCustomLabels`. */
  readonly projectVersionArn: pulumi.Output<string>;
  /** ARN of its project. */
  readonly projectArn: pulumi.Output<string>;
  /** RUNNING, when it serves. */
  readonly status: pulumi.Output<string | undefined>;
  /** F1 score of its tests, 0 to 1. */
  readonly f1Score: pulumi.Output<number | undefined>;
  /** Its page in the AWS console. */
  readonly consoleUrl: pulumi.Output<string | undefined>;

  constructor(name: string, args: CustomLabelsModelArgs, options: pulumi.ComponentResourceOptions = {}) {
    super("rekognition:components:CustomLabelsModel", name, {}, options);
    const { bucket, prefix = name, images, testImages, data, minInferenceUnits = 1, ...version } = args;
    const { projectArn, datasets } = this.#data(name, prefix, args);
    const model = new ProjectVersion(
      name,
      {
        ...version,
        projectArn,
        minInferenceUnits,
        outputConfig: { s3Bucket: bucket, s3KeyPrefix: `${prefix}/training` },
        retrainOn: datasets,
      },
      { parent: this },
    );
    this.projectVersionArn = model.arn;
    this.projectArn = pulumi.output(projectArn);
    this.status = model.status;
    this.f1Score = model.f1Score;
    this.consoleUrl = model.consoleUrl;
    this.registerOutputs({
      projectVersionArn: this.projectVersionArn,
      projectArn: this.projectArn,
      status: this.status,
      f1Score: this.f1Score,
      consoleUrl: this.consoleUrl,
    });
  }

  #data(
    name: string,
    prefix: string,
    { bucket, images, testImages, data, region, tags }: CustomLabelsModelArgs,
  ): DatasetsOfAProject {
    const of = `CustomLabelsModel ${name}`;
    if (data !== undefined) {
      if (images === undefined && testImages === undefined) return data;
      throw new pulumi.RunError(`${of}: data is given and images too: leave out either.`);
    }
    if (images === undefined) {
      throw new pulumi.RunError(`${of}: give images, a folder of labeled images, or data, a project and its datasets.`);
    }
    const parent = { parent: this };
    const common = { ...(region === undefined ? {} : { region }) };
    const tagged = { ...common, ...(tags === undefined ? {} : { tags }) };
    const project = new Project(name, tagged, parent);
    const manifestOf = (kind: string, of: LabeledImages) =>
      new ImageSet(`${name}-${kind}`, { bucket, prefix: `${prefix}/images`, ...of, ...common }, parent).manifest;
    const projectArn = project.arn;
    const train = new Dataset(
      `${name}-training`,
      { projectArn, datasetType: "TRAIN", groundTruthManifest: manifestOf("training", images), ...tagged },
      parent,
    );
    const source =
      testImages === undefined
        ? { distributeFromDatasetArn: train.arn }
        : { groundTruthManifest: manifestOf("test", testImages) };
    const test = new Dataset(`${name}-test`, { projectArn, datasetType: "TEST", ...source, ...tagged }, parent);
    return { projectArn, datasets: [train, test] };
  }
}
