import * as z from "zod";
import type { AssumeRole } from "../aws/settings.js";
import { RekognitionError } from "../lifecycle/errors.js";

/* Configuration values are text: words as they are, everything else as JSON. Each reader turns one into a typed value. */

const accountId = z.string().regex(/^\d{12}$/);

function isPlainAddress(text: string): boolean {
  const { protocol, username, password } = URL.canParse(text) ? new URL(text) : {};
  return (protocol === "https:" || protocol === "http:") && `${username ?? ""}${password ?? ""}` === "";
}

const shapes = {
  text: z.string(),
  boolean: z.stringbool({ truthy: ["true"], falsy: ["false"] }),
  attempts: z.coerce.number().int().min(1),
  url: z.url().refine(isPlainAddress),
  tags: z.record(z.string(), z.string()),
  prefixes: z.array(z.string()),
  accountIds: z.array(accountId),
  validation: z.enum(["error", "warn"]),
  assumeRole: z.strictObject({
    roleArn: z.string().startsWith("arn:"),
    sessionName: z.string().min(2).max(64).optional(),
    externalId: z.string().min(2).max(1224).optional(),
    durationSeconds: z.int().min(900).max(43_200).optional(),
  }),
} as const;

const WANTED: Readonly<Record<keyof typeof shapes, string>> = {
  text: "text",
  boolean: "true or false",
  attempts: "a whole number of at least 1",
  url: "a URL such as https://rekognition.us-east-1.amazonaws.com, without user name and password",
  tags: 'tags as JSON, such as {"team":"vision"}',
  prefixes: 'a JSON list of prefixes, such as ["cost:"]',
  accountIds: 'a JSON list of 12-digit account ids, such as ["123456789012"]',
  validation: "error or warn",
  assumeRole:
    'JSON such as {"roleArn":"arn:aws:iam::123456789012:role/NAME"}, with sessionName, externalId and durationSeconds if need be',
};

type Shapes = typeof shapes;
const AS_JSON: ReadonlySet<keyof Shapes> = new Set(["tags", "prefixes", "accountIds", "assumeRole"]);

/** The value of a key in its shape; undefined where it is not set. */
export function valueOf<Kind extends keyof Shapes>(
  kind: Kind,
  key: string,
  text: string | undefined,
): z.output<Shapes[Kind]> | undefined {
  if (text === undefined || text === "") return undefined;
  const parsed = shapes[kind].safeParse(AS_JSON.has(kind) ? parseJson(text) : text);
  if (parsed.success) return parsed.data as z.output<Shapes[Kind]>;
  const shown = mayHoldSecret(kind, text) ? "cannot be used: it" : `is ${JSON.stringify(text)}, but`;
  throw new RekognitionError("InvalidConfiguration", `${key} ${shown} must be ${WANTED[kind]}`);
}

/** A password in an address, the external id of a role: not to be told, even where they are written wrongly. */
function mayHoldSecret(kind: keyof Shapes, text: string): boolean {
  return kind === "assumeRole" || (kind === "url" && text.includes("@"));
}

/** What the AWS provider's own configuration says, as far as it is understood here. */
export function fromAwsProvider(get: (name: string) => string | undefined): {
  readonly defaultTags: Readonly<Record<string, string>> | undefined;
  readonly ignoreTagPrefixes: readonly string[] | undefined;
  readonly assumeRole: AssumeRole | undefined;
} {
  const tags = z.object({ tags: shapes.tags }).safeParse(parseJson(get("defaultTags")));
  const ignored = z.object({ keyPrefixes: shapes.prefixes }).safeParse(parseJson(get("ignoreTags")));
  const role = z.object({ roleArn: z.string(), sessionName: z.string().optional(), externalId: z.string().optional() });
  const assumed = role.safeParse(parseJson(get("assumeRole")));
  return { defaultTags: tags.data?.tags, ignoreTagPrefixes: ignored.data?.keyPrefixes, assumeRole: assumed.data };
}

function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    const parsed = JSON.parse(text) as unknown;
    if (typeof parsed === "object") return parsed;
  } catch {
    // No JSON: see below.
  }
  // Ids or prefixes are understood without brackets, too; a single id is a number to JSON.
  return text.split(",").map((part) => part.trim());
}
