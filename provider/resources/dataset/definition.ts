import * as z from "zod";
import { createHash } from "node:crypto";
import { parseArn } from "../../aws/arns.js";
import { canonicalText } from "../../schema/canonical.js";
import {
  type Bag,
  type CrossFieldRule,
  defineResource,
  derived,
  optional,
  output,
  required,
} from "../../schema/definition.js";
import { commonInputs, datasetArn, groundTruthManifest, projectArn, userTagMap } from "../../schema/shapes.js";
import { containsUnknown, UNKNOWN } from "../../schema/unknown.js";
import { bucketOf, lineOfEntry, linesOfEntries, MAX_LINE_LENGTH, readEntryLine } from "./entry-line.js";

/** The inputs that say what a dataset holds; at most one of them is set, none makes an empty dataset. */
export const SOURCES = [
  "groundTruthManifest",
  "datasetArn",
  "manifestFile",
  "entries",
  "distributeFromDatasetArn",
] as const;

/** Name of the input that holds what of a manifest file stays known without its lines. */
export const CONTENTS = "__contents";

/**
 * The hash of what a dataset is to hold, known at preview wherever its source is: of an S3 object its bucket, key and
 * version, of inline entries their contents, of a file what the resource class in the program read.
 */
export function contentHash(inputs: Bag): unknown {
  // Only where its changes are ignored does check get what a refresh recorded.
  if (isChangedOutside(inputs.contentHash)) return inputs.contentHash;
  if (inputs.manifestFile !== undefined) return inputs.contentHash;
  // What a distribution gives hangs on the training dataset, whose own hash says when it changes.
  if (inputs.distributeFromDatasetArn !== undefined) return digest("distributed");
  const source = SOURCES.find((name) => inputs[name] !== undefined);
  if (source === undefined) return digest("empty");
  return containsUnknown(inputs[source]) ? UNKNOWN : digest([source, inputs[source]]);
}

const CHANGED_OUTSIDE = "changed outside Pulumi at ";

/** What stands for the hash of contents that somebody else changed: it says so in a diff. */
export function changedOutside(at: string): string {
  return `${CHANGED_OUTSIDE}${at}`;
}

/** Whether a refresh has found other contents than were asked for. */
export function isChangedOutside(hash: unknown): boolean {
  return typeof hash === "string" && hash.startsWith(CHANGED_OUTSIDE);
}

function digest(value: unknown): string {
  return createHash("sha256").update(canonicalText(value)).digest("hex");
}

const CREATE = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateDataset.html";
const SOURCE = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DatasetSource.html";
const UPDATE = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_UpdateDatasetEntries.html";
const DISTRIBUTE = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DistributeDatasetEntries.html";
const VALIDATION =
  "https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/md-create-manifest-file-validation-rules.html";

/** What AWS asks of several inputs together. */
const rules: readonly CrossFieldRule[] = [
  {
    fields: SOURCES,
    looksAt: "members",
    property: "groundTruthManifest",
    reason: `a dataset has one source: give at most one of ${SOURCES.join(", ")}`,
    page: SOURCE,
    holds: (inputs) => SOURCES.filter((name) => inputs[name] !== undefined).length < 2,
  },
  {
    fields: ["datasetType", "distributeFromDatasetArn"],
    property: "distributeFromDatasetArn",
    reason: "is for TEST datasets: a fifth of the TRAIN dataset moves there",
    page: DISTRIBUTE,
    holds: (inputs) => inputs.distributeFromDatasetArn === undefined || inputs.datasetType === "TEST",
  },
  {
    fields: ["projectArn", "distributeFromDatasetArn"],
    property: "distributeFromDatasetArn",
    reason: "must be the ARN of the TRAIN dataset of the same project",
    page: DISTRIBUTE,
    holds: (inputs) => inputs.distributeFromDatasetArn === undefined || isTrainOfProject(inputs),
  },
  {
    fields: ["entries"],
    property: "entries",
    reason: "has more than one entry for an image: an image has one entry, with all its labels",
    page: UPDATE,
    holds: (inputs) => {
      const refs = linesOfEntries(inputs.entries).map(({ sourceRef }) => sourceRef);
      return new Set(refs).size === refs.length;
    },
  },
  {
    fields: ["entries"],
    property: "entries",
    reason: "names images in several buckets, and AWS takes those of one bucket only",
    page: VALIDATION,
    holds: (inputs) => new Set(linesOfEntries(inputs.entries).map(({ sourceRef }) => bucketOf(sourceRef))).size < 2,
  },
  {
    fields: ["manifestFile", "contentHash"],
    property: "manifestFile",
    reason: "was not read: make the dataset with the Dataset class of pulumi-rekognition, which hashes the file",
    page: CREATE,
    holds: (inputs) => inputs.manifestFile === undefined || inputs.contentHash !== undefined,
  },
];

function isTrainOfProject(inputs: Bag): boolean {
  const project = parseArn(String(inputs.projectArn));
  const train = parseArn(String(inputs.distributeFromDatasetArn));
  const [, name] = project?.resource.split("/") ?? [];
  const [, sameName, word, type] = train?.resource.split("/") ?? [];
  const samePlace = project?.account === train?.account && project?.region === train?.region;
  return samePlace && name === sameName && word === "dataset" && type === "train";
}

/** A third tag marks what a dataset holds, since AWS does not tell where its entries came from. */
const MAX_TAGS = 197;

/** How many entries can be written into a program. */
const MAX_INLINE_ENTRIES = 100;

const entry = z
  .union([z.string().max(MAX_LINE_LENGTH), z.record(z.string(), z.unknown())], {
    error: "must be a JSON line or an object",
  })
  .superRefine((value, context) => {
    if (containsUnknown(value)) return;
    const read = readEntryLine(lineOfEntry(value), 1);
    if (typeof read === "string") context.addIssue({ code: "custom", message: read });
  })
  .meta({ typescript: "string | Record<string, unknown>" });

const entries = z.array(entry).max(MAX_INLINE_ENTRIES);

const datasetStats = z
  .strictObject({
    labeledEntries: z.int().optional().describe("Entries with labels."),
    totalEntries: z.int().optional().describe("Number of entries, one per image."),
    totalLabels: z.int().optional().describe("Number of different labels."),
    errorEntries: z
      .int()
      .optional()
      .describe("Number of entries with errors. Training skips them, or only their invalid boxes."),
  })
  .meta({ id: "DatasetStats", description: "AWS's counts of a dataset." });

const badEntry = z
  .strictObject({
    sourceRef: z.string().describe("The image, s3://BUCKET/KEY."),
    codes: z.array(z.string()).describe("AWS's codes for what is wrong, such as ERROR_NO_LABEL_ATTRIBUTES."),
    line: z
      .int()
      .optional()
      .describe("Line of the manifest file, or number of the inline entry, from 1. Unknown for manifests in S3."),
    onlyBoxes: z
      .boolean()
      .optional()
      .describe(
        "True where some of its bounding boxes have errors: training uses the entry without those. Else absent.",
      ),
  })
  .meta({ id: "BadEntry", description: "An entry with errors, which training skips as a whole or in part." });

/** A source that AWS reads itself: another one makes the dataset again, within an update. */
const madeAgain = (): "update" => "update";
/** What is sent follows contentHash: a file that only moved is no change of the dataset. */
const asContents = (): "local" => "local";

/** A dataset: the images and labels that a project's models are trained on. */
export const datasetDefinition = defineResource({
  kind: "Dataset",
  doc: "The training or the test dataset of a Custom Labels project. Added and changed entries are sent in place. Another source, or fewer entries, deletes the dataset and creates it again within the update, since AWS cannot delete single entries. Models stay as they are until their own `triggers` change. Costs nothing itself.",
  page: "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateDataset.html",
  id: "place, `<project ARN>/dataset/train` or `/test` (its ARN changes when it is created again)",
  deleteBeforeReplace: false,
  alsoCalled: {
    datasetSource: "groundTruthManifest, manifestFile, entries or datasetArn",
    source: "groundTruthManifest, manifestFile, entries or datasetArn",
    type: "datasetType",
  },
  inputs: {
    projectArn: required("replace", projectArn, "ARN of the Custom Labels project, as in `project.arn`."),
    datasetType: required(
      "replace",
      z.enum(["TRAIN", "TEST"]),
      "What the dataset is for. A project has at most one of each type.",
    ),
    groundTruthManifest: optional(
      madeAgain,
      groundTruthManifest,
      "Source: a manifest in S3, read once, when the dataset is created. Set its `version`, or put a hash into its name, so that changed contents show as a change. Any change creates the dataset again. Before the old one is deleted, the manifest is read and checked against AWS's documented rules, unless `s3:GetObject` is denied, or `rekognition:endpoint` is set and `rekognition:s3Endpoint` is not.",
    ),
    datasetArn: optional(
      madeAgain,
      datasetArn,
      "Source: another dataset, whose entries are copied. Any change creates the dataset again, unless the other one is missing, failed or empty.",
    ),
    manifestFile: optional(
      asContents,
      z.string().min(1),
      "Source: a manifest file on this machine in UTF-8; a relative path starts at the program's folder. It is read at preview and checked against AWS's documented rules; each line is an entry. Changed lines are sent in place, at most 5 MB at a time; fewer lines create the dataset again.",
    ),
    entries: optional(
      asContents,
      entries,
      "Source: at most 100 entries, each JSON text or an object with `source-ref` and labels. Changed entries are sent in place; fewer entries create the dataset again.",
    ),
    distributeFromDatasetArn: optional(
      madeAgain,
      datasetArn,
      "Source of a TEST dataset: the project's TRAIN dataset, of which AWS moves a fifth here. Any change creates this dataset again.",
    ),
    contentHash: derived(
      "update",
      z.string(),
      'Hash of the contents, known at preview: of a file or inline entries their contents, of an S3 manifest its bucket, key and version. Put it into a model\'s `triggers` to retrain when the data changes. If a refresh finds other entries than those of the file or of `entries`, the hash changes, and the next `pulumi up` restores them; `ignoreChanges: ["contentHash"]` leaves them.',
      contentHash,
    ),
    [CONTENTS]: {
      // It follows the file: no change of its own, so that records without it stay as they are.
      ...derived(
        "create",
        z.strictObject({
          images: z.int(),
          labels: z.record(z.string(), z.int()),
          list: z.string().optional(),
        }),
        "Of a manifest file, for previews to say what changed: how many images, how many have each label, and eight bytes for each image, which are left out beyond 10,000.",
        (inputs) => inputs[CONTENTS],
      ),
      hidden: true,
    },
    ...commonInputs,
    tags: optional(
      "update",
      userTagMap(MAX_TAGS, "three mark the owner and what the dataset holds"),
      "Tags, at most 197 (three more mark the owner and what the dataset holds). Key 1 to 128 characters, value up to 256.",
    ),
    adopt: optional(
      "create",
      z.boolean(),
      "Take over the dataset that the project already has if it belongs to no other owner. AWS does not tell where its entries came from, so they count as what the inputs say until those change. Default false: only what an interrupted create of this resource made is continued.",
    ),
  },
  outputs: {
    arn: output(z.string(), "ARN. It changes when the dataset is created again."),
    status: output(
      z.enum([
        "CREATE_IN_PROGRESS",
        "CREATE_COMPLETE",
        "CREATE_FAILED",
        "UPDATE_IN_PROGRESS",
        "UPDATE_COMPLETE",
        "UPDATE_FAILED",
        "DELETE_IN_PROGRESS",
      ]),
      "Status as AWS reports it.",
    ),
    statusMessage: output(z.string(), "AWS's message about the status."),
    statusMessageCode: output(z.string(), "SUCCESS, CLIENT_ERROR or SERVICE_ERROR."),
    stats: output(datasetStats, "AWS's counts of the entries, when the dataset was last read."),
    badEntries: output(z.array(badEntry), "The first entries with errors, at most 10. Absent if there are none."),
    creationTimestamp: output(z.string(), "When the dataset was created, ISO 8601 in UTC."),
    lastUpdatedTimestamp: output(z.string(), "When the dataset was last changed, ISO 8601 in UTC."),
  },
  rules,
});
