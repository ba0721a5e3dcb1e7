import type { ConfiguredPrices } from "../aws/prices.js";
import type { AwsSettings } from "../aws/settings.js";
import type { IgnoredTags } from "../lifecycle/claim.js";
import { environmentAwsKeys, translatedAwsKeys } from "./configuration/aws-keys.js";
import { credentialSource, rolesToAssume } from "./configuration/identity.js";
import { configurationKeys } from "./configuration/keys.js";
import { eitherOf, readerOf, type ReadKey, refused, valueOf } from "./configuration/values.js";

/** Where configuration comes from: the stack's, by full key. */
export interface ConfigSource {
  get(key: string): string | undefined;
}

/** Everything that can be configured; the only reader of stack configuration and environment. */
export interface ProviderConfig {
  /** Region of the configuration or the environment; the AWS profile may name one besides. */
  readonly region: string | undefined;
  /** Replaces organization/project/stack as the mark of ownership. */
  readonly ownerId: string | undefined;
  /** Whether limits, patterns and enums fail a check or only warn. */
  readonly validation: "error" | "warn";
  /** Tags of every resource that takes tags; a resource's own win. */
  readonly defaultTags: Readonly<Record<string, string>>;
  /** Tags that others set: neither read nor removed. */
  readonly ignoredTags: IgnoredTags;
  /** Delete what is not empty, whatever the resource says. */
  readonly forceDestroy: boolean;
  /** Whether previews say what will run and cost. */
  readonly costNotes: boolean;
  /** By region, in place of the list prices. */
  readonly prices: ConfiguredPrices;
  readonly aws: Omit<AwsSettings, "region">;
}

const DEFAULT_MAX_ATTEMPTS = 6;

/** Reads and checks the configuration: `rekognition:*`, then `aws:*`, then the environment. */
export function readConfig(source: ConfigSource, environment: NodeJS.ProcessEnv = process.env): ProviderConfig {
  const get = (key: string): string | undefined => source.get(key);
  const own = readerOf("rekognition:", configurationKeys, get);
  const shared = readerOf("aws:", configurationKeys, get);
  const aws = readerOf("aws:", translatedAwsKeys, get);
  const setting = eitherOf(own, shared);
  const variable = (name: string): string | undefined => valueOf("text", name, environment[name]);
  assertSaidByEnvironment(get, environment);
  return {
    region: setting("region") ?? variable("AWS_REGION") ?? variable("AWS_DEFAULT_REGION"),
    ownerId: setting("ownerId"),
    validation: setting("validation") ?? "error",
    defaultTags: setting("defaultTags") ?? aws("defaultTags")?.tags ?? {},
    ignoredTags: {
      prefixes: setting("ignoreTagPrefixes") ?? aws("ignoreTags")?.keyPrefixes ?? [],
      keys: setting("ignoreTagKeys") ?? aws("ignoreTags")?.keys ?? [],
    },
    forceDestroy: setting("forceDestroy") ?? false,
    costNotes: setting("costNotes") ?? true,
    prices: setting("prices") ?? {},
    aws: {
      ...endpointsOf(setting, aws),
      stsRegion: setting("stsRegion"),
      credentials: credentialSource(own, shared, variable("AWS_PROFILE")),
      assumeRoles: rolesToAssume(own, shared),
      useFipsEndpoint: setting("useFipsEndpoint"),
      useDualstackEndpoint: setting("useDualstackEndpoint"),
      maxAttempts: setting("maxAttempts") ?? DEFAULT_MAX_ATTEMPTS,
      allowedAccountIds: setting("allowedAccountIds") ?? [],
      forbiddenAccountIds: setting("forbiddenAccountIds") ?? [],
    },
  };
}

/** Where services are asked: what `rekognition:endpoint` says holds for STS too, the AWS provider names each by itself. */
function endpointsOf(
  setting: ReadKey,
  aws: ReadKey<typeof translatedAwsKeys>,
): Pick<AwsSettings, "endpoint" | "stsEndpoint" | "s3Endpoint" | "taggingEndpoint"> {
  const endpoint = setting("endpoint");
  const s3Endpoint = setting("s3Endpoint");
  const taggingEndpoint = setting("taggingEndpoint");
  if (endpoint !== undefined) return { endpoint, stsEndpoint: endpoint, s3Endpoint, taggingEndpoint };
  const listed = aws("endpoints") ?? [];
  const first = (service: "rekognition" | "sts" | "s3" | "resourcegroupstaggingapi"): string | undefined =>
    listed.find((each) => each[service] !== undefined)?.[service];
  return {
    endpoint: first("rekognition"),
    stsEndpoint: first("sts"),
    s3Endpoint: s3Endpoint ?? first("s3"),
    taggingEndpoint: taggingEndpoint ?? first("resourcegroupstaggingapi"),
  };
}

/** Fails where a key asks for what only the environment can bring about, unless the environment says the same. */
function assertSaidByEnvironment(get: (key: string) => string | undefined, environment: NodeJS.ProcessEnv): void {
  for (const [name, variables] of Object.entries(environmentAwsKeys)) {
    const value = get(`aws:${name}`);
    if (value === undefined || value === "" || variables.some((variable) => environment[variable] === value)) continue;
    const [variable = ""] = variables;
    throw refused(`aws:${name} is not read here: set ${variable} in the environment to the same value`);
  }
}

/**
 * How many times as fast as real time the provider's clock runs: a seam for tests against an emulator whose time is
 * scaled alike. `PULUMI_REKOGNITION_CLOCK_SCALE`, default 1.
 */
export function clockScale(environment: NodeJS.ProcessEnv = process.env): number {
  const factor = Number(environment.PULUMI_REKOGNITION_CLOCK_SCALE ?? "1");
  return Number.isFinite(factor) && factor > 0 ? factor : 1;
}

/** Where AWS calls are logged: a file, or `engine` for the CLI's own debug log. `PULUMI_REKOGNITION_LOG`, default nowhere. */
export function callLogTarget(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const target = environment.PULUMI_REKOGNITION_LOG;
  return target === "" ? undefined : target;
}

/** Address of the engine that started this plugin: the last argument of the dynamic host. */
export function engineAddress(argv: readonly string[] = process.argv): string | undefined {
  const last = argv.at(-1);
  return last !== undefined && /^[^/\s]+:\d+$/.test(last) ? last : undefined;
}

/**
 * Keeps the AWS SDK's notice about old Node versions, eight lines on every run, out of the CLI's output; this package's
 * `engines` field says what it needs. A value that the user set stays.
 */
export function quietNodeVersionNotice(environment: NodeJS.ProcessEnv = process.env): void {
  environment.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
}
