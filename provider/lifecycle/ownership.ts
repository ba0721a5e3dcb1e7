import {
  CLAIM_TAG,
  type Claim,
  OWNER_TAG,
  claimTags,
  claimText,
  freshClaim,
  ownerTagValue,
  parseClaim,
  userTags,
} from "./claim.js";
import { RekognitionError } from "./errors.js";
import type { OperationContext, RecordedMeta } from "./handler.js";
import { resourceHash } from "./identity.js";
import { assertRecordedAccount } from "./presence.js";
import { LAG_GRACE_MS } from "./wait-for-state.js";
import { type Showing, lookUntil } from "./look-again.js";
import { statusTable } from "./status-table.js";

type Tags = Readonly<Record<string, string>>;

/** Whose an object is, seen from one resource. */
export type Standing =
  /** Made by this resource from these inputs. */
  | "ours"
  /** Made by this owner, for another resource or from other inputs. */
  | "ours-otherwise"
  | "foreign"
  | "unclaimed";

/** Judges an object by its tags, as create and adoption see it. */
export function standingOf(context: OperationContext, tags: Tags): Standing {
  const owner = tags[OWNER_TAG];
  const claim = parseClaim(tags[CLAIM_TAG]);
  if (owner === undefined && claim === undefined) return "unclaimed";
  if (owner !== undefined && owner !== ownerTagValue(context.identity.owner)) return "foreign";
  if (claim?.resource === resourceHash(context.identity) && claim.inputs === context.inputsFingerprint) return "ours";
  return "ours-otherwise";
}

/**
 * Whether an object was left by an interrupted create of this very resource from other inputs: the resource has it on its
 * claim, but no record that this process has seen holds it.
 */
export function isLeftover(context: OperationContext, arn: string, tags: Tags): boolean {
  const claimed = parseClaim(tags[CLAIM_TAG]);
  const isOurs = standingOf(context, tags) === "ours-otherwise" && claimed?.resource === resourceHash(context.identity);
  return isOurs && claimed.phase !== "kept" && context.memory.claimToken(arn) === undefined;
}

const CLAIMED: Showing = {
  until: "shows its tags",
  statuses: statusTable({ shows: "target", notYet: "pending" }),
  absent: "pending",
};

/** The object's tags; while it is younger than tags may lag, waits for a claim to show. */
export async function tagsOnceSettled(context: OperationContext, arn: string, sinceMs: number): Promise<Tags> {
  const tags = await context.describe.tags(arn);
  const lagLeftMs = LAG_GRACE_MS - Math.abs(context.clock.now() - sinceMs);
  if (tags[CLAIM_TAG] !== undefined || lagLeftMs <= 0) return tags;
  return pollTags(context, arn, lagLeftMs, (seen) => seen[CLAIM_TAG] !== undefined);
}

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
    const token = context.memory.claimToken(key);
    return token === undefined || token === recorded?.token;
  };
  if (!isRecordedOrUnknown(arn) || !isRecordedOrUnknown(id)) return "another create of this run.";
  let tags = await context.describe.tags(arn);
  const lagLeftMs = LAG_GRACE_MS - Math.abs(context.clock.now() - meta.claimedAt * 1_000);
  const isRecorded = (seen: Tags): boolean => parseClaim(seen[CLAIM_TAG])?.token === recorded?.token;
  // Right after a claim its tag may be missing, or still be the claim before it.
  if (!isRecorded(tags) && lagLeftMs > 0) tags = await pollTags(context, arn, lagLeftMs, isRecorded);
  if (isRecorded(tags)) return undefined;
  // Stripped tags are no other claim: then the recorded moment of creation tells.
  const isStripped = parseClaim(tags[CLAIM_TAG]) === undefined;
  if (isStripped && Math.round(createdAtMs / 1_000) === meta.createdAt) return undefined;
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

/** Claims an object, or renews the claim, and returns what is to be recorded. */
export async function claim(
  context: OperationContext,
  arn: string,
  createdAtMs: number,
  extra: { token?: string; kept?: boolean } = {},
): Promise<RecordedMeta> {
  const fresh = freshClaim(context.identity, context.inputsFingerprint);
  const phase = extra.kept === true ? "kept" : undefined;
  const next: Claim = { ...fresh, token: extra.token ?? fresh.token, phase };
  await context.aws.call("TagResource", { ResourceArn: arn, Tags: claimTags(context.identity, next) });
  if (extra.token === undefined) context.memory.rememberClaim(arn, next.token);
  return metaOf(context, next, createdAtMs);
}

/** The record of a claim. */
export function metaOf(context: OperationContext, claimed: Claim, createdAtMs: number): RecordedMeta {
  return {
    v: STATE_VERSION,
    claim: claimText(claimed),
    claimedAt: Math.round(context.clock.now() / 1_000),
    createdAt: Math.round(createdAtMs / 1_000),
  };
}

/**
 * Whether a delete may touch what it found under the recorded name: the recorded object, in the recorded account, still
 * under the recorded claim. Otherwise it is left alone, and the user is told.
 * @param id the Pulumi id, under which this process remembers whose it is, too, where the ARN is another one
 */
export async function mayDelete(
  context: OperationContext,
  subject: string,
  recordedArn: string,
  found: { readonly arn: string; readonly createdAtMs: number },
  meta: RecordedMeta,
  id: string = recordedArn,
): Promise<boolean> {
  // With another account's credentials the same name is another object, and proves nothing about the recorded one.
  if (found.arn !== recordedArn) await assertRecordedAccount(context, recordedArn);
  const since =
    found.arn === recordedArn
      ? await claimedSince(context, recordedArn, found.createdAtMs, meta, id)
      : "whoever made it anew under this name.";
  if (since === undefined) return true;
  context.warn(`${subject} was left alone: it has been claimed by ${since}`);
  return false;
}

/** Version of the recorded form; a newer one is refused. */
export const STATE_VERSION = 1;

/**
 * Makes sure, before an update, that the object answers to its record: a claim of this owner for this resource is renewed
 * with a warning, anybody else's is an error. Marks that follow owner or resource are brought up to date.
 */
export async function holdForUpdate(
  context: OperationContext,
  subject: string,
  arn: string,
  createdAtMs: number,
  meta: RecordedMeta,
): Promise<{ meta: RecordedMeta; tags: Tags }> {
  const tags = await context.describe.tags(arn);
  const seen = parseClaim(tags[CLAIM_TAG]);
  const recorded = parseClaim(meta.claim);
  if (seen !== undefined && seen.token === recorded?.token) {
    const upToDate = standingOf(context, tags) === "ours" && seen.phase !== "kept";
    if (upToDate) return { meta, tags };
    return { meta: { ...meta, ...(await claim(context, arn, createdAtMs, { token: seen.token })) }, tags };
  }
  const standing = standingOf(context, tags);
  const sameObject = Math.round(createdAtMs / 1_000) === meta.createdAt;
  if (standing === "foreign" || standing === "ours-otherwise" || (standing === "unclaimed" && !sameObject)) {
    throw new RekognitionError("OwnedByAnother", `${subject} (${arn}) is claimed by ${describeOwner(tags)}`);
  }
  if (standing === "ours") {
    const from = claimant(context, tags);
    context.warn(`${subject} was claimed again; it had been claimed meanwhile by ${from}`);
  }
  return { meta: { ...meta, ...(await claim(context, arn, createdAtMs)) }, tags };
}

/** Who a claimed object belongs to, for a message. */
export function describeOwner(tags: Tags): string {
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
  const current = userTags(observed, context.ignoredTags);
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

async function pollTags(
  context: OperationContext,
  arn: string,
  forMs: number,
  enough: (tags: Tags) => boolean,
): Promise<Tags> {
  return lookUntil(context, arn, CLAIMED, forMs, () => context.describe.tags(arn), enough);
}
