/* Generated from the definitions in provider/resources by `npm run generate`: change those instead. */
import * as pulumi from "@pulumi/pulumi";
import { withContentHash } from "../content-hash.js";
import { registration } from "../resource.js";
import { warnIfRetained } from "../retained.js";
import { shortTraces } from "../short-traces.js";
import type { BadEntry, DatasetStats, GroundTruthManifest, GroundTruthManifestArgs } from "./shapes.js";

/** Inputs of {@link Dataset}. */
export interface DatasetArgs {
  /** ARN of the Custom Labels project, as in `project.arn`. Changing it replaces the resource. */
  projectArn: pulumi.Input<string>;
  /** What the dataset is for. A project has at most one of each type. Changing it replaces the resource. */
  datasetType: pulumi.Input<"TRAIN" | "TEST">;
  /** Source: a manifest in S3, read once, when the dataset is created. Set its `version`, or put a hash into its name, so that changed contents show as a change. Any change creates the dataset again. Before the old one is deleted, the manifest is read and checked against AWS's documented rules, unless `s3:GetObject` is denied, or `rekognition:endpoint` is set and `rekognition:s3Endpoint` is not. */
  groundTruthManifest?: pulumi.Input<GroundTruthManifestArgs | undefined>;
  /** Source: another dataset, whose entries are copied. Any change creates the dataset again, unless the other one is missing, failed or empty. */
  datasetArn?: pulumi.Input<string | undefined>;
  /** Source: a manifest file on this machine in UTF-8; a relative path starts at the program's folder. It is read at preview and checked against AWS's documented rules; each line is an entry. Changed lines are sent in place, at most 5 MB at a time; fewer lines create the dataset again. */
  manifestFile?: pulumi.Input<string | undefined>;
  /** Source: at most 100 entries, each JSON text or an object with `source-ref` and labels. Changed entries are sent in place; fewer entries create the dataset again. */
  entries?: pulumi.Input<pulumi.Input<string | Record<string, unknown>>[] | undefined>;
  /** Source of a TEST dataset: the project's TRAIN dataset, of which AWS moves a fifth here. Any change creates this dataset again. */
  distributeFromDatasetArn?: pulumi.Input<string | undefined>;
  /** AWS region of this resource. Default: the configured region, then that of the AWS default chain. The effective region is recorded. Changing it replaces the resource. */
  region?: pulumi.Input<string | undefined>;
  /** Tags, at most 197 (three more mark the owner and what the dataset holds). Key 1 to 128 characters, value up to 256. Changed in place. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;
  /** Take over the dataset that the project already has if it belongs to no other owner. AWS does not tell where its entries came from, so they count as what the inputs say until those change. Default false: only what an interrupted create of this resource made is continued. */
  adopt?: pulumi.Input<boolean | undefined>;
}

/**
 * The training or the test dataset of a Custom Labels project. Added and changed entries are sent in place. Another source, or fewer entries, deletes the dataset and creates it again within the update, since AWS cannot delete single entries. Models stay as they are until their own `triggers` change. Costs nothing itself. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateDataset.html
 *
 * @example
 * ```ts
 * import * as rekognition from "pulumi-rekognition";
 *
 * const training = new rekognition.Dataset("training", {
 *   projectArn: project.arn,
 *   datasetType: "TRAIN",
 *   manifestFile: "manifest.jsonl", // or groundTruthManifest in S3, entries, datasetArn
 * });
 * const model = new rekognition.ProjectVersion("parts-model", {
 *   projectArn: project.arn,
 *   outputConfig: { s3Bucket: "my-bucket" },
 *   triggers: { training: training.contentHash }, // train again when the contents change
 * });
 * ```
 */
export class Dataset extends pulumi.CustomResource {
  /** ARN of the Custom Labels project, as in `project.arn`. */
  declare public readonly projectArn: pulumi.Output<string>;
  /** What the dataset is for. A project has at most one of each type. */
  declare public readonly datasetType: pulumi.Output<"TRAIN" | "TEST">;
  /** Source: a manifest in S3, read once, when the dataset is created. Set its `version`, or put a hash into its name, so that changed contents show as a change. Any change creates the dataset again. Before the old one is deleted, the manifest is read and checked against AWS's documented rules, unless `s3:GetObject` is denied, or `rekognition:endpoint` is set and `rekognition:s3Endpoint` is not. */
  declare public readonly groundTruthManifest: pulumi.Output<GroundTruthManifest | undefined>;
  /** Source: another dataset, whose entries are copied. Any change creates the dataset again, unless the other one is missing, failed or empty. */
  declare public readonly datasetArn: pulumi.Output<string | undefined>;
  /** Source: a manifest file on this machine in UTF-8; a relative path starts at the program's folder. It is read at preview and checked against AWS's documented rules; each line is an entry. Changed lines are sent in place, at most 5 MB at a time; fewer lines create the dataset again. */
  declare public readonly manifestFile: pulumi.Output<string | undefined>;
  /** Source: at most 100 entries, each JSON text or an object with `source-ref` and labels. Changed entries are sent in place; fewer entries create the dataset again. */
  declare public readonly entries: pulumi.Output<(string | Record<string, unknown>)[] | undefined>;
  /** Source of a TEST dataset: the project's TRAIN dataset, of which AWS moves a fifth here. Any change creates this dataset again. */
  declare public readonly distributeFromDatasetArn: pulumi.Output<string | undefined>;
  /** Hash of the contents, known at preview: of a file or inline entries their contents, of an S3 manifest its bucket, key and version. Put it into a model's `triggers` to retrain when the data changes. If a refresh finds other entries than those of the file or of `entries`, the hash changes, and the next `pulumi up` restores them; `ignoreChanges: ["contentHash"]` leaves them. */
  declare public readonly contentHash: pulumi.Output<string>;
  /** AWS region of this resource. Default: the configured region, then that of the AWS default chain. The effective region is recorded. */
  declare public readonly region: pulumi.Output<string>;
  /** Tags, at most 197 (three more mark the owner and what the dataset holds). Key 1 to 128 characters, value up to 256. */
  declare public readonly tags: pulumi.Output<Record<string, string> | undefined>;
  /** ARN. It changes when the dataset is created again. */
  declare public readonly arn: pulumi.Output<string>;
  /** Status as AWS reports it. */
  declare public readonly status: pulumi.Output<
    | "CREATE_IN_PROGRESS"
    | "CREATE_COMPLETE"
    | "CREATE_FAILED"
    | "UPDATE_IN_PROGRESS"
    | "UPDATE_COMPLETE"
    | "UPDATE_FAILED"
    | "DELETE_IN_PROGRESS"
  >;
  /** AWS's message about the status. */
  declare public readonly statusMessage: pulumi.Output<string | undefined>;
  /** SUCCESS, CLIENT_ERROR or SERVICE_ERROR. */
  declare public readonly statusMessageCode: pulumi.Output<string | undefined>;
  /** AWS's counts of the entries, when the dataset was last read. */
  declare public readonly stats: pulumi.Output<DatasetStats | undefined>;
  /** The first entries with errors, at most 10. Absent if there are none. */
  declare public readonly badEntries: pulumi.Output<BadEntry[] | undefined>;
  /** When the dataset was created, ISO 8601 in UTC. */
  declare public readonly creationTimestamp: pulumi.Output<string | undefined>;
  /** When the dataset was last changed, ISO 8601 in UTC. */
  declare public readonly lastUpdatedTimestamp: pulumi.Output<string | undefined>;

  /** Reads an existing Dataset by its place, `<project ARN>/dataset/train` or `/test` (its ARN changes when it is created again), without managing it. */
  public static get(name: string, id: pulumi.Input<pulumi.ID>, options: pulumi.CustomResourceOptions = {}): Dataset {
    return new Dataset(name, {} as DatasetArgs, { ...options, id });
  }

  public constructor(name: string, args: DatasetArgs, options: pulumi.CustomResourceOptions = {}) {
    const traces = shortTraces();
    try {
      super(
        ...registration(
          "Dataset",
          "dataset",
          name,
          withContentHash(args),
          [
            "projectArn",
            "datasetType",
            "groundTruthManifest",
            "datasetArn",
            "manifestFile",
            "entries",
            "distributeFromDatasetArn",
            "contentHash",
            "region",
            "tags",
            "arn",
            "status",
            "statusMessage",
            "statusMessageCode",
            "stats",
            "badEntries",
            "creationTimestamp",
            "lastUpdatedTimestamp",
          ],
          options,
        ),
      );
    } catch (error) {
      throw traces.completed(error);
    } finally {
      traces.end();
    }
    warnIfRetained(this, args, options);
  }
}
