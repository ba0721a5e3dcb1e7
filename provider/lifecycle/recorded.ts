import { userTags } from "./claim.js";
import type { OperationContext, RecordedMeta } from "./handler.js";
import { STATE_VERSION } from "./ownership.js";

/** What a `get` records: it is never updated or deleted. */
export const FOREIGN_META: RecordedMeta = { v: STATE_VERSION, claim: "", claimedAt: 0, createdAt: 0 };

/** The user's tags as an input: left out where there are none and none were asked for. */
export async function tagsAsInput(
  context: OperationContext,
  arn: string,
  recorded: { readonly tags?: Readonly<Record<string, string>> | undefined } | undefined,
): Promise<Record<string, string> | undefined> {
  const tags = userTags(await context.describe.tags(arn), context.ignoredTags);
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
