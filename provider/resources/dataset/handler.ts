import type { Ensured } from "../../lifecycle/ensure.js";
import type {
  Kept,
  OperationContext,
  Outstanding,
  Recorded,
  RecordedMeta,
  ResourceHandler,
} from "../../lifecycle/handler.js";
import { mayDelete } from "../../lifecycle/ownership.js";
import { findRecorded } from "../../lifecycle/presence.js";
import { createdAt } from "../../lifecycle/recorded.js";
import { holdAndTag } from "../../lifecycle/update.js";
import { bringContents, fill, keepingFailure, whenComplete } from "./contents.js";
import { CONTENTS_TAG, mark } from "./contents-mark.js";
import { ensureDataset } from "./creation.js";
import {
  type Found,
  type Inputs,
  type Outputs,
  type Place,
  idOf,
  outputsOf,
  placeIn,
  soughtHeld,
  subjectOf,
} from "./dataset.js";
import { datasetDefinition } from "./definition.js";
import { assertFileIsPlanned, linesOf } from "./lines.js";
import { findLines, listBadEntries } from "./listed-entries.js";
import { changesContents, notes, warnOfBadEntries } from "./notes.js";
import { readDataset } from "./read.js";
import { Replacement, removeDataset } from "./removal.js";
import { recordedAs } from "./states.js";
import { unrecordedDatasets } from "./unrecorded.js";
import { tagsOf } from "../../lifecycle/tags.js";

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
    const place: Place = inputs;
    const ensured = await ensureDataset(context, place, inputs);
    return bringAbout(context, place, ensured, inputs);
  },

  async update(context, id, recorded, inputs, due) {
    const place = placeIn(id) ?? inputs;
    await assertFileIsPlanned(inputs);
    const thing = soughtHeld(context, place, recorded);
    const observed = await findRecorded(context, thing, id, recorded.meta);
    if (observed === undefined || observed.status === "DELETE_IN_PROGRESS") {
      const isOurs = recorded.meta.unfinished === true;
      if (!isOurs) context.warn(`${subjectOf(place)} was deleted outside Pulumi and is made again.`);
      return bringAbout(context, place, await ensureDataset(context, place, inputs, recorded.meta), inputs);
    }
    recordedAs.of(observed.status, subjectOf(place));
    const { arn } = observed.value;
    const held = await holdAndTag(context, thing, observed, recorded, inputs);
    const meta = createdAt(held.meta, thing.createdAtMs(observed.value));
    const keep = keeper(context, id, meta);
    keep(observed);
    if (recordedAs.of(observed.status, subjectOf(place)) === "failed")
      return remake(context, place, observed, meta, inputs);
    const from = await whenComplete(context, place, arn, keep);
    const isSettled = recorded.meta.unfinished !== true && due.outstanding.action === "nothing";
    const isSame = arn === recorded.outputs.arn && !changesContents(due);
    if (isSettled && isSame) return finish(context, from, meta, inputs, recorded.outputs);
    return bringTo(context, place, from, held.tags, meta, inputs);
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

type Keep = (found: Found) => void;

function keeper(context: OperationContext, id: string, meta: RecordedMeta): Keep {
  return (found) => {
    context.keep({ id, outputs: outputsOf(found.value), meta });
  };
}

/** Fills what was made; what was found instead may hold something already. */
async function bringAbout(
  context: OperationContext,
  place: Place,
  { arn, meta, adopted }: Ensured,
  inputs: Inputs,
): Promise<Kept<Inputs, Outputs>> {
  context.keep({ id: idOf(place), outputs: { arn, status: "CREATE_IN_PROGRESS" }, meta });
  const keep = keeper(context, idOf(place), meta);
  const from = await whenComplete(context, place, arn, keep);
  if (!adopted) {
    await keepingFailure(context, arn, keep, () => fill(context, place, arn, inputs));
    return finish(context, await whenComplete(context, place, arn, keep), meta, inputs);
  }
  context.warn(`${subjectOf(place)} was found ${from.status} and taken up again.`);
  const tags = (await tagsOf(context, arn)) ?? {};
  if (tags[CONTENTS_TAG] !== undefined || inputs.adopt !== true) {
    return bringTo(context, place, from, tags, meta, inputs);
  }
  await mark(context, arn, tags, inputs);
  return finish(context, from, meta, inputs);
}

/** Brings what it holds to what the inputs ask: in place, or by making it again. */
async function bringTo(
  context: OperationContext,
  place: Place,
  from: Found,
  tags: Readonly<Record<string, string>>,
  meta: RecordedMeta,
  inputs: Inputs,
): Promise<Kept<Inputs, Outputs>> {
  const { arn } = from.value;
  const keep = keeper(context, idOf(place), meta);
  const isDone = await keepingFailure(context, arn, keep, () => bringContents(context, place, from, tags, inputs));
  if (!isDone) return remake(context, place, from, meta, inputs);
  return finish(context, await whenComplete(context, place, arn, keep), meta, inputs);
}

/** Deletes the dataset and makes it again, under the same claim: for the engine it is the same resource. */
async function remake(
  context: OperationContext,
  place: Place,
  old: Found,
  meta: RecordedMeta,
  inputs: Inputs,
): Promise<Kept<Inputs, Outputs>> {
  const replacement = new Replacement(context, place, inputs);
  return replacement.telling(async () => {
    await replacement.remove(old);
    const made = await ensureDataset(context, place, inputs, meta);
    return bringAbout(context, place, made, inputs);
  });
}

async function finish(
  context: OperationContext,
  found: Found,
  meta: RecordedMeta,
  inputs: Inputs,
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
