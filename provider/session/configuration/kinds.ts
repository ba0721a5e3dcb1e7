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
const words = z.array(z.string().min(1));
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
  policy: word
    .optional()
    .describe("IAM policy as JSON. The session is allowed what both this policy and the role allow."),
  policyArns: z.array(arn).optional().describe("ARNs of managed policies that restrict the session in the same way."),
};

const role = z
  .strictObject({
    ...session,
    externalId: word
      .min(2, "must have at least 2 characters")
      .max(1224, "must have at most 1224 characters")
      .optional()
      .describe("External id, if the role's trust policy requires one. 2 to 1224 characters."),
    durationSeconds: seconds.optional().describe("The same as `duration`, in seconds: 900 to 43,200."),
    tags: tags.optional().describe("Tags of the session."),
    transitiveTagKeys: z
      .array(word)
      .optional()
      .describe("Keys of session tags that are passed on to the roles assumed from this session."),
    sourceIdentity: sessionWord.optional().describe("Source identity of the session, 2 to 64 characters."),
  })
  .refine((given) => given.duration === undefined || given.durationSeconds === undefined, {
    message: "has both duration and durationSeconds: leave one out",
  })
  .meta({ id: "AssumeRole", description: "A role to assume before anything is called." });

const webIdentity = z
  .strictObject({
    ...session,
    webIdentityToken: word.optional().describe("The token itself."),
    webIdentityTokenFile: word.optional().describe("Path of a file with the token."),
  })
  .refine((given) => (given.webIdentityToken === undefined) !== (given.webIdentityTokenFile === undefined), {
    message: "must have either webIdentityToken or webIdentityTokenFile",
  })
  .meta({ id: "AssumeRoleWithWebIdentity", description: "A role to assume with a web identity token (OIDC)." });

/** Names of Regions have this form; which of them there are, AWS decides. */
const REGION_NAME = /^[a-z]{2}(-[a-z]+)+-\d$/;

const usd = z.coerce
  .number("must be a number of US dollars")
  .gt(0, "must be more than 0 US dollars")
  .max(1_000, "must be at most 1,000 US dollars");

const regionPrice = z
  .strictObject({
    usdPerInferenceUnitHour: usd.optional().describe("US dollars for an inference unit and hour, more than 0."),
    usdPerTrainingHour: usd.optional().describe("US dollars for an hour of training, more than 0."),
    asOf: z
      .string()
      .regex(/^\d{4}-\d\d(-\d\d)?$/, 'must be a month or a day, such as "2026-11"')
      .optional()
      .describe('When they were read: a month or a day, such as "2026-11".'),
  })
  .meta({ id: "RegionPrice", description: "Prices of Amazon Rekognition in one Region." });

const prices = z
  .record(z.string(), regionPrice)
  .refine((given) => Object.keys(given).every((region) => REGION_NAME.test(region)), {
    error: ({ input }) => {
      const [strange = ""] = Object.keys(input as object).filter((region) => !REGION_NAME.test(region));
      return `has ${JSON.stringify(strange)}, which is no name of a region`;
    },
  });

const ROLE = '{"roleArn":"arn:aws:iam::123456789012:role/NAME"}';
const always = (): boolean => true;
const withPassword = (text: string): boolean => text.includes("@");

function address(sample: string): ValueKind<typeof url> {
  const wanted = `a URL such as ${sample}, without user name and password`;
  return { schema: url, form: "word", wanted, isSecret: withPassword };
}

const onePath = z.tuple([z.string().min(1)]);

function oneFile(sample: string): ValueKind<typeof onePath> {
  return { schema: onePath, form: "list", wanted: `a JSON list of one path, such as ["${sample}"]` };
}

/** The kinds of values. */
export const kinds = {
  text: { schema: z.string(), form: "word", wanted: "text" },
  secret: { schema: z.string(), form: "word", wanted: "text", isSecret: always },
  boolean: {
    schema: z.stringbool({ truthy: ["true"], falsy: ["false"] }).meta({ typescript: "boolean" }),
    form: "word",
    wanted: "true or false",
  },
  attempts: { schema: z.coerce.number().int().min(1), form: "word", wanted: "a whole number of at least 1" },
  validation: { schema: z.enum(["error", "warn"]), form: "word", wanted: "error or warn" },
  url: address("https://rekognition.us-east-1.amazonaws.com"),
  s3Url: address("https://s3.us-east-1.amazonaws.com"),
  tags: { schema: tags, form: "json", wanted: 'tags as JSON, such as {"team":"vision"}' },
  prefixes: { schema: words, form: "list", wanted: 'a JSON list of prefixes, such as ["cost:"]' },
  words: { schema: words, form: "list", wanted: 'a JSON list of tag keys, such as ["cost"]' },
  configFile: oneFile("/etc/aws/config"),
  credentialsFile: oneFile("/etc/aws/credentials"),
  accountIds: {
    schema: z.array(z.string().regex(/^\d{12}$/, "must be 12 digits")),
    form: "list",
    wanted: 'a JSON list of 12-digit account ids, such as ["123456789012"]',
  },
  role: { schema: role, form: "json", wanted: `JSON such as ${ROLE}`, isSecret: always },
  roles: { schema: z.array(role), form: "json", wanted: `a JSON list of roles, such as [${ROLE}]`, isSecret: always },
  webIdentity: {
    schema: webIdentity,
    form: "json",
    wanted: 'JSON such as {"roleArn":"arn:aws:iam::123456789012:role/NAME","webIdentityTokenFile":"/var/run/token"}',
    isSecret: always,
  },
  prices: {
    schema: prices,
    form: "json",
    wanted: 'prices by region as JSON, such as {"eu-west-1":{"usdPerInferenceUnitHour":5,"usdPerTrainingHour":2}}',
  },
  awsEndpoints: {
    schema: z.array(
      z.looseObject({
        rekognition: url.optional(),
        sts: url.optional(),
        s3: url.optional(),
        resourcegroupstaggingapi: url.optional(),
      }),
    ),
    form: "json",
    wanted: 'a JSON list of endpoints, such as [{"rekognition":"https://..."}]',
    isSecret: withPassword,
  },
  awsDefaultTags: {
    schema: z.strictObject({ tags: tags.optional() }),
    form: "json",
    wanted: 'JSON such as {"tags":{"team":"vision"}}',
  },
  awsIgnoreTags: {
    schema: z.strictObject({ keys: z.array(word).optional(), keyPrefixes: z.array(word).optional() }),
    form: "json",
    wanted: 'JSON such as {"keyPrefixes":["cost:"],"keys":["team"]}',
  },
} as const satisfies Readonly<Record<string, ValueKind>>;

/** The name of a kind. */
export type KindName = keyof typeof kinds;

/** The value of a kind. */
export type ValueOf<Name extends KindName> = z.output<(typeof kinds)[Name]["schema"]>;
