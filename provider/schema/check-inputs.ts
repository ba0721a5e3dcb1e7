import type * as z from "zod";
import { printable } from "../base/printable.js";
import type { Bag, Checkable } from "./definition.js";
import { memberOf, membersAt, placeText, valueAt } from "./places.js";
import { nearest } from "./nearest.js";
import { NAME } from "./shapes.js";
import { UNKNOWN, containsUnknown, hasUnknownMember } from "./unknown.js";

/** One finding on one input. */
export interface Finding {
  readonly property: string;
  readonly reason: string;
  /** A limit, pattern or enum of the service, as opposed to a wrong type or a broken rule. */
  readonly isConstraint: boolean;
}

const CONSTRAINT_CODES = new Set(["too_small", "too_big", "invalid_format", "invalid_value", "custom"]);

/** Everything that is wrong with the inputs of a kind or a function, as far as it can be known now. */
export function checkInputs(definition: Checkable, inputs: Bag): Finding[] {
  const findings: Finding[] = [];
  for (const key of Object.keys(inputs)) {
    if (!Object.hasOwn(definition.inputs, key)) findings.push(unexpected(definition, key));
  }
  for (const [key, field] of Object.entries(definition.inputs)) {
    const value = inputs[key];
    if (value === undefined || value === null) {
      if (field.required) findings.push({ property: key, reason: `${key}: is required`, isConstraint: false });
      continue;
    }
    if (value === UNKNOWN) continue;
    const parsed = field.schema.safeParse(value);
    if (!parsed.success)
      findings.push(...mostTelling(parsed.error.issues).flatMap((issue) => describe(key, field.schema, value, issue)));
  }
  if (Object.hasOwn(definition.inputs, "tags")) findings.push(...reservedTags(inputs.tags));
  const faulty = new Set(findings.map(({ property }) => property));
  findings.push(...brokenRules(definition, inputs, faulty));
  return findings.map((finding) => ({ ...finding, reason: printable(finding.reason) }));
}

/** No limit of AWS's that might change: anyone who sets the mark of ownership says whose a thing is, and what may delete it. */
function reservedTags(tags: unknown): Finding[] {
  const keys = typeof tags === "object" && tags !== null ? Object.keys(tags) : [];
  if (!keys.some((key) => key.startsWith("pulumi-rekognition:"))) return [];
  const reason = "tags: keys that begin with pulumi-rekognition: are reserved for the mark of ownership";
  return [{ property: "tags", reason, isConstraint: false }];
}

/** One issue a place: a wrong form says more than the wrong length that comes with it, emptiness apart. */
function mostTelling(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const chosen = new Map<string, z.core.$ZodIssue>();
  for (const issue of issues) {
    const place = JSON.stringify(issue.path);
    const held = chosen.get(place);
    const isEmptiness = held?.code === "too_small" && held.minimum === 1;
    if (held === undefined || (issue.code === "invalid_format" && !isEmptiness)) chosen.set(place, issue);
  }
  return [...chosen.values()];
}

/** A rule about a field that is wrong in itself would only say so twice. */
function brokenRules(definition: Checkable, given: Bag, faulty: ReadonlySet<string>): Finding[] {
  // A null that a program passes is an input left out.
  const inputs = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
  return definition.rules
    .filter(({ fields }) => !fields.some((field) => faulty.has(field)))
    .filter((rule) => {
      const isUnknown = rule.looksAt === "members" ? hasUnknownMember : containsUnknown;
      return !rule.fields.some((field) => isUnknown(inputs[field])) && !rule.holds(inputs);
    })
    .map((rule) => ({
      property: rule.property,
      reason: `${rule.property}: ${rule.reason} (${rule.page})`,
      isConstraint: false,
    }));
}

function describe(key: string, schema: z.ZodType, root: unknown, issue: z.core.$ZodIssue): Finding[] {
  if (touchesUnknown(root, issue.path)) return [];
  if (issue.code === "invalid_key" || issue.code === "invalid_element") {
    const nested = issue.issues.map((inner) => sentence(inner, undefined)).join("; ");
    const at = placeText(key, issue.path);
    return [{ property: key, reason: `${at}: ${nested}`, isConstraint: true }];
  }
  const at = placeText(key, issue.path);
  const text =
    issue.code === "unrecognized_keys"
      ? `has no ${issue.keys.map((unknownKey) => withHint(unknownKey, membersAt(schema, issue.path))).join(", ")}`
      : sentence(issue, valueAt(root, issue.path));
  return [{ property: key, reason: `${at}: ${text}`, isConstraint: CONSTRAINT_CODES.has(issue.code) }];
}

function withHint(unknown: string, known: readonly string[]): string {
  const near = nearest(unknown, known);
  return `"${unknown}"${near === undefined ? "" : ` (did you mean ${near}?)`}`;
}

function sentence(issue: z.core.$ZodIssue, value: unknown): string {
  const given = value === undefined ? "" : `, got ${shown(issue, value)}`;
  switch (issue.code) {
    case "too_small":
      return `must ${amount(issue.origin, `at least ${String(issue.minimum)}`)}${given}`;
    case "too_big":
      return `must ${amount(issue.origin, `at most ${String(issue.maximum)}`)}${given}`;
    case "invalid_format":
      return `must be ${issue.message.startsWith("Invalid") ? `of the form ${issue.pattern ?? issue.format}` : issue.message}${given}`;
    case "invalid_value":
      if (!issue.message.startsWith("Invalid")) return issue.message;
      return `must be one of ${issue.values.map((allowed) => JSON.stringify(allowed)).join(", ")}${given}`;
    case "invalid_type":
      return value === undefined ? "is required" : `must be ${article(issue.expected)}${given}`;
    default:
      return issue.message;
  }
}

function amount(origin: string, bound: string): string {
  if (origin === "string") return `have ${bound} characters`;
  if (origin === "array" || origin === "set" || origin === "map") return `have ${bound} entries`;
  return `be ${bound}`;
}

function article(expected: string): string {
  if (expected === "int") return "a whole number";
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}

/**
 * What was given, without what may be secret: nobody tells which inputs a program made so, and the engine marks nothing in a
 * refusal. Names, and words of which there are few, are shown.
 */
function shown(issue: z.core.$ZodIssue, value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string") return String(value);
  const isName = issue.code === "invalid_format" && issue.pattern === String(NAME);
  if (!isName && issue.code !== "invalid_value") return `a text of ${value.length} characters`;
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

function touchesUnknown(root: unknown, path: readonly PropertyKey[]): boolean {
  let value = root;
  if (value === UNKNOWN) return true;
  for (const part of path) {
    value = memberOf(value, part);
    if (value === UNKNOWN) return true;
  }
  // A list's length is not known while one of its entries is.
  return Array.isArray(value) && value.includes(UNKNOWN);
}

function unexpected({ inputs, alsoCalled = {} }: Checkable, key: string): Finding {
  const known = Object.keys(inputs);
  const meant = Object.hasOwn(alsoCalled, key) ? alsoCalled[key] : nearest(key, known);
  const hint = meant === undefined ? `known: ${known.join(", ")}` : `did you mean ${meant}?`;
  return { property: key, reason: `${key}: is not known here (${hint})`, isConstraint: false };
}
