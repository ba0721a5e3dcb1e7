import { parseArn } from "../../aws/arns.js";
import type { Bag, CrossFieldRule } from "../../schema/definition.js";
import { SOURCES } from "./content-hash.js";
import { bucketOf, linesOfEntries } from "./entry-line.js";

const CREATE = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateDataset.html";
const SOURCE = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DatasetSource.html";
const UPDATE = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_UpdateDatasetEntries.html";
const DISTRIBUTE = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DistributeDatasetEntries.html";
const VALIDATION =
  "https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/md-create-manifest-file-validation-rules.html";

/** What AWS asks of several inputs together. */
export const rules: readonly CrossFieldRule[] = [
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
