import type { AwsSettings } from "../aws/settings.js";
import { fromAwsProvider, valueOf } from "./config-values.js";

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
  readonly ignoreTagPrefixes: readonly string[];
  /** Delete what is not empty, whatever the resource says. */
  readonly forceDestroy: boolean;
  /** Whether previews say what will run and cost. */
  readonly costNotes: boolean;
  readonly aws: Omit<AwsSettings, "region">;
}

const DEFAULT_MAX_ATTEMPTS = 6;

/** Reads and checks the configuration: `rekognition:*`, then `aws:*`, then the environment. */
export function readConfig(source: ConfigSource, environment: NodeJS.ProcessEnv = process.env): ProviderConfig {
  const own: Read = (kind, name) => valueOf(kind, `rekognition:${name}`, source.get(`rekognition:${name}`));
  const shared: Read = (kind, name) => own(kind, name) ?? valueOf(kind, `aws:${name}`, source.get(`aws:${name}`));
  const awsProvider = fromAwsProvider((name) => source.get(`aws:${name}`));
  const variable = (name: string): string | undefined => valueOf("text", name, environment[name]);
  return {
    region: shared("text", "region") ?? variable("AWS_REGION") ?? variable("AWS_DEFAULT_REGION"),
    ownerId: own("text", "ownerId"),
    validation: own("validation", "validation") ?? "error",
    defaultTags: own("tags", "defaultTags") ?? awsProvider.defaultTags ?? {},
    ignoreTagPrefixes: own("prefixes", "ignoreTagPrefixes") ?? awsProvider.ignoreTagPrefixes ?? [],
    forceDestroy: own("boolean", "forceDestroy") ?? false,
    costNotes: own("boolean", "costNotes") ?? true,
    aws: {
      endpoint: own("url", "endpoint"),
      s3Endpoint: own("url", "s3Endpoint"),
      credentials: { profile: shared("text", "profile") },
      assumeRoles: [own("assumeRole", "assumeRole") ?? awsProvider.assumeRole].filter((role) => role !== undefined),
      useFipsEndpoint: shared("boolean", "useFipsEndpoint"),
      maxAttempts: own("attempts", "maxAttempts") ?? DEFAULT_MAX_ATTEMPTS,
      allowedAccountIds: shared("accountIds", "allowedAccountIds") ?? [],
      forbiddenAccountIds: shared("accountIds", "forbiddenAccountIds") ?? [],
    },
  };
}

type Read = <Kind extends Parameters<typeof valueOf>[0]>(kind: Kind, name: string) => ReturnType<typeof valueOf<Kind>>;

/**
 * How many times as fast as real time the provider's clock runs: a seam for tests against an emulator whose time is
 * scaled alike. `PULUMI_REKOGNITION_CLOCK_SCALE`, default 1.
 */
export function clockScale(environment: NodeJS.ProcessEnv = process.env): number {
  const factor = Number(environment.PULUMI_REKOGNITION_CLOCK_SCALE ?? "1");
  return Number.isFinite(factor) && factor > 0 ? factor : 1;
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
