import type { CreateDatasetRequest, DatasetStatus } from "@aws-sdk/client-rekognition";
import { awsCased } from "../../aws/camel-case.js";
import { s3Uri } from "../../aws/s3-objects.js";
import { isRekognitionError, RekognitionError, saidByService } from "../../base/errors.js";
import { type Ensurable, type Ensured, ensureExists } from "../../lifecycle/ensure.js";
import type {
  Kept,
  OperationContext,
  Outstanding,
  Recorded,
  RecordedMeta,
  ResourceHandler,
} from "../../lifecycle/handler.js";
import { mayDelete } from "../../lifecycle/ownership.js";
import { findRecorded, watchProject } from "../../lifecycle/presence.js";
import { createdAt } from "../../lifecycle/recorded.js";
import { type Tags, tagsOf } from "../../lifecycle/tags.js";
import { holdAndTag } from "../../lifecycle/update.js";
import {
  bringContents,
  CONTENTS_TAG,
  fill,
  type Keep,
  keepingFailure,
  mark,
  markOf,
  whenComplete,
} from "./contents.js";
import {
  type Described,
  type Found,
  idOf,
  type Inputs,
  type Outputs,
  outputsOf,
  placeIn,
  recordedAs,
  soughtAt,
  soughtHeld,
  subjectOf,
  type Work,
} from "./dataset.js";
import { datasetDefinition, isChangedOutside } from "./definition.js";
import { hashManifest, linesOf } from "./manifest.js";
import { changesContents, findLines, listBadEntries, notes, warnOfBadEntries } from "./notes.js";
import { readDataset } from "./read.js";
import { removeDataset, Replacement, unrecordedDatasets } from "./removal.js";

const HOUR_MS = 60 * 60_000;

/** The handler of datasets. */
export const datasetHandler: ResourceHandler<Inputs, Outputs> = {
  definition: datasetDefinition,
  timeouts: { createMs: HOUR_MS, updateMs: HOUR_MS, deleteMs: HOUR_MS },
  unrecorded: unrecordedDatasets,
  read: readDataset,
  knowsStatus: (status) => recordedAs.knows(status),
  outstanding,
  notes,

  async create(context, inputs) {
    await assertFileIsPlanned(inputs);
    const work = { context, place: inputs, inputs };
    return bringAbout(work, await ensureDataset(work));
  },

  async update(context, id, recorded, inputs, due) {
    const place = placeIn(id) ?? inputs;
    const work = { context, place, inputs };
    await assertFileIsPlanned(inputs);
    const thing = soughtHeld(context, place, recorded);
    const observed = await findRecorded(context, thing, id, recorded.meta);
    if (observed === undefined || observed.status === "DELETE_IN_PROGRESS") {
      const isOurs = recorded.meta.unfinished === true;
      if (!isOurs) context.warn(`${subjectOf(place)} was deleted outside Pulumi and is made again.`);
      return bringAbout(work, await ensureDataset(work, recorded.meta));
    }
    recordedAs.of(observed.status, subjectOf(place));
    const { arn } = observed.value;
    const held = await holdAndTag(context, thing, observed, recorded, inputs);
    const meta = createdAt(held.meta, thing.createdAtMs(observed.value));
    const keep = keeper(context, id, meta);
    keep(observed);
    if (recordedAs.of(observed.status, subjectOf(place)) === "failed") return remake(work, observed, meta);
    const from = await whenComplete(work, arn, keep);
    const isSettled = recorded.meta.unfinished !== true && due.outstanding.action === "nothing";
    const isSame = arn === recorded.outputs.arn && !changesContents(due);
    if (isSettled && isSame) return finish(work, from, meta, recorded.outputs);
    return bringTo(work, from, held.tags, meta);
  },

  async delete(context, id, recorded) {
    const place = placeIn(id) ?? recorded.inputs;
    const thing = soughtHeld(context, place, recorded);
    const observed = await findRecorded(context, thing, id, recorded.meta);
    if (observed === undefined) return;
    recordedAs.of(observed.status, thing.subject);
    const { arn } = observed.value;
    if (await mayDelete(context, thing, observed, arn, recorded.meta, { id })) {
      await removeDataset(context, arn, thing.subject);
    }
  },
};

/** Fails, before anything is called, where the manifest file is not the one that preview and program saw. */
async function assertFileIsPlanned({ manifestFile, contentHash }: Inputs): Promise<void> {
  // Where changes of the contents are ignored, the file is not what is planned with.
  if (manifestFile === undefined || isChangedOutside(contentHash) || (await hashManifest(manifestFile)) === contentHash)
    return;
  throw new RekognitionError("ManifestChanged", `manifest file ${manifestFile} was changed after the program read it`);
}

function keeper(context: OperationContext, id: string, meta: RecordedMeta): Keep {
  return (found) => {
    context.keep({ id, outputs: outputsOf(found.value), meta });
  };
}

/** Fills what was made; what was found instead may hold something already. */
async function bringAbout(work: Work, { arn, meta, adopted }: Ensured): Promise<Kept<Inputs, Outputs>> {
  const { context, place, inputs } = work;
  context.keep({ id: idOf(place), outputs: { arn, status: "CREATE_IN_PROGRESS" }, meta });
  const keep = keeper(context, idOf(place), meta);
  const from = await whenComplete(work, arn, keep);
  if (!adopted) {
    await keepingFailure(work, arn, keep, () => fill(work, arn));
    return finish(work, await whenComplete(work, arn, keep), meta);
  }
  context.warn(`${subjectOf(place)} was found ${from.status} and taken up again.`);
  const tags = (await tagsOf(context, arn)) ?? {};
  if (tags[CONTENTS_TAG] !== undefined || inputs.adopt !== true) {
    return bringTo(work, from, tags, meta);
  }
  await mark(work, arn, tags);
  return finish(work, from, meta);
}

/** Brings what it holds to what the inputs ask: in place, or by making it again. */
async function bringTo(work: Work, from: Found, tags: Tags, meta: RecordedMeta): Promise<Kept<Inputs, Outputs>> {
  const { arn } = from.value;
  const keep = keeper(work.context, idOf(work.place), meta);
  const isDone = await keepingFailure(work, arn, keep, () => bringContents(work, from, tags));
  return isDone ? finish(work, await whenComplete(work, arn, keep), meta) : remake(work, from, meta);
}

/** Deletes the dataset and makes it again, under the same claim: for the engine it is the same resource. */
async function remake(work: Work, old: Found, meta: RecordedMeta): Promise<Kept<Inputs, Outputs>> {
  const replacement = new Replacement(work);
  return replacement.telling(async () => {
    await replacement.remove(old);
    return bringAbout(work, await ensureDataset(work, meta));
  });
}

async function finish(
  { context, inputs }: Work,
  found: Found,
  meta: RecordedMeta,
  before?: Outputs,
): Promise<Kept<Inputs, Outputs>> {
  const outputs = outputsOf(found.value);
  if (before !== undefined) {
    // Nobody looked at its contents: what is recorded of them stays, so that a refresh still sees what came since.
    const { badEntries, stats, lastUpdatedTimestamp } = before;
    return { id: idOf(inputs), outputs: { ...outputs, badEntries, stats, lastUpdatedTimestamp }, meta };
  }
  const badEntries = await listBadEntries(context, outputs, (refs) => findLines(linesOf(inputs), refs));
  warnOfBadEntries(context, subjectOf(inputs), outputs, badEntries);
  const { unfinished: _finished, ...settled } = createdAt(meta, found.value.CreationTimestamp?.getTime() ?? 0);
  return { id: idOf(inputs), outputs: { ...outputs, badEntries }, meta: settled };
}

/** A failed dataset is made again within an update: a replacement would take its models along. */
function outstanding({ outputs }: Recorded<Inputs, Outputs>): Outstanding {
  const { status } = outputs;
  const state = status === undefined ? "moving" : recordedAs.or(status, "unknown");
  return { action: state === "usable" || state === "unknown" ? "nothing" : "update" };
}

/** Makes the dataset with what AWS can fill it with itself, or finds the one that an interrupted create made. */
function ensureDataset(work: Work, under?: RecordedMeta): Promise<Ensured> {
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
