import { isDeepStrictEqual } from "node:util";
import { REKOGNITION_REGIONS } from "../aws/arns.js";
import { type Finding, checkInputs } from "../schema/check-inputs.js";
import type { Bag, ResourceDefinition } from "../schema/definition.js";
import { diffInputs, replacingInputs } from "../schema/diff-inputs.js";
import { UNKNOWN, containsUnknown } from "../schema/unknown.js";
import { type Identity, derivedName, identityOf } from "../lifecycle/identity.js";
import type { ProviderConfig } from "./config.js";

/** Inputs as they are to be recorded, and what is wrong with them. */
export interface Checked {
  readonly inputs: Bag;
  readonly findings: readonly Finding[];
}

/** Fills in what the program left open and validates the whole. No AWS call, no file. */
export function check(
  definition: ResourceDefinition,
  subject: Identity,
  region: string | undefined,
  olds: Bag,
  news: Bag,
  deletesFirst: boolean | undefined,
): Checked {
  const placed = filled(definition, news.region === undefined && region !== undefined ? { ...news, region } : news);
  const wrong = checkInputs(definition, placed);
  // What is of no right form cannot be compared, and does not get as far as having a name.
  const changed = wrong.some(({ isConstraint }) => !isConstraint) ? [] : replacingChanges(definition, olds, placed);
  // What is filled in may hold the name.
  const inputs = filled(definition, named(definition, subject, olds, placed, changed));
  const findings = [
    ...wrong,
    ...checkRegion(inputs.region),
    ...(deletesFirst === true ? [] : checkName(definition, olds, placed, changed, deletesFirst === undefined)),
  ];
  return { inputs, findings };
}

/** The program's inputs with the default tags of the configuration, under the resource's own. */
export function withDefaultTags(
  definition: ResourceDefinition,
  defaultTags: ProviderConfig["defaultTags"],
  news: Bag,
): Bag {
  const isTagged = "tags" in definition.inputs && Object.keys(defaultTags).length > 0;
  if (!isTagged || news.tags === UNKNOWN) return news;
  return { ...news, tags: { ...defaultTags, ...(news.tags as Bag | undefined) } };
}

/** What of the findings is refused, and what only warned of (`rekognition:validation`). */
export function judged(
  findings: readonly Finding[],
  validation: ProviderConfig["validation"],
): { refused: Finding[]; warned: Finding[] } {
  const isWarning = ({ isConstraint }: Finding): boolean => isConstraint && validation === "warn";
  return { refused: findings.filter((finding) => !isWarning(finding)), warned: findings.filter(isWarning) };
}

/** Fills in what is worked out from other inputs. */
function filled(definition: ResourceDefinition, news: Bag): Bag {
  const worked = Object.entries(definition.inputs).flatMap(([key, { fill }]) =>
    fill === undefined ? [] : [[key, fill(news)] as const],
  );
  return Object.fromEntries([...Object.entries(news), ...worked].filter(([, value]) => value !== undefined));
}

/**
 * Derives the name of an unnamed resource. A recorded name is kept unless a replacing input changed. While such an input is
 * unknown, so is the name: what a preview says of it, an update plan holds the update to.
 */
function named(
  definition: ResourceDefinition,
  subject: Identity,
  olds: Bag,
  news: Bag,
  changed: readonly string[],
): Bag {
  if (definition.name === undefined) return news;
  const { field, maxLength, reuse } = definition.name;
  if (news[field] !== undefined) return news;
  const recorded = olds[field];
  if (reuse === "shared") return { ...news, [field]: recorded ?? derivedName(identityOf(subject), {}, maxLength) };
  const replacing = replacingInputs(definition, news);
  if (containsUnknown(replacing)) return { ...news, [field]: UNKNOWN };
  const isKept = recorded !== undefined && changed.length === 0;
  return { ...news, [field]: isKept ? recorded : derivedName(identityOf(subject), replacing, maxLength) };
}

/** The replacing inputs that changed, the name itself apart. */
function replacingChanges(definition: ResourceDefinition, olds: Bag, news: Bag): string[] {
  if (definition.name === undefined || Object.keys(olds).length === 0) return [];
  return diffInputs(definition, olds, news).replace.filter((field) => field !== definition.name?.field);
}

/**
 * An explicit name that stays would make the new object collide with the one it replaces. Where check is not told of
 * `deleteBeforeReplace`, that is no way out.
 */
function checkName(
  definition: ResourceDefinition,
  olds: Bag,
  news: Bag,
  replacing: readonly string[],
  isUntold: boolean,
): Finding[] {
  if (definition.name === undefined) return [];
  const { field, reuse, scope } = definition.name;
  const name = news[field];
  if (reuse !== "refused" || name === undefined || name === UNKNOWN || !isDeepStrictEqual(name, olds[field])) return [];
  const changed = replacing.filter((key) => !containsUnknown(news[key]));
  if (changed.length === 0 || (scope !== undefined && (changed.includes(scope) || containsUnknown(news[scope]))))
    return [];
  const ways = isUntold
    ? `choose another ${field}, or leave it unset for a derived one`
    : `choose another ${field}, leave it unset for a derived one, or set the resource option deleteBeforeReplace: then nothing serves until the new one does`;
  const reason = `${field}: ${JSON.stringify(name)} stays while ${changed.join(", ")} changes, but the new ${definition.kind} is made while the old one serves: ${ways}`;
  return [{ property: field, reason, isConstraint: false }];
}

/** What is wrong with a region, filled in or not. */
export function checkRegion(region: unknown): Finding[] {
  if (region === UNKNOWN) return [];
  if (typeof region !== "string") {
    const reason =
      "region: no AWS region is configured: `pulumi config set rekognition:region us-east-1`, or set AWS_REGION";
    return region === undefined ? [{ property: "region", reason, isConstraint: false }] : [];
  }
  if (REKOGNITION_REGIONS.includes(region)) return [];
  const reason = `region: "${region}" has no Amazon Rekognition; it is offered in ${REKOGNITION_REGIONS.join(", ")}`;
  return [{ property: "region", reason, isConstraint: true }];
}
