import { userTags } from "./claim.js";
import { RekognitionError } from "../base/errors.js";
import type { OperationContext, RecordedMeta } from "./handler.js";
import { lookWithin } from "./look-again.js";
import { STATE_VERSION } from "./ownership.js";
import { LAG_GRACE_MS } from "./wait-for-state.js";
import { tagsOf } from "./tags.js";

/** What a `get` records: it is never updated or deleted. */
export const FOREIGN_META: RecordedMeta = { v: STATE_VERSION, claim: "", claimedAt: 0, createdAt: 0 };

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

/** The user's tags as an input: left out where there are none and none were asked for. */
export async function tagsAsInput(
  context: OperationContext,
  arn: string,
  recorded: { readonly tags?: Readonly<Record<string, string>> | undefined } | undefined,
): Promise<Record<string, string> | undefined> {
  const listed = await tagsOf(context, arn);
  if (listed === undefined) throw new ContradictoryAnswers(arn);
  const tags = userTags(listed, context.ignoredTags, recorded?.tags);
  return Object.keys(tags).length > 0 || recorded?.tags !== undefined ? tags : undefined;
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
