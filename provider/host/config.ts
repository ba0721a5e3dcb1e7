import type { AwsSettings } from "../aws/settings.js";
import { RekognitionError } from "../lifecycle/errors.js";

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
  readonly aws: Omit<AwsSettings, "region">;
}

const DEFAULT_MAX_ATTEMPTS = 6;

/** Reads and checks the configuration: `rekognition:*`, then `aws:*`, then the environment. */
export function readConfig(source: ConfigSource, environment: NodeJS.ProcessEnv = process.env): ProviderConfig {
  const get = (name: string): string | undefined => nonEmpty(source.get(`rekognition:${name}`));
  const shared = (name: string): string | undefined => get(name) ?? nonEmpty(source.get(`aws:${name}`));
  return {
    region: shared("region") ?? nonEmpty(environment.AWS_REGION) ?? nonEmpty(environment.AWS_DEFAULT_REGION),
    ownerId: get("ownerId"),
    validation: oneOf("validation", get("validation") ?? "error", ["error", "warn"]),
    aws: {
      endpoint: endpoint(get("endpoint")),
      profile: shared("profile"),
      maxAttempts: wholeNumber("maxAttempts", get("maxAttempts"), DEFAULT_MAX_ATTEMPTS),
      allowedAccountIds: accountIds(shared("allowedAccountIds")),
    },
  };
}

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

function nonEmpty(value: string | undefined): string | undefined {
  return value === undefined || value === "" ? undefined : value;
}

function oneOf<const T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw wrong(name, value, `one of ${allowed.join(", ")}`);
}

function wholeNumber(name: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  const parsed = Number(value);
  if (Number.isInteger(parsed) && parsed >= 1) return parsed;
  throw wrong(name, value, "a whole number of at least 1");
}

function endpoint(value: string | undefined): string | undefined {
  if (value === undefined || URL.canParse(value)) return value;
  throw wrong("endpoint", value, "a URL such as https://rekognition.us-east-1.amazonaws.com");
}

function accountIds(value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  const ids = value
    .replace(/[[\]"\s]/g, "")
    .split(",")
    .filter((id) => id !== "");
  const bad = ids.find((id) => !/^\d{12}$/.test(id));
  if (bad === undefined) return ids;
  throw wrong("allowedAccountIds", value, "a list of 12-digit account ids");
}

function wrong(name: string, value: string, wanted: string): RekognitionError {
  return new RekognitionError("InvalidConfiguration", `rekognition:${name} is "${value}", but must be ${wanted}`);
}
