import type { CreateDatasetRequest, DatasetStatus } from "@aws-sdk/client-rekognition";
import { awsCased } from "../../aws/camel-case.js";
import { s3Uri } from "../../aws/s3-objects.js";
import { type Ensurable, type Ensured, ensureExists } from "../../lifecycle/ensure.js";
import { RekognitionError, isRekognitionError, saidByService } from "../../base/errors.js";
import type { RecordedMeta } from "../../lifecycle/handler.js";
import { watchProject } from "../../lifecycle/presence.js";
import { CONTENTS_TAG, markOf } from "./contents.js";
import { type Described, type Inputs, type Work, soughtAt, subjectOf } from "./dataset.js";
import { Replacement } from "./removal.js";

/** Makes the dataset with what AWS can fill it with itself, or finds the one that an interrupted create made. */
export function ensureDataset(work: Work, under?: RecordedMeta): Promise<Ensured> {
  const { context, place, inputs } = work;
  const replacement = new Replacement(work);
  const kind: Ensurable<DatasetStatus, Described> = {
    ...soughtAt(context, place),
    watchPlace: () => watchProject(context, subjectOf(place), place.projectArn),
    beingMade: ["CREATE_IN_PROGRESS"],
    create: (tags) => create(work, tags),
    remove: (observed) => replacement.remove(observed),
    // Where its entries came from cannot be read.
    differences: () => [],
  };
  return replacement.telling(() => ensureExists(context, kind, { adopt: inputs.adopt, tags: inputs.tags, under }));
}

async function create({ context, place, inputs }: Work, tags: Record<string, string>): Promise<string> {
  const request: CreateDatasetRequest = {
    ProjectArn: place.projectArn,
    DatasetType: place.datasetType,
    Tags: { ...tags, [CONTENTS_TAG]: markOf(inputs) },
    ...sourceOf(inputs),
  };
  try {
    const answer = await context.aws.call("CreateDataset", request);
    return answer.DatasetArn ?? "";
  } catch (error) {
    if (!isRekognitionError(error, "S3ObjectUnreadable")) throw error;
    throw new RekognitionError(
      "S3ObjectUnreadable",
      `${subjectOf(place)}: the manifest ${manifestText(inputs)} cannot be read from ${context.region}. AWS says: ${saidByService(error)}`,
      { ...(error.awsName !== undefined && { awsName: error.awsName }), cause: error },
    );
  }
}

/** Files, inline entries and distributions fill a dataset that is made empty. */
function sourceOf({ groundTruthManifest, datasetArn }: Inputs): Pick<CreateDatasetRequest, "DatasetSource"> {
  if (datasetArn !== undefined) return { DatasetSource: { DatasetArn: datasetArn } };
  if (groundTruthManifest === undefined) return {};
  return { DatasetSource: awsCased({ groundTruthManifest }) };
}

function manifestText({ groundTruthManifest }: Inputs): string {
  return groundTruthManifest === undefined ? "of the dataset that is copied" : s3Uri(groundTruthManifest.s3Object);
}
