import { createHash } from "node:crypto";
import { canonicalText } from "../schema/canonical.js";

/** Who a resource belongs to and which of the owner's resources it is. */
export interface Identity {
  /** organization/project/stack, or `rekognition:ownerId`. */
  readonly owner: string;
  readonly urn: string;
}

/** The types of the plugin, `rekognition:index:Kind`. */
const PLUGIN_TYPE = /^rekognition:index:(\w+)$/;

/**
 * The identity that everything is told by. A resource is the same behind either façade, so the types of the plugin are
 * written as the dynamic ones, which every claim and name made so far is hashed over; parents' types as well.
 */
export function identityOf({ owner, urn }: Identity): Identity {
  const [scheme, place, types, ...name] = urn.split("::");
  if (types === undefined) return { owner, urn };
  const written = types.split("$").map((type) => type.replace(PLUGIN_TYPE, "pulumi-nodejs:dynamic/rekognition:$1"));
  return { owner, urn: [scheme, place, written.join("$"), ...name].join("::") };
}

/** The type in a URN, without its parents'. */
export function typeIn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

/** The project and the stack that a URN names. */
export function placeIn(urn: string): { project: string; stack: string } {
  const [place = "", project = ""] = urn.split("::");
  return { project, stack: place.split(":").slice(2).join(":") };
}

/** The owner where nobody tells the organization, as the plugin is not told it. */
export function ownerWithoutOrganization(project: string, stack: string): string {
  return `-/${project}/${stack}`;
}

/** The last part of a URN: the name the program gave. */
export function logicalName(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** Twelve characters that stand for the value, the same for equal values whatever their key order. */
export function fingerprint(value: unknown): string {
  return createHash("sha256").update(canonicalText(value)).digest("hex").slice(0, 12);
}

/** Twelve characters that stand for the resource. */
export function resourceHash(identity: Identity): string {
  return fingerprint(identity.urn);
}

/**
 * The name of an unnamed resource: its logical name and a hash over owner, resource and the inputs that would replace it,
 * so that an interrupted create finds its own work again and a replacement can stand beside the old one.
 */
export function derivedName(identity: Identity, replacing: unknown, maxLength: number): string {
  const hash = fingerprint([identity.owner, identity.urn, replacing]).slice(0, 8);
  const stem = logicalName(identity.urn)
    .replace(/[^a-zA-Z0-9_.-]+/g, "-")
    .slice(0, maxLength - hash.length - 1);
  return `${stem}-${hash}`;
}
