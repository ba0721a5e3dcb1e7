import { RekognitionError } from "../../base/errors.js";
import type { LabelledImages } from "../../images/image-set.js";
import { type Claim, freshClaim, parseClaim } from "../../lifecycle/claim.js";
import type { Kept, OperationContext, Recorded, RecordedMeta, ResourceHandler } from "../../lifecycle/handler.js";
import { resourceHash } from "../../lifecycle/identity.js";
import { metaOf } from "../../lifecycle/ownership.js";
import { findOrGone } from "../../lifecycle/presence.js";
import { metaAsFound } from "../../lifecycle/recorded.js";
import { Sightings } from "../../observe/sightings.js";
import { imageSetDefinition } from "./definition.js";
import { IMAGES, addressIn, idOf, type ManifestAddress } from "./keys.js";
import { cautions, notes } from "./notes.js";
import { listedImages, shortHash, sizeCode } from "../../images/changes/list.js";
import { assertPrivate } from "./public-access.js";
import { removeObjects } from "./removal.js";
import {
  assertAsksS3,
  assertMine,
  type FoundManifest,
  imagesIn,
  type Inputs,
  listed,
  openManifest,
  type Outputs,
  subjectOf,
  type Work,
  workOn,
} from "./set.js";
import { readPlanned, sendImages, sendManifest } from "./upload.js";

const MINUTE_MS = 60_000;
const TWO_HOURS_MS = 120 * MINUTE_MS;
const THIRTY_MINUTES_MS = 30 * MINUTE_MS;

/** The handler of image sets. */
export const imageSetHandler: ResourceHandler<Inputs, Outputs> = {
  definition: imageSetDefinition,
  timeouts: { createMs: TWO_HOURS_MS, updateMs: TWO_HOURS_MS, deleteMs: THIRTY_MINUTES_MS },
  cautions,
  notes,

  async create(context, inputs) {
    const sending = await begun(context, inputs);
    const { work, found } = sending;
    assertMine(work, found);
    const fresh = freshClaim(context.identity, context.inputsFingerprint, "recorded");
    const from = found?.claim?.token;
    const claim = from === undefined ? fresh : { ...fresh, from };
    const predecessors = context.memory.predecessorsOf(context.identity.urn, from);
    const meta = { ...metaOf(context, { tags: claim }), ...(predecessors.length === 0 ? {} : { predecessors }) };
    return send(sending, inputs, claim, meta, false);
  },

  async read(context, id, recorded) {
    const address = addressIn(id);
    if (context.isImport === true) throw new RekognitionError("NotImportable", `${id} is what an image set has made`);
    if (address === undefined) return undefined;
    assertAsksS3(context);
    const work = recorded === undefined ? workAt(context, address) : workOn(context, recorded.inputs);
    const found = await findManifest(work, id);
    if (found === undefined) return undefined;
    const keys = await imagesIn(work, found);
    if (recorded === undefined) return asFound(context, address, keys.size);
    const missing = await missingOf(work, recorded.inputs, keys);
    return { ...recorded, outputs: missing === 0 ? {} : { missingObjects: missing } };
  },

  async update(context, id, recorded, inputs, { changed }) {
    const sending = await begun(context, inputs);
    const { work, found } = sending;
    const held = parseClaim(recorded.meta.claim);
    if (found?.claim?.token !== held?.token) assertMine(work, found);
    const fresh = freshClaim(context.identity, context.inputsFingerprint, "recorded");
    const claim = { ...fresh, token: held?.token ?? fresh.token };
    const meta = { ...recorded.meta, ...metaOf(context, { tags: claim }) };
    return send(sending, inputs, claim, meta, changed.update.includes("kmsKeyId"));
  },

  async delete(context, id, recorded) {
    if (recorded.inputs.deletionPolicy === "keep") return;
    assertAsksS3(context);
    const work = workOn(context, recorded.inputs);
    if (await mayRemove(work, id, recorded)) await removeObjects(work);
  },

  /** What is not in the bucket any more is sent again. */
  outstanding: ({ outputs }) => ({ action: (outputs.missingObjects ?? 0) > 0 ? "update" : "nothing" }),
};

/** What is to be sent, and what is there already. */
interface Sending {
  readonly work: Work;
  readonly images: LabelledImages;
  readonly there: ReadonlyMap<string, number>;
  /** What has the manifest's key by now. */
  readonly found: FoundManifest | undefined;
}

/** Looks at both sides before anything is sent. */
async function begun(context: OperationContext, inputs: Inputs): Promise<Sending> {
  assertAsksS3(context);
  const work = workOn(context, inputs);
  const images = await readPlanned(work, inputs);
  await assertPrivate(work, inputs);
  const there = await listed(work);
  const found = there.has(work.manifest) ? await openManifest(work) : undefined;
  return { work, images, there, found };
}

async function send(
  { work, images, there }: Sending,
  inputs: Inputs,
  claim: Claim,
  meta: RecordedMeta,
  all: boolean,
): Promise<Kept<Inputs, Outputs>> {
  const { context, bucket, manifest: name } = work;
  const kept = { id: idOf({ bucket, name }), outputs: {}, meta };
  context.memory.rememberClaim(kept.id, claim.token, context.identity.urn);
  context.keep(kept);
  await sendImages(work, inputs, images, there, all);
  await sendManifest(work, inputs, images, claim);
  return kept;
}

/** A manifest that is recorded, or proven gone. */
async function findManifest(work: Work, id: string): Promise<FoundManifest | undefined> {
  const { context } = work;
  const seen = new Sightings(() => 0);
  let moment = 0;
  const look = async () => {
    const value = await openManifest(work);
    const shown = new Map(value === undefined ? [] : [[id, id]]);
    moment += 1;
    seen.note({ atMs: context.clock.monotonicMs(), moment, names: [id], shown, saysNotFound: value === undefined });
    return value && { status: "PRESENT" as const, value };
  };
  return (await findOrGone(context, { subject: subjectOf(work), look, isGone: () => seen.isGone(id) }))?.value;
}

/** How many of a manifest's images are not there, or not with the size that is recorded. */
async function missingOf(work: Work, inputs: Inputs, keys: ReadonlySet<string>): Promise<number> {
  const there = await listed(work);
  const recorded = listedImages(inputs[IMAGES]);
  const isThere = (key: string): boolean => {
    const size = there.get(key);
    if (size === undefined) return false;
    const expected = recorded?.get(shortHash(hashIn(key)))?.sizeCode;
    return expected === undefined || expected === sizeCode(size);
  };
  return [...keys].filter((key) => !isThere(key)).length;
}

function hashIn(key: string): string {
  return (key.split("/").at(-1) ?? "").split(".")[0] ?? "";
}

function workAt(context: OperationContext, { bucket, name, prefix, setName }: ManifestAddress): Work {
  return { context, bucket, place: { prefix, setName }, manifest: name, bucketOwner: undefined };
}

/** A set that is read by its id alone: nothing in the bucket tells which folder it was made of. */
function asFound(
  { region }: OperationContext,
  { bucket, name, prefix, setName, contentHash }: ManifestAddress,
  images: number,
): Recorded<Inputs, Outputs> {
  const manifest = { s3Object: { bucket, name } };
  const inputs: Inputs = { region, bucket, prefix, folder: "", setName, contentHash, manifest, images };
  return { inputs, outputs: {}, meta: metaAsFound(0) };
}

/** Whether the manifest still answers to the record that is to be deleted, or is not there. */
async function mayRemove(work: Work, id: string, { meta }: Recorded<Inputs, Outputs>): Promise<boolean> {
  const { context } = work;
  const token = parseClaim(meta.claim)?.token;
  const held = context.memory.holdingOf(id)?.token;
  const claim = (await openManifest(work))?.claim;
  const isOfThisRun = held !== undefined && held !== token;
  if (!isOfThisRun && (claim === undefined || claim.token === token)) return true;
  const by =
    isOfThisRun || claim?.resource === resourceHash(context.identity)
      ? "another create of this resource"
      : "another resource";
  context.warn(`${subjectOf(work)} was left alone: its manifest is held by ${by}.`);
  return false;
}
