import type { KindName } from "./kinds.js";

/** What the keys of a group have in common. */
interface Standing {
  /** True where `aws:` and the same name stands in for it. */
  readonly isShared?: true;
  /**
   * `stack`: a `Provider` that does not say otherwise takes it over from the stack. `account`: it does not, since what a
   * stack says of one account says nothing about another. `never`: no argument of `Provider`, which would record it.
   */
  readonly inProvider: "stack" | "account" | "never";
  /** Too seldom needed for the short table in docs/configuration.md. */
  readonly isRare?: true;
}

/** One key of the configuration. */
export interface ConfigurationKey extends Standing {
  readonly kind: KindName;
  /** What it says, as a sentence. */
  readonly doc: string;
  /** What counts where it is not set, for a table; of a shared key, what counts where `aws:` does not set it either. */
  readonly unset: string | undefined;
}

/** Declares a key: the kind of its value, what it says, and what counts where it is not set. */
type Declare<Facts> = <const Kind extends KindName>(
  kind: Kind,
  doc: string,
  unset?: string,
) => Facts & { kind: Kind; doc: string; unset: string | undefined };

function keysThat<const Facts extends Standing>(facts: Facts): Declare<Facts> {
  return (kind, doc, unset) => ({ ...facts, kind, doc, unset });
}

const own = keysThat({ inProvider: "stack" });
const shared = keysThat({ inProvider: "stack", isShared: true });
const rarelyShared = keysThat({ inProvider: "stack", isShared: true, isRare: true });
const ofAccount = keysThat({ inProvider: "account", isShared: true });
const credential = keysThat({ inProvider: "never", isShared: true, isRare: true });

/**
 * Everything that can be configured under `rekognition:`. The reader, the known keys, the arguments of `Provider`, the
 * reference and the table in docs/configuration.md are made from it or held to it.
 */
export const configurationKeys = {
  region: shared(
    "text",
    "Region of the resources that do not name one. It is recorded with each resource; a change replaces the resource.",
    "then the AWS default chain",
  ),
  profile: ofAccount("text", "Profile of the shared AWS configuration files.", "then the AWS default chain"),
  accessKey: credential("secret", "Access key id, together with `secretKey`. They take precedence over a profile."),
  secretKey: credential("secret", "Secret access key. Set it with `--secret`."),
  token: credential("secret", "Session token of temporary access keys. Set it with `--secret`."),
  assumeRoleWithWebIdentity: credential(
    "webIdentity",
    "Role to assume with a web identity token (OIDC), in place of other credentials: `roleArn` and either `webIdentityTokenFile` or `webIdentityToken`; optionally `sessionName`, `duration`, `policy` and `policyArns`. It takes precedence over access keys.",
  ),
  sharedConfigFiles: credential(
    "configFile",
    "Shared config file to use in place of ~/.aws/config, as a list of one path.",
    "then AWS_CONFIG_FILE",
  ),
  sharedCredentialsFiles: credential(
    "credentialsFile",
    "Shared credentials file to use in place of ~/.aws/credentials, as a list of one path.",
    "then AWS_SHARED_CREDENTIALS_FILE",
  ),
  skipMetadataApiCheck: {
    ...ofAccount(
      "boolean",
      "Whether to leave out the EC2 instance metadata service (IMDS) when looking for credentials.",
      "then AWS_EC2_METADATA_DISABLED",
    ),
    isRare: true,
  },
  assumeRole: ofAccount("role", "IAM role to assume: one entry of `assumeRoles`."),
  assumeRoles: ofAccount(
    "roles",
    "IAM roles to assume in this order, each with the credentials of the one before. All calls are made with the last one.",
  ),
  allowedAccountIds: ofAccount(
    "accountIds",
    "The only AWS accounts that may be used. With credentials of another account, operations fail and change nothing.",
    "else any account",
  ),
  forbiddenAccountIds: ofAccount(
    "accountIds",
    "AWS accounts that must not be used. With their credentials, operations fail and change nothing.",
    "else none",
  ),
  endpoint: own(
    "url",
    "Endpoint URL for Rekognition and STS in place of AWS's, such as that of an emulator.",
    "`aws:endpoints`, else AWS",
  ),
  s3Endpoint: own(
    "s3Url",
    "Endpoint URL for S3 in place of AWS's, used with path-style addresses. If `endpoint` is set and this is not, S3 is not called.",
    "`aws:endpoints`, else AWS; with `endpoint`: none",
  ),
  taggingEndpoint: {
    ...own(
      "url",
      "Endpoint URL for the Resource Groups Tagging API in place of AWS's, from which a refresh learns the tags of many at once. If `endpoint` is set and this is not, it is not called.",
      "`aws:endpoints`, else AWS; with `endpoint`: none",
    ),
    isRare: true,
  },
  stsRegion: rarelyShared(
    "text",
    "Region of the STS endpoint that is used to assume roles and to look up the account.",
    "else the resource's region",
  ),
  useFipsEndpoint: shared("boolean", "Whether to use FIPS endpoints.", "then AWS_USE_FIPS_ENDPOINT"),
  useDualstackEndpoint: rarelyShared(
    "boolean",
    "Whether to use dual-stack endpoints (IPv4 and IPv6).",
    "then AWS_USE_DUALSTACK_ENDPOINT",
  ),
  maxAttempts: own(
    "attempts",
    "How often a call is made in total while it fails with a transient error (throttling, 5xx, a broken connection), at least 1.",
    "6",
  ),
  ownerId: own(
    "text",
    "Owner in the ownership tags. Needed if stacks of the same name share an account.",
    "organization/project/stack",
  ),
  defaultTags: own(
    "tags",
    "Tags of every resource. A resource's own tags take precedence.",
    "`tags` of `aws:defaultTags`",
  ),
  ignoreTagPrefixes: own(
    "prefixes",
    "Prefixes of tag keys that are managed elsewhere: such tags are neither shown nor removed, unless the program sets them.",
    "`keyPrefixes` of `aws:ignoreTags`",
  ),
  ignoreTagKeys: {
    ...own(
      "words",
      "Tag keys that are managed elsewhere: such tags are neither shown nor removed, unless the program sets them.",
      "`keys` of `aws:ignoreTags`",
    ),
    isRare: true,
  },
  forceDestroy: own(
    "boolean",
    "Delete projects and collections that are not empty, whatever their own `forceDestroy` says.",
    "false",
  ),
  costNotes: own("boolean", "Whether previews say what will be trained and run, and what that costs.", "true"),
  prices: {
    ...own(
      "prices",
      "Prices by region, in place of those known here: of an inference unit and hour, and of an hour of training. Previews, errors, the sweep and the report use them.",
      "list price of us-east-1",
    ),
    isRare: true,
  },
  validation: own(
    "validation",
    "`warn`: limits, patterns and enums only warn, since AWS may have relaxed them.",
    "`error`: they fail the preview",
  ),
} as const satisfies Readonly<Record<string, ConfigurationKey>>;

/** The name of a key, without `rekognition:`. */
export type KeyName = keyof typeof configurationKeys;

/** All keys, by name. */
export const keyEntries: readonly (readonly [name: string, key: ConfigurationKey])[] =
  Object.entries(configurationKeys);

/** The names of all keys. */
export const keyNames = Object.keys(configurationKeys);

/** What counts where a key is not set, for a table. */
export function unsetText(name: string, { isShared, unset }: ConfigurationKey): string {
  return [isShared === true ? `\`aws:${name}\`` : undefined, unset].filter((part) => part !== undefined).join(", ");
}
