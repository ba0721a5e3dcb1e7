import { randomBytes } from "node:crypto";
import { type Identity, resourceHash } from "./identity.js";

/** Tag that names the owner of everything we create or adopt. */
export const OWNER_TAG = "pulumi-rekognition:owner";
/** Tag that says for which resource, with which inputs, and under which token. */
export const CLAIM_TAG = "pulumi-rekognition:claim";

/**
 * Which create an object answers to. The token is fresh with every create or adoption and kept in state: a delete whose
 * token is not the object's own belongs to a predecessor, and must leave the object alone.
 */
export interface Claim {
  readonly resource: string;
  readonly inputs: string;
  readonly token: string;
  /** Kept, stopped, by `deletionPolicy: "stop"`. */
  readonly kept: boolean;
}

/** A new claim for a resource with these replacing inputs. */
export function freshClaim(identity: Identity, inputsFingerprint: string): Claim {
  return {
    resource: resourceHash(identity),
    inputs: inputsFingerprint,
    token: randomBytes(8).toString("hex"),
    kept: false,
  };
}

/** The tag value of a claim. */
export function claimText(claim: Claim): string {
  return [claim.resource, claim.inputs, claim.token, ...(claim.kept ? ["kept"] : [])].join(".");
}

/** The claim in a tag value, if it is one. */
export function parseClaim(text: string | undefined): Claim | undefined {
  const [resource, inputs, token, kept] = text?.split(".") ?? [];
  if (resource === undefined || inputs === undefined || token === undefined) return undefined;
  return { resource, inputs, token, kept: kept === "kept" };
}

/** The two tags of a claim. */
export function claimTags(identity: Identity, claim: Claim): Record<string, string> {
  return { [OWNER_TAG]: ownerTagValue(identity.owner), [CLAIM_TAG]: claimText(claim) };
}

/** AWS allows fewer characters in a tag value than Pulumi in a stack name. */
export function ownerTagValue(owner: string): string {
  return owner.replace(/[^\p{L}\p{N} _.:/=+\-@]/gu, "-").slice(0, 256);
}

/** The tags a user sees: without ours, AWS's own, and those with a prefix that is to be ignored. */
export function userTags(
  tags: Readonly<Record<string, string>>,
  ignoredPrefixes: readonly string[],
): Record<string, string> {
  const hidden = ["pulumi-rekognition:", "aws:", ...ignoredPrefixes];
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !hidden.some((prefix) => key.startsWith(prefix))));
}
