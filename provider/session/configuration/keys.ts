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
    "Region of the resources that name none themselves; recorded with each, and a change replaces.",
    "then AWS's",
  ),
  profile: ofAccount("text", "Profile of the shared AWS configuration.", "then AWS's"),
  accessKey: credential("secret", "Access key id, together with `secretKey`. They go before a profile."),
  secretKey: credential("secret", "Secret access key. Set it with `--secret`."),
  token: credential("secret", "Session token of temporary access keys. Set it with `--secret`."),
  assumeRoleWithWebIdentity: credential(
    "webIdentity",
    "Role to assume with the token of an identity provider, in place of other credentials: `roleArn` and `webIdentityTokenFile` or `webIdentityToken`, with `sessionName`, `duration`, `policy` and `policyArns`. It goes before access keys.",
  ),
  sharedConfigFiles: credential("configFile", "The file, one, that stands for ~/.aws/config.", "then AWS_CONFIG_FILE"),
  sharedCredentialsFiles: credential(
    "credentialsFile",
    "The file, one, that stands for ~/.aws/credentials.",
    "then AWS_SHARED_CREDENTIALS_FILE",
  ),
  skipMetadataApiCheck: {
    ...ofAccount(
      "boolean",
      "Whether the credentials of an EC2 instance are left alone.",
      "then AWS_EC2_METADATA_DISABLED",
    ),
    isRare: true,
  },
  assumeRole: ofAccount("role", "Role to assume, as one of `assumeRoles`."),
  assumeRoles: ofAccount(
    "roles",
    "Roles to assume one from the other, in this order; everything is called as the last.",
  ),
  allowedAccountIds: ofAccount(
    "accountIds",
    "Accounts that may be worked in: with the credentials of any other nothing is done.",
    "else any account",
  ),
  forbiddenAccountIds: ofAccount("accountIds", "Accounts in which nothing is done.", "else none"),
  endpoint: own("url", "Another address for Rekognition and STS, such as an emulator's.", "`aws:endpoints`, else AWS"),
  s3Endpoint: own(
    "s3Url",
    "Another address for S3, asked with the bucket in the path. Where `endpoint` is set and this is not, S3 is not asked.",
    "`aws:endpoints`, else AWS; with `endpoint`: none",
  ),
  stsRegion: rarelyShared(
    "text",
    "Region whose STS is asked for roles and for the account.",
    "else the resource's region",
  ),
  useFipsEndpoint: shared("boolean", "Whether to use FIPS endpoints.", "then AWS_USE_FIPS_ENDPOINT"),
  useDualstackEndpoint: rarelyShared(
    "boolean",
    "Whether to use endpoints that speak IPv6 as well.",
    "then AWS_USE_DUALSTACK_ENDPOINT",
  ),
  maxAttempts: own(
    "attempts",
    "Calls in all for an error that may pass (throttling, 5xx, a broken connection), at least 1.",
    "6",
  ),
  ownerId: own(
    "text",
    "Owner in the tags; needed where stacks of the same name share an account.",
    "organization/project/stack",
  ),
  defaultTags: own("tags", "Tags of every resource; a resource's own win.", "`tags` of `aws:defaultTags`"),
  ignoreTagPrefixes: own(
    "prefixes",
    "Prefixes of tags that others set: neither read nor removed.",
    "`keyPrefixes` of `aws:ignoreTags`",
  ),
  ignoreTagKeys: {
    ...own("words", "Tags that others set: neither read nor removed.", "`keys` of `aws:ignoreTags`"),
    isRare: true,
  },
  forceDestroy: own("boolean", "Delete what is not empty, whatever the resource says.", "false"),
  costNotes: own("boolean", "Whether previews say what will be trained, run and cost.", "true"),
  validation: own(
    "validation",
    "`warn`: limits, patterns and enums that AWS may have relaxed only warn.",
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
