import type { KindName } from "./kinds.js";

/** One key of the configuration. */
export interface ConfigurationKey {
  readonly kind: KindName;
  /** What it says, as a sentence. */
  readonly doc: string;
  /** What counts where it is not set, for a table. */
  readonly unset: string;
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

/**
 * Everything that can be configured under `rekognition:`. The reader, the known keys, the arguments of `Provider`, the
 * reference and the table in docs/configuration.md are made from it or held to it.
 */
export const configurationKeys = {
  region: {
    kind: "text",
    doc: "Region of the resources that name none themselves; recorded with each, and a change replaces.",
    unset: "`aws:region`, then AWS's",
    isShared: true,
    inProvider: "stack",
  },
  profile: {
    kind: "text",
    doc: "Profile of the shared AWS configuration.",
    unset: "`aws:profile`, then AWS's",
    isShared: true,
    inProvider: "account",
  },
  accessKey: {
    kind: "secret",
    doc: "Access key id, together with `secretKey`. They go before a profile.",
    unset: "`aws:accessKey`",
    isShared: true,
    inProvider: "never",
    isRare: true,
  },
  secretKey: {
    kind: "secret",
    doc: "Secret access key. Set it with `--secret`.",
    unset: "`aws:secretKey`",
    isShared: true,
    inProvider: "never",
    isRare: true,
  },
  token: {
    kind: "secret",
    doc: "Session token of temporary access keys. Set it with `--secret`.",
    unset: "`aws:token`",
    isShared: true,
    inProvider: "never",
    isRare: true,
  },
  assumeRoleWithWebIdentity: {
    kind: "webIdentity",
    doc: "Role to assume with the token of an identity provider, in place of other credentials: `roleArn` and `webIdentityTokenFile` or `webIdentityToken`, with `sessionName`, `duration`, `policy` and `policyArns`. It goes before access keys.",
    unset: "`aws:assumeRoleWithWebIdentity`",
    isShared: true,
    inProvider: "never",
    isRare: true,
  },
  sharedConfigFiles: {
    kind: "oneFile",
    doc: "The file, one, that stands for ~/.aws/config.",
    unset: "`aws:sharedConfigFiles`, then AWS_CONFIG_FILE",
    isShared: true,
    inProvider: "never",
    isRare: true,
  },
  sharedCredentialsFiles: {
    kind: "oneFile",
    doc: "The file, one, that stands for ~/.aws/credentials.",
    unset: "`aws:sharedCredentialsFiles`, then AWS_SHARED_CREDENTIALS_FILE",
    isShared: true,
    inProvider: "never",
    isRare: true,
  },
  skipMetadataApiCheck: {
    kind: "boolean",
    doc: "Whether the credentials of an EC2 instance are left alone.",
    unset: "`aws:skipMetadataApiCheck`, then AWS_EC2_METADATA_DISABLED",
    isShared: true,
    inProvider: "account",
    isRare: true,
  },
  assumeRole: {
    kind: "role",
    doc: "Role to assume, as one of `assumeRoles`.",
    unset: "`aws:assumeRole`",
    isShared: true,
    inProvider: "account",
  },
  assumeRoles: {
    kind: "roles",
    doc: "Roles to assume one from the other, in this order; everything is called as the last.",
    unset: "`aws:assumeRoles`",
    isShared: true,
    inProvider: "account",
  },
  allowedAccountIds: {
    kind: "accountIds",
    doc: "Accounts that may be worked in: with the credentials of any other nothing is done.",
    unset: "`aws:allowedAccountIds`, else any account",
    isShared: true,
    inProvider: "account",
  },
  forbiddenAccountIds: {
    kind: "accountIds",
    doc: "Accounts in which nothing is done.",
    unset: "`aws:forbiddenAccountIds`, else none",
    isShared: true,
    inProvider: "account",
  },
  endpoint: {
    kind: "url",
    doc: "Another address for Rekognition and STS, such as an emulator's.",
    unset: "`aws:endpoints`, else AWS",
    inProvider: "stack",
  },
  s3Endpoint: {
    kind: "url",
    doc: "Another address for S3, asked with the bucket in the path. Where `endpoint` is set and this is not, S3 is not asked.",
    unset: "`aws:endpoints`, else AWS; with `endpoint`: none",
    inProvider: "stack",
  },
  stsRegion: {
    kind: "text",
    doc: "Region whose STS is asked for roles and for the account.",
    unset: "`aws:stsRegion`, else the resource's region",
    isShared: true,
    inProvider: "stack",
    isRare: true,
  },
  useFipsEndpoint: {
    kind: "boolean",
    doc: "Whether to use FIPS endpoints.",
    unset: "`aws:useFipsEndpoint`, then AWS_USE_FIPS_ENDPOINT",
    isShared: true,
    inProvider: "stack",
  },
  useDualstackEndpoint: {
    kind: "boolean",
    doc: "Whether to use endpoints that speak IPv6 as well.",
    unset: "`aws:useDualstackEndpoint`, then AWS_USE_DUALSTACK_ENDPOINT",
    isShared: true,
    inProvider: "stack",
    isRare: true,
  },
  maxAttempts: {
    kind: "attempts",
    doc: "Calls in all for an error that may pass (throttling, 5xx, a broken connection), at least 1.",
    unset: "6",
    inProvider: "stack",
  },
  ownerId: {
    kind: "text",
    doc: "Owner in the tags; needed where stacks of the same name share an account.",
    unset: "organization/project/stack",
    inProvider: "stack",
  },
  defaultTags: {
    kind: "tags",
    doc: "Tags of every resource; a resource's own win.",
    unset: "`tags` of `aws:defaultTags`",
    inProvider: "stack",
  },
  ignoreTagPrefixes: {
    kind: "prefixes",
    doc: "Prefixes of tags that others set: neither read nor removed.",
    unset: "`keyPrefixes` of `aws:ignoreTags`",
    inProvider: "stack",
  },
  ignoreTagKeys: {
    kind: "words",
    doc: "Tags that others set: neither read nor removed.",
    unset: "`keys` of `aws:ignoreTags`",
    inProvider: "stack",
    isRare: true,
  },
  forceDestroy: {
    kind: "boolean",
    doc: "Delete what is not empty, whatever the resource says.",
    unset: "false",
    inProvider: "stack",
  },
  costNotes: {
    kind: "boolean",
    doc: "Whether previews say what will be trained, run and cost.",
    unset: "true",
    inProvider: "stack",
  },
  validation: {
    kind: "validation",
    doc: "`warn`: limits, patterns and enums that AWS may have relaxed only warn.",
    unset: "`error`: they fail the preview",
    inProvider: "stack",
  },
} as const satisfies Readonly<Record<string, ConfigurationKey>>;

/** The name of a key, without `rekognition:`. */
export type KeyName = keyof typeof configurationKeys;

/** The names of all keys. */
export const keyNames = Object.keys(configurationKeys) as readonly KeyName[];
