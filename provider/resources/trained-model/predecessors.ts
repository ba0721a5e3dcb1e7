import { modelInArn } from "../../aws/arns.js";
import { CLAIM_TAG, type Claim, OWNER_TAG, ownerTagValue, parseClaim } from "../../lifecycle/claim.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { resourceHash } from "../../lifecycle/identity.js";
import { tagsOf } from "../../lifecycle/tags.js";
import { observed } from "../../lifecycle/wait-for-state.js";
import { allModels, type Found, type ModelReference } from "./model.js";

/** A model, and the claims whose place it takes, by its record. */
export interface Lineage {
  readonly arn: string;
  readonly predecessors: readonly string[];
}

/** A model whose place another one takes. */
export interface Predecessor {
  readonly model: ModelReference;
  readonly found: Found;
  readonly claim: Claim;
}

/** Those that are meant of the models under a claim that the record leads to: the claims are compared now. */
export async function predecessorsOf(
  context: OperationContext,
  lineage: Lineage,
  isMeant: (found: Found) => boolean,
): Promise<Predecessor[]> {
  const predecessors: Predecessor[] = [];
  for (const { projectArn, value } of await allModels(context)) {
    const found = observed(value);
    const other = value.ProjectVersionArn ?? "";
    if (found === undefined || other === lineage.arn || !isMeant(found)) continue;
    const claim = await claimOfPredecessor(context, lineage, other);
    if (claim === undefined) continue;
    predecessors.push({ model: { projectArn, versionName: modelInArn(other)?.versionName ?? "" }, found, claim });
  }
  return predecessors;
}

/**
 * The claim of a model, if the record leads to it. An equal identity is no proof: a stack of the same name may have left it,
 * and another one hold it.
 */
export async function claimOfPredecessor(
  context: OperationContext,
  { predecessors }: Lineage,
  arn: string,
): Promise<Claim | undefined> {
  const tags = (await tagsOf(context, arn)) ?? {};
  const claim = parseClaim(tags[CLAIM_TAG]);
  if (claim === undefined || tags[OWNER_TAG] !== ownerTagValue(context.identity.owner)) return undefined;
  if (predecessors.includes(claim.token)) return claim;
  // Taken up since, which may have been by another resource.
  const isTakenUpHere = claim.from !== undefined && predecessors.includes(claim.from);
  return isTakenUpHere && claim.resource === resourceHash(context.identity) ? claim : undefined;
}
