import { randomBytes } from "node:crypto";
import { type Identity, resourceHash } from "./identity.js";

/** Tag that names the owner of everything we create or adopt. */
export const OWNER_TAG = "pulumi-rekognition:owner";
/** Tag that says for which resource, with which inputs, and under which token. */
export const CLAIM_TAG = "pulumi-rekognition:claim";

/**
 * How far the create that wrote a claim has come.
 * - `making`: on its way; no answer has given the engine an id yet
 * - `recorded`: the engine was given the id, so that a record holds the object, or did
 * - `kept`: no record holds it any more; `deletionPolicy: "stop"` left it, stopped
 */
export type Phase = "making" | "recorded" | "kept";

/**
 * Which create an object answers to. The token is fresh with every create or adoption and kept in state: a delete whose
 * token is not the object's own belongs to a predecessor, and must leave the object alone.
 */
export interface Claim {
  readonly resource: string;
  readonly inputs: string;
  readonly token: string;
  /** Undefined in a claim of 0.1.0, which knew no phases but `kept`. */
  readonly phase: Phase | undefined;
  /** The token of the claim that this one took the place of. */
  readonly from?: string;
}

/** A new claim for a resource with these replacing inputs. */
export function freshClaim(identity: Identity, inputsFingerprint: string, phase: Phase): Claim {
  return {
    resource: resourceHash(identity),
    inputs: inputsFingerprint,
    token: randomBytes(8).toString("hex"),
    phase,
  };
}

/** The tag value of a claim. 0.1.0 reads the first three parts, and `kept` in the fourth. */
export function claimText({ resource, inputs, token, phase, from }: Claim): string {
  const later = phase === undefined ? [] : [phase, ...(from === undefined ? [] : [from])];
  return [resource, inputs, token, ...later].join(".");
}

/** The claim in a tag value, if it is one. */
export function parseClaim(text: string | undefined): Claim | undefined {
  const [resource, inputs, token, phase, from] = text?.split(".") ?? [];
  if (!resource || !inputs || !token) return undefined;
  return { resource, inputs, token, phase: phase ? phaseOf(phase) : undefined, ...(from ? { from } : {}) };
}

/** A phase that only a later version knows is taken for the one in which a claim is held the firmest. */
function phaseOf(text: string): Phase {
  return text === "making" || text === "kept" ? text : "recorded";
}

/** How far a claim's create has come. Those of 0.1.0 do not say: a record holds what is not still being made. */
export function effectivePhase({ phase }: Claim, isBeingMade: boolean): Phase {
  return phase ?? (isBeingMade ? "making" : "recorded");
}

/** The two tags of a claim. */
export function claimTags(identity: Identity, claim: Claim): Record<string, string> {
  return { [OWNER_TAG]: ownerTagValue(identity.owner), [CLAIM_TAG]: claimText(claim) };
}

/** AWS allows fewer characters in a tag value than Pulumi in a stack name. */
export function ownerTagValue(owner: string): string {
  return owner.replace(/[^\p{L}\p{N} _.:/=+\-@]/gu, "-").slice(0, 256);
}

/** Tags that are somebody else's unless the program names them: neither read nor removed. */
export interface IgnoredTags {
  readonly prefixes: readonly string[];
  readonly keys: readonly string[];
}

/**
 * The tags a user sees: without ours, AWS's own, and those that are to be ignored. What the program has `named` is its own,
 * no matter what is ignored: hidden, it would be a difference at every refresh.
 */
export function userTags(
  tags: Readonly<Record<string, string>>,
  ignored: IgnoredTags,
  named: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const begins = (key: string, prefixes: readonly string[]): boolean => prefixes.some((each) => key.startsWith(each));
  const isIgnored = (key: string): boolean => ignored.keys.includes(key) || begins(key, ignored.prefixes);
  const isShown = (key: string): boolean =>
    !begins(key, ["pulumi-rekognition:", "aws:"]) && (Object.hasOwn(named, key) || !isIgnored(key));
  return Object.fromEntries(Object.entries(tags).filter(([key]) => isShown(key)));
}
