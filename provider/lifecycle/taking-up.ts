import { CLAIM_TAG, type Claim, OWNER_TAG, type Phase, effectivePhase, ownerTagValue, parseClaim } from "./claim.js";
import type { OperationContext } from "./handler.js";
import { logicalName, resourceHash } from "./identity.js";
import type { Tags } from "./tags.js";

/** Whose an object is by its marks, seen from one resource. */
export type Holder =
  /** It carries no claim, nor another owner's mark. */
  | { readonly who: "nobody" }
  | { readonly who: "another owner"; readonly owner: string; readonly claim: Claim | undefined }
  /** Another resource of this owner; `name` where a record that this run compared tells which. */
  | { readonly who: "another resource"; readonly claim: Claim; readonly name?: string }
  /** A create of this very resource; which one, an equal identity does not tell. */
  | {
      readonly who: "this resource";
      readonly claim: Claim;
      readonly phase: Phase;
      readonly sameInputs: boolean;
      /** Whether a record that this run compared, or a create of this run, holds it. */
      readonly isHeld: boolean;
    };

/** Reads the marks. A claim of 0.1.0 says nothing of a record: then there is one, but for a thing that is only being made. */
export function holderOf(context: OperationContext, arn: string, tags: Tags, isBeingMade: boolean): Holder {
  const { identity, memory, inputsFingerprint } = context;
  const owner = tags[OWNER_TAG];
  const claim = parseClaim(tags[CLAIM_TAG]);
  const known = memory.holdingOf(arn);
  if (claim !== undefined && known?.urn !== undefined && known.urn !== identity.urn && known.token === claim.token) {
    return { who: "another resource", claim, name: logicalName(known.urn) };
  }
  if (owner !== undefined && owner !== ownerTagValue(identity.owner)) return { who: "another owner", owner, claim };
  if (claim === undefined) return { who: "nobody" };
  if (owner === undefined || claim.resource !== resourceHash(identity)) return { who: "another resource", claim };
  const phase = effectivePhase(claim, isBeingMade);
  const isHeld = known?.token === claim.token;
  return { who: "this resource", claim, phase, sameInputs: claim.inputs === inputsFingerprint, isHeld };
}

/**
 * What a create may do with what stands there.
 * - `take`: it is this create's own work, or a predecessor: to be claimed afresh, from then on in this phase. Where only an
 *   equal identity says so, the claim must not be one that lags
 * - `makeAgain`: it is recorded as failed or expired, and this create is to make it again
 * - `discard`: an interrupted create of this resource made it from other inputs
 * - `leave`: it may be somebody else's; only `adopt: true` takes it
 */
export type Judgement =
  | { readonly action: "take"; readonly by: "lineage" | "identity"; readonly phase: Phase; readonly from: string }
  | { readonly action: "makeAgain" | "discard" }
  | { readonly action: "leave" };

/**
 * An equal identity is no proof of origin: a stack may have been renamed, a resource moved, a state restored. What no record
 * holds yet or any more is taken up by identity; what was recorded, by a token in the lineage of one's own record.
 * @param own the token of the record whose object is to be made again
 */
export function judge(context: OperationContext, holder: Holder, own?: string): Judgement {
  const { memory, identity, inputsFingerprint } = context;
  const claim = holder.who === "nobody" ? undefined : holder.claim;
  if (claim === undefined || isHeldElsewhere(holder)) return { action: "leave" };
  const isOwn = holder.who === "this resource";
  const isSame = claim.inputs === inputsFingerprint;
  const shown = memory.shownOf(identity.urn);
  const lineage = new Set([...(shown?.predecessors ?? []), ...(own === undefined ? [] : [own])]);
  // Another resource's claim that took the place of one in the lineage says that the object is that resource's now.
  const names = [claim.token, ...(isOwn && claim.from !== undefined ? [claim.from] : [])];
  const ancestor = names.find((token) => lineage.has(token));
  if (isSame && (ancestor !== undefined || memory.hasMarked(identity.urn, claim.token))) {
    const phase = isOwn && holder.phase === "making" ? "making" : "recorded";
    return { action: "take", by: "lineage", phase, from: ancestor ?? claim.token };
  }
  if (shown?.isSpent === true && shown.token === claim.token) return { action: "makeAgain" };
  if (!isOwn || holder.isHeld || holder.phase === "recorded") return { action: "leave" };
  if (isSame) return { action: "take", by: "identity", phase: "making", from: claim.token };
  return { action: holder.phase === "making" ? "discard" : "leave" };
}

function isHeldElsewhere(holder: Holder): boolean {
  return holder.who === "another resource" && holder.name !== undefined;
}
