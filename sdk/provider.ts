import * as pulumi from "@pulumi/pulumi";

/** A role to assume before anything is called. */
export interface AssumeRoleArgs {
  /** ARN of the role. */
  roleArn: pulumi.Input<string>;
  /** Session name, 2 to 64 characters. Default "pulumi-rekognition". */
  sessionName?: pulumi.Input<string | undefined>;
  /** External id, where the role's trust policy asks for one. 2 to 1224 characters. */
  externalId?: pulumi.Input<string | undefined>;
  /** How long the credentials last before they are renewed, 900 to 43,200 seconds. AWS's default: 3,600. */
  durationSeconds?: pulumi.Input<number | undefined>;
}

/** Settings of a {@link Provider}; each has the meaning of the configuration key `rekognition:` of the same name. */
export interface ProviderArgs {
  /** Region of the resources that name none themselves. Default: that of the stack. */
  region?: pulumi.Input<string | undefined>;
  /** Profile of the shared AWS configuration. Not taken over from the stack. */
  profile?: pulumi.Input<string | undefined>;
  /** Role to assume. Not taken over from the stack. */
  assumeRole?: pulumi.Input<AssumeRoleArgs | undefined>;
  /** Accounts that may be worked in. Not taken over from the stack. */
  allowedAccountIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Another address of Rekognition and STS. Default: that of the stack. */
  endpoint?: pulumi.Input<string | undefined>;
  /** Another address of S3, asked with the bucket in the path. Default: that of the stack. Where `endpoint` is set and this is not, S3 is not asked. */
  s3Endpoint?: pulumi.Input<string | undefined>;
  /** Whether to use FIPS endpoints. Default: that of the stack. */
  useFipsEndpoint?: pulumi.Input<boolean | undefined>;
  /** Calls in all for an error that passes, at least 1. Default: that of the stack, 6. */
  maxAttempts?: pulumi.Input<number | undefined>;
  /** Tags of every resource; a resource's own win. Default: those of the stack. */
  defaultTags?: pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;
  /** Prefixes of tags that others set: neither read nor removed. Default: those of the stack. */
  ignoreTagPrefixes?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Mark of ownership instead of organization/project/stack. Default: that of the stack. */
  ownerId?: pulumi.Input<string | undefined>;
  /** Delete what is not empty. Default: that of the stack, false. */
  forceDestroy?: pulumi.Input<boolean | undefined>;
  /** Whether previews say what will run and cost. Default: that of the stack, true. */
  costNotes?: pulumi.Input<boolean | undefined>;
  /** `warn`: limits, patterns and enums only warn. Default: that of the stack, `error`. */
  validation?: pulumi.Input<"error" | "warn" | undefined>;
}

/** What an account is made of: a stack's settings for one account say nothing about another. */
const ACCOUNT_SETTINGS: ReadonlySet<string> = new Set(["profile", "assumeRole", "allowedAccountIds"]);

const SETTINGS: readonly (keyof ProviderArgs)[] = [
  "region",
  "profile",
  "assumeRole",
  "allowedAccountIds",
  "endpoint",
  "s3Endpoint",
  "useFipsEndpoint",
  "maxAttempts",
  "defaultTags",
  "ignoreTagPrefixes",
  "ownerId",
  "forceDestroy",
  "costNotes",
  "validation",
];

/** Another region or account for some of a stack's resources: `{ provider: new Provider("west", { region: "us-west-2" }) }`. */
export class Provider extends pulumi.ProviderResource {
  /** @internal The settings by configuration key, for functions that are called with this provider. */
  public readonly settings: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: ProviderArgs = {}, options: pulumi.ResourceOptions = {}) {
    const settings = settingsOf(args);
    // The plugin is Pulumi's dynamic provider, which hands its inputs on as configuration.
    super("pulumi-nodejs", name, settings, options);
    this.settings = pulumi.output(settings).apply((values) => withoutUndefined(values));
  }
}

function settingsOf(args: ProviderArgs): Record<string, pulumi.Output<string | undefined>> {
  const own = new pulumi.Config("rekognition");
  const shared = new pulumi.Config("aws");
  return Object.fromEntries(
    SETTINGS.map((setting) => {
      const inherited = ACCOUNT_SETTINGS.has(setting)
        ? undefined
        : (own.get(setting) ?? (setting === "region" ? shared.get(setting) : undefined));
      return [
        `rekognition:${setting}`,
        pulumi.output(args[setting] as pulumi.Input<Setting>).apply((value) => asText(value) ?? inherited),
      ];
    }),
  );
}

/** Any of the settings, as a value. */
type Setting = string | number | boolean | string[] | Record<string, string> | undefined;

/** Configuration values are text: words as they are, everything else as JSON. */
function asText(value: Setting): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  return JSON.stringify(value);
}

function withoutUndefined(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
