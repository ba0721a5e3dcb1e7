import { canonicalText } from "../schema/canonical.js";
import { CLAIM_TAG, OWNER_TAG, claimText, ownerTagValue, parseClaim, userTags } from "./claim.js";
import { RekognitionError } from "../base/errors.js";
import type { OperationContext, RecordedMeta } from "./handler.js";
import { resourceHash } from "./identity.js";
import { lookWithin } from "./look-again.js";
import { STATE_VERSION } from "./ownership.js";
import { heldBy } from "./refusal.js";
import { holderOf } from "./taking-up.js";
import { LAG_GRACE_MS } from "./wait-for-state.js";
import { type Tags, tagsOf } from "./tags.js";

/** What is recorded of a thing that was read by its id alone: the moment of its creation tells it from a later one of its name. */
export function metaAsFound(createdAtMs: number, claim = ""): RecordedMeta {
  return { v: STATE_VERSION, claim, claimedAt: 0, createdAt: Math.round(createdAtMs / 1_000) };
}

/** A description shows what its tags are said not to be there for: a deletion that only begins to show, say. */
class ContradictoryAnswers extends RekognitionError {
  constructor(arn: string) {
    super("DeletedOutside", `${arn} is described by AWS, but has no tags that could be listed: it is being deleted`);
  }
}

/** Reads once more where answers contradict each other, for as long as they may lag. */
export async function readConsistently<T>(context: OperationContext, id: string, read: () => Promise<T>): Promise<T> {
  const look = async (): Promise<{ readonly value: T } | ContradictoryAnswers> => {
    try {
      return { value: await read() };
    } catch (error) {
      if (!(error instanceof ContradictoryAnswers)) throw error;
      return error;
    }
  };
  const agrees = (seen: object): boolean => !(seen instanceof ContradictoryAnswers);
  const seen = await lookWithin(context, id, "is described by answers that agree", LAG_GRACE_MS, look, agrees);
  if (seen instanceof ContradictoryAnswers) throw seen;
  return seen.value;
}

/** What there is of a record's tags and marks. */
export interface RecordedMarks {
  readonly inputs: { readonly tags?: Tags | undefined };
  readonly meta: RecordedMeta;
}

/**
 * The user's tags as an input, left out where there are none and none were asked for; and the record, which is a new one for
 * a thing that was read by its id alone.
 */
export async function marksAsRead(
  context: OperationContext,
  arn: string,
  recorded: RecordedMarks | undefined,
  createdAtMs: number,
): Promise<{ tags: Record<string, string> | undefined; meta: RecordedMeta }> {
  const listed = (await tagsIfAsRecorded(context, arn, recorded)) ?? (await tagsOf(context, arn));
  if (listed === undefined) throw new ContradictoryAnswers(arn);
  const tags = userTags(listed, context.ignoredTags, recorded?.inputs.tags);
  const isInput = Object.keys(tags).length > 0 || recorded?.inputs.tags !== undefined;
  const meta = recorded?.meta ?? metaAsFound(createdAtMs, claimAsFound(context, arn, listed));
  return { tags: isInput ? tags : undefined, meta };
}

/**
 * The tags that are shown for many at once, where they are those of the record, its claim included. What differs, or is not
 * shown, is not known: what is shown so may lag.
 */
async function tagsIfAsRecorded(
  context: OperationContext,
  arn: string,
  recorded: RecordedMarks | undefined,
): Promise<Tags | undefined> {
  if (recorded === undefined) return undefined;
  const shown = await context.describe.tagsShown(arn);
  if (shown?.[CLAIM_TAG] !== recorded.meta.claim || !isOwner(context.identity.owner, shown[OWNER_TAG]))
    return undefined;
  const { tags = {} } = recorded.inputs;
  return canonicalText(userTags(shown, context.ignoredTags, tags)) === canonicalText(tags) ? shown : undefined;
}

/**
 * The claim that a thing carries, where a create of this very resource wrote it: who imports it has lost its record. Held by
 * anybody else it stays theirs, of which an import is told.
 */
function claimAsFound(context: OperationContext, arn: string, tags: Tags): string {
  const claim = parseClaim(tags[CLAIM_TAG]);
  const { identity } = context;
  if (claim?.resource === resourceHash(identity) && isOwner(identity.owner, tags[OWNER_TAG])) {
    return claimText({ ...claim, phase: "recorded" });
  }
  const holder = holderOf(context, arn, tags, false);
  if (context.isImport === true && holder.who !== "nobody") {
    context.warn(
      `${arn} ${heldBy(context, holder)}: it is imported, but neither updated nor deleted for as long as it carries that mark. If nothing else uses it any more, remove its tags that begin with pulumi-rekognition:.`,
    );
  }
  return "";
}

/** Whether a mark is this owner's. One who is not told the organization is `-/project/stack`. */
function isOwner(owner: string, mark: string | undefined): boolean {
  const value = ownerTagValue(owner);
  return mark === value || (value.startsWith("-/") && mark?.endsWith(value.slice(1)) === true);
}

/**
 * The record of a fresh claim with the service's own moment of creation, for kinds whose ARN does not say it: where tags
 * are stripped, that moment tells one object from a later one of the same name.
 */
export function createdAt(meta: RecordedMeta, createdAtMs: number): RecordedMeta {
  return { ...meta, createdAt: Math.round(createdAtMs / 1_000) };
}

/**
 * Whether what stands under a recorded ARN was made later: where the ARN does not tell, the moment of creation does. Until
 * a create has ended well that moment is not recorded exactly.
 */
export function isSuccessor(meta: RecordedMeta | undefined, createdAtMs: number): boolean {
  if (meta === undefined || meta.unfinished === true) return false;
  return Math.round(createdAtMs / 1_000) !== meta.createdAt;
}
