import {
  CLAIM_TAG,
  type Claim,
  OWNER_TAG,
  type Phase,
  claimTags,
  claimText,
  freshClaim,
  ownerTagValue,
  parseClaim,
  userTags,
} from "./claim.js";
import { RekognitionError } from "../base/errors.js";
import type { OperationContext, RecordedMeta } from "./handler.js";
import { type Live, assertRecordedAccount } from "./presence.js";
import { LAG_GRACE_MS, type Observation } from "./wait-for-state.js";
import { lookWithin } from "./look-again.js";
import { codeOf, heldBy } from "./refusal.js";
import { type Holder, holderOf } from "./taking-up.js";
import { type Tags, tagsOf } from "./tags.js";

/**
 * The object's tags once nothing that was written before this process knew of the object can show any more: until then, or
 * until `enough`, they are looked at again. The service's clock has no part in it. A claim that was seen once is not taken
 * for stripped where later looks leave it out. Undefined where there is no such thing.
 */
export async function tagsOnceSettled(
  context: OperationContext,
  arn: string,
  enough: (tags: Tags) => boolean,
): Promise<Tags | undefined> {
  const nowMs = context.clock.monotonicMs();
  const leftMs = context.memory.seenAt(arn, nowMs) + LAG_GRACE_MS - nowMs;
  let claimed: Tags | undefined;
  const look = async (): Promise<Tags | undefined> => {
    const seen = await tagsOf(context, arn);
    if (parseClaim(seen?.[CLAIM_TAG]) !== undefined) claimed = seen;
    return seen;
  };
  const isEnough = (seen: Tags | undefined): boolean => enough(seen ?? {});
  const last = await lookWithin(context, arn, "shows its tags", leftMs, look, isEnough);
  return isEnough(last) ? last : (claimed ?? last);
}

const OF_THIS_RUN = "another create of this run.";

/**
 * The fence: who has claimed the object since the record that wants to delete it; undefined where it still answers to that
 * record. Somebody else (another owner, or a later create of this very resource) means that it must be left alone.
 */
async function claimedSince(
  context: OperationContext,
  arn: string,
  createdAtMs: number,
  meta: RecordedMeta,
  id: string,
): Promise<string | undefined> {
  const recorded = parseClaim(meta.claim);
  const isRecordedOrUnknown = (key: string): boolean => {
    const token = context.memory.holdingOf(key)?.token;
    return token === undefined || token === recorded?.token;
  };
  if (!isRecordedOrUnknown(arn) || !isRecordedOrUnknown(id)) return OF_THIS_RUN;
  const isRecorded = (seen: Tags): boolean => parseClaim(seen[CLAIM_TAG])?.token === recorded?.token;
  // Right after a claim its tag may be missing, or still be the claim before it.
  const tags = (await tagsOnceSettled(context, arn, isRecorded)) ?? {};
  if (isRecorded(tags)) return undefined;
  // Stripped tags are no other claim: then the recorded moment of creation tells.
  const isStripped = parseClaim(tags[CLAIM_TAG]) === undefined;
  if (isStripped && isRecordedMoment(meta, createdAtMs)) return undefined;
  return claimant(context, tags);
}

/** Who a claim is from that is neither the recorded one nor from this run; ends the sentence. */
function claimant({ identity }: OperationContext, tags: Tags): string {
  if (tags[OWNER_TAG] !== ownerTagValue(identity.owner)) return `${describeOwner(tags)}.`;
  return (
    `another create of owner "${identity.owner}": in a run that did not end, or in another stack of that name. ` +
    "Where several backends hold a stack of one name, give each its own rekognition:ownerId."
  );
}

/** What a claim is written with. */
export interface NewClaim {
  readonly phase: Phase;
  /** A fresh one, where it is left out. */
  readonly token?: string | undefined;
  /** The token of the claim whose place it takes. */
  readonly from?: string | undefined;
}

/** Writes a claim on an object that is there. */
export async function claim(context: OperationContext, arn: string, { phase, token, from }: NewClaim): Promise<Claim> {
  const fresh = freshClaim(context.identity, context.inputsFingerprint, phase);
  const next = { ...fresh, token: token ?? fresh.token, ...(from === undefined ? {} : { from }) };
  await context.aws.call("TagResource", { ResourceArn: arn, Tags: claimTags(context.identity, next) });
  if (phase !== "kept") context.memory.rememberClaim(arn, next.token, context.identity.urn);
  return next;
}

/**
 * What tells whose an object is, and thereby what its record holds it by: the claim in its tags; a revision, which AWS itself
 * compares; nothing, where nobody else can have it.
 */
type HeldBy = { readonly tags: Claim } | { readonly revision: string } | "nothing";

/** The record of what is held. Once it is in a state, a claim is recorded. */
export function metaOf(context: OperationContext, held: HeldBy, createdAtMs = context.clock.now()): RecordedMeta {
  const by = held === "nothing" ? { revision: "" } : held;
  return {
    v: STATE_VERSION,
    claim: "tags" in by ? claimText({ ...by.tags, phase: "recorded" }) : by.revision,
    claimedAt: Math.round(context.clock.now() / 1_000),
    createdAt: Math.round(createdAtMs / 1_000),
  };
}

/** What a delete may have to say of what it found. */
interface ForDelete {
  /** What it costs as it is, as a sentence, for the case that it is left; undefined where it costs nothing. */
  readonly costs?: string | undefined;
  /** The Pulumi id, under which this process remembers whose it is, too, where the ARN is another one. */
  readonly id?: string;
}

/**
 * Whether a delete may touch what it found under the recorded name: the recorded object, in the recorded account, still
 * under the recorded claim. Otherwise it is left alone, and the user is told.
 */
export async function mayDelete<Status extends string, T>(
  context: OperationContext,
  { subject, arnOf, createdAtMs }: Live<Status, T>,
  { value }: Observation<Status, T>,
  recordedArn: string,
  meta: RecordedMeta,
  { costs, id = recordedArn }: ForDelete = {},
): Promise<boolean> {
  const isSame = arnOf(value) === recordedArn;
  // With another account's credentials the same name is another object, and proves nothing about the recorded one.
  if (!isSame) await assertRecordedAccount(context, recordedArn);
  const since = isSame
    ? await claimedSince(context, recordedArn, createdAtMs(value), meta, id)
    : "a later create under this name.";
  if (since === undefined) return true;
  // What a create of this run has taken up costs what is asked for.
  const told = costs === undefined || since === OF_THIS_RUN ? "" : ` ${costs}`;
  context.warn(`${subject} was left alone: it has been claimed by ${since}${told}`);
  return false;
}

/** Version of the recorded form; a newer one is refused, so 0.1.0 refuses this one. */
export const STATE_VERSION = 2;

/**
 * Makes sure, before an update, that the object answers to its record. A claim that took the place of the recorded one, by a
 * create of this very resource, is renewed with a warning, and with `adopt: true` every one of this resource; anybody else's
 * is an error. Marks that follow owner or resource, or do not say yet that there is a record, are brought up to date.
 */
export async function holdForUpdate<Status extends string, T>(
  context: OperationContext,
  { subject, arnOf, createdAtMs }: Live<Status, T>,
  { value }: Observation<Status, T>,
  meta: RecordedMeta,
  adopt: boolean,
): Promise<{ meta: RecordedMeta; tags: Tags }> {
  const arn = arnOf(value);
  const recorded = parseClaim(meta.claim);
  const isRecorded = (seen: Tags): boolean => parseClaim(seen[CLAIM_TAG])?.token === recorded?.token;
  const isStripped = (seen: Tags): boolean => parseClaim(seen[CLAIM_TAG]) === undefined;
  const isSame = isRecordedMoment(meta, createdAtMs(value));
  const tags = await tagsOnceSettled(context, arn, (seen) => isRecorded(seen) || (isStripped(seen) && isSame));
  if (tags === undefined) throw new RekognitionError("DeletedOutside", `${subject} (${arn}) is being deleted`);
  const hold = async (next: NewClaim): Promise<{ meta: RecordedMeta; tags: Tags }> => {
    const claimed = await claim(context, arn, next);
    return { meta: { ...meta, ...metaOf(context, { tags: claimed }, createdAtMs(value)) }, tags };
  };
  const seen = parseClaim(tags[CLAIM_TAG]);
  const holder = holderOf(context, arn, tags, false);
  if (isRecorded(tags)) {
    const isUpToDate = holder.who === "this resource" && holder.sameInputs && seen?.phase === "recorded";
    return isUpToDate ? { meta, tags } : hold({ phase: "recorded", token: seen?.token, from: seen?.from });
  }
  if (seen === undefined && isSame) return hold({ phase: "recorded", token: recorded?.token });
  if (holder.who === "this resource" && (adopt || seen?.from === recorded?.token)) {
    context.warn(`${subject} was claimed again; it had been claimed meanwhile by ${claimant(context, tags)}`);
    return hold({ phase: "recorded", from: recorded?.token });
  }
  throw lost(context, subject, arn, holder);
}

/** The end of an update that finds its object held by others. */
function lost(context: OperationContext, subject: string, arn: string, holder: Holder): RekognitionError {
  if (holder.who === "nobody") {
    return new RekognitionError(
      "DeletedOutside",
      `${subject} (${arn}) was deleted, and another one made under its name`,
    );
  }
  return new RekognitionError(codeOf(holder, []), `${subject} (${arn}) ${heldBy(context, holder)}`);
}

/** Where tags do not tell one object from a later one of the same name, the moment of its creation does. */
function isRecordedMoment(meta: RecordedMeta, createdAtMs: number): boolean {
  return Math.round(createdAtMs / 1_000) === meta.createdAt;
}

/** Who a claimed object belongs to, for a message. */
function describeOwner(tags: Tags): string {
  const owner = tags[OWNER_TAG];
  return owner === undefined ? "another resource" : `owner "${owner}"`;
}

/**
 * Brings the user's tags to what is asked; ours and AWS's own stay. What is observed may lag behind the last change, which
 * is what `recorded` tells, so a tag counts as settled only where both agree with what is asked.
 */
export async function syncTags(
  context: OperationContext,
  arn: string,
  observed: Tags,
  asked: Tags,
  recorded: Tags = {},
): Promise<void> {
  const current = userTags(observed, context.ignoredTags, asked);
  const stale = Object.keys({ ...current, ...recorded }).filter((key) => valueOf(asked, key) === undefined);
  const fresh = Object.entries(asked).filter(
    ([key, value]) => valueOf(current, key) !== value || (valueOf(recorded, key) ?? value) !== value,
  );
  if (stale.length > 0) await context.aws.call("UntagResource", { ResourceArn: arn, TagKeys: stale });
  if (fresh.length > 0) await context.aws.call("TagResource", { ResourceArn: arn, Tags: Object.fromEntries(fresh) });
}

/** A tag may be called as something that every object inherits, such as "constructor". */
function valueOf(tags: Tags, key: string): string | undefined {
  return Object.hasOwn(tags, key) ? tags[key] : undefined;
}
