import * as z from "zod";
import { parseDurationMs } from "../../base/durations.js";

/** How the text of a configuration value is to be read. */
export interface ValueKind<Schema extends z.ZodType = z.ZodType> {
  /** Of the value whose numbers and booleans have become the words they stand for. */
  readonly schema: Schema;
  /** `word`: the text itself; `json`; `list`: JSON, or words with commas between them. */
  readonly form: "word" | "json" | "list";
  /** Completes "must be ...". */
  readonly wanted: string;
  /** Not to be told, even where it is written wrongly: keys, external ids, a password in an address. */
  readonly isSecret?: (text: string) => boolean;
}

const MIN_SESSION_SECONDS = 900;
const MAX_SESSION_SECONDS = 43_200;

function isPlainAddress(text: string): boolean {
  const { protocol, username, password } = URL.canParse(text) ? new URL(text) : {};
  return (protocol === "https:" || protocol === "http:") && `${username ?? ""}${password ?? ""}` === "";
}

function isSessionDuration(text: string): boolean {
  const seconds = (parseDurationMs(text) ?? 0) / 1_000;
  return Number.isInteger(seconds) && seconds >= MIN_SESSION_SECONDS && seconds <= MAX_SESSION_SECONDS;
}

const word = z.string({
  error: ({ input }) =>
    typeof input === "number" ? "is a number that JSON cannot hold: write it in quotes" : "must be a word",
});
const arn = word.startsWith("arn:", "must be an ARN");
const sessionWord = word.regex(/^[\w+=,.@-]{2,64}$/, "must be 2 to 64 letters, digits and _ + = , . @ -");
const url = z
  .url("must be a URL")
  .refine(isPlainAddress, "must be an http or https URL without user name and password");
const tags = z.record(z.string(), word);
const duration = word.refine(isSessionDuration, 'must be a time such as "1h" or "90m", from 15 minutes to 12 hours');
const seconds = z.coerce
  .number("must be a number of seconds")
  .int("must be whole seconds")
  .min(MIN_SESSION_SECONDS, "must be at least 900")
  .max(MAX_SESSION_SECONDS, "must be at most 43200");

const session = {
  roleArn: arn.describe("ARN of the role."),
  sessionName: sessionWord.optional().describe('Session name, 2 to 64 characters. Default "pulumi-rekognition".'),
  duration: duration
    .optional()
    .describe(
      'How long the credentials last before they are renewed, 15 minutes to 12 hours, such as "1h" or "90m". AWS\'s default is an hour, which is also its limit where a role assumes a role.',
    ),
  policy: word.optional().describe("IAM policy as JSON: the session may do what it and the role both allow."),
  policyArns: z.array(arn).optional().describe("ARNs of managed policies that narrow the session in the same way."),
};

const role = z
  .strictObject({
    ...session,
    externalId: word
      .min(2, "must have at least 2 characters")
      .max(1224, "must have at most 1224 characters")
      .optional()
      .describe("External id, where the role's trust policy asks for one. 2 to 1224 characters."),
    durationSeconds: seconds.optional().describe("The same as `duration`, in seconds: 900 to 43,200."),
    tags: tags.optional().describe("Tags of the session."),
    transitiveTagKeys: z
      .array(word)
      .optional()
      .describe("Keys of those tags that also count in sessions of the roles that are assumed from this one."),
    sourceIdentity: sessionWord.optional().describe("Source identity of the session, 2 to 64 characters."),
  })
  .refine((given) => given.duration === undefined || given.durationSeconds === undefined, {
    message: "has both duration and durationSeconds: leave one out",
  })
  .meta({ id: "AssumeRole", description: "A role to assume before anything is called." });

const webIdentity = z
  .strictObject({ ...session, webIdentityToken: word.optional(), webIdentityTokenFile: word.optional() })
  .refine((given) => (given.webIdentityToken === undefined) !== (given.webIdentityTokenFile === undefined), {
    message: "must have either webIdentityToken or webIdentityTokenFile",
  });

const ROLE = '{"roleArn":"arn:aws:iam::123456789012:role/NAME"}';
const always = (): boolean => true;

function kind<Schema extends z.ZodType>(
  schema: Schema,
  form: ValueKind["form"],
  wanted: string,
  isSecret?: ValueKind["isSecret"],
): ValueKind<Schema> {
  return { schema, form, wanted, ...(isSecret === undefined ? {} : { isSecret }) };
}

/** The kinds of values. */
export const kinds = {
  text: kind(z.string(), "word", "text"),
  secret: kind(z.string(), "word", "text", always),
  boolean: kind(
    z.stringbool({ truthy: ["true"], falsy: ["false"] }).meta({ typescript: "boolean" }),
    "word",
    "true or false",
  ),
  attempts: kind(z.coerce.number().int().min(1), "word", "a whole number of at least 1"),
  validation: kind(z.enum(["error", "warn"]), "word", "error or warn"),
  url: kind(
    url,
    "word",
    "a URL such as https://rekognition.us-east-1.amazonaws.com, without user name and password",
    (text) => text.includes("@"),
  ),
  tags: kind(tags, "json", 'tags as JSON, such as {"team":"vision"}'),
  prefixes: kind(z.array(z.string().min(1)), "list", 'a JSON list of prefixes, such as ["cost:"]'),
  words: kind(z.array(z.string().min(1)), "list", 'a JSON list of tag keys, such as ["cost"]'),
  oneFile: kind(z.tuple([z.string().min(1)]), "list", 'a JSON list of one path, such as ["/etc/aws/config"]'),
  accountIds: kind(
    z.array(z.string().regex(/^\d{12}$/, "must be 12 digits")),
    "list",
    'a JSON list of 12-digit account ids, such as ["123456789012"]',
  ),
  role: kind(role, "json", `JSON such as ${ROLE}`, always),
  roles: kind(z.array(role), "json", `a JSON list of roles, such as [${ROLE}]`, always),
  webIdentity: kind(
    webIdentity,
    "json",
    'JSON such as {"roleArn":"arn:aws:iam::123456789012:role/NAME","webIdentityTokenFile":"/var/run/token"}',
    always,
  ),
  awsEndpoints: kind(
    z.array(z.looseObject({ rekognition: url.optional(), sts: url.optional(), s3: url.optional() })),
    "json",
    'a JSON list of endpoints, such as [{"rekognition":"https://..."}]',
    (text) => text.includes("@"),
  ),
  awsDefaultTags: kind(z.strictObject({ tags: tags.optional() }), "json", 'JSON such as {"tags":{"team":"vision"}}'),
  awsIgnoreTags: kind(
    z.strictObject({ keys: z.array(word).optional(), keyPrefixes: z.array(word).optional() }),
    "json",
    'JSON such as {"keyPrefixes":["cost:"],"keys":["team"]}',
  ),
} as const;

/** The name of a kind. */
export type KindName = keyof typeof kinds;

/** The value of a kind. */
export type ValueOf<Name extends KindName> = z.output<(typeof kinds)[Name]["schema"]>;
