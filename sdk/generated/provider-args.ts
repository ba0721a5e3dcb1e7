/* Generated from provider/session/configuration/keys.ts by `npm run generate`: change that instead. */
import type * as pulumi from "@pulumi/pulumi";

/** A role to assume before anything is called. */
export interface AssumeRoleArgs {
  /** ARN of the role. */
  roleArn: pulumi.Input<string>;
  /** Session name, 2 to 64 characters. Default "pulumi-rekognition". */
  sessionName?: pulumi.Input<string | undefined>;
  /** How long the credentials last before they are renewed, 15 minutes to 12 hours, such as "1h" or "90m". AWS's default is an hour, which is also its limit where a role assumes a role. */
  duration?: pulumi.Input<string | undefined>;
  /** IAM policy as JSON. The session is allowed what both this policy and the role allow. */
  policy?: pulumi.Input<string | undefined>;
  /** ARNs of managed policies that restrict the session in the same way. */
  policyArns?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** External id, if the role's trust policy requires one. 2 to 1224 characters. */
  externalId?: pulumi.Input<string | undefined>;
  /** The same as `duration`, in seconds: 900 to 43,200. */
  durationSeconds?: pulumi.Input<number | undefined>;
  /** Tags of the session. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;
  /** Keys of session tags that are passed on to the roles assumed from this session. */
  transitiveTagKeys?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Source identity of the session, 2 to 64 characters. */
  sourceIdentity?: pulumi.Input<string | undefined>;
}

/** Prices of Amazon Rekognition in one Region. */
export interface RegionPriceArgs {
  /** US dollars for an inference unit and hour, more than 0. */
  usdPerInferenceUnitHour?: pulumi.Input<number | undefined>;
  /** US dollars for an hour of training, more than 0. */
  usdPerTrainingHour?: pulumi.Input<number | undefined>;
  /** When they were read: a month or a day, such as "2026-11". */
  asOf?: pulumi.Input<string | undefined>;
}

/** Settings of a {@link Provider}; each has the meaning of the configuration key `rekognition:` of the same name. */
export interface ProviderArgs {
  /** Region of the resources that do not name one. It is recorded with each resource; a change replaces the resource. Default: that of the stack. */
  region?: pulumi.Input<string | undefined>;
  /** Profile of the shared AWS configuration files. Not taken over from the stack. */
  profile?: pulumi.Input<string | undefined>;
  /** Whether to leave out the EC2 instance metadata service (IMDS) when looking for credentials. Not taken over from the stack. */
  skipMetadataApiCheck?: pulumi.Input<boolean | undefined>;
  /** IAM role to assume: one entry of `assumeRoles`. Not taken over from the stack. */
  assumeRole?: pulumi.Input<AssumeRoleArgs | undefined>;
  /** IAM roles to assume in this order, each with the credentials of the one before. All calls are made with the last one. Not taken over from the stack. */
  assumeRoles?: pulumi.Input<pulumi.Input<AssumeRoleArgs>[] | undefined>;
  /** The only AWS accounts that may be used. With credentials of another account, operations fail and change nothing. Not taken over from the stack. */
  allowedAccountIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** AWS accounts that must not be used. With their credentials, operations fail and change nothing. Not taken over from the stack. */
  forbiddenAccountIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Endpoint URL for Rekognition and STS in place of AWS's, such as that of an emulator. Default: that of the stack. */
  endpoint?: pulumi.Input<string | undefined>;
  /** Endpoint URL for S3 in place of AWS's, used with path-style addresses. If `endpoint` is set and this is not, S3 is not called. Default: that of the stack. */
  s3Endpoint?: pulumi.Input<string | undefined>;
  /** Endpoint URL for the Resource Groups Tagging API in place of AWS's, from which a refresh learns the tags of many at once. If `endpoint` is set and this is not, it is not called. Default: that of the stack. */
  taggingEndpoint?: pulumi.Input<string | undefined>;
  /** Region of the STS endpoint that is used to assume roles and to look up the account. Default: that of the stack. */
  stsRegion?: pulumi.Input<string | undefined>;
  /** Whether to use FIPS endpoints. Default: that of the stack. */
  useFipsEndpoint?: pulumi.Input<boolean | undefined>;
  /** Whether to use dual-stack endpoints (IPv4 and IPv6). Default: that of the stack. */
  useDualstackEndpoint?: pulumi.Input<boolean | undefined>;
  /** How often a call is made in total while it fails with a transient error (throttling, 5xx, a broken connection), at least 1. Default: that of the stack. */
  maxAttempts?: pulumi.Input<number | undefined>;
  /** Owner in the ownership tags. Needed if stacks of the same name share an account. Default: that of the stack. */
  ownerId?: pulumi.Input<string | undefined>;
  /** Tags of every resource. A resource's own tags take precedence. Default: that of the stack. */
  defaultTags?: pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;
  /** Prefixes of tag keys that are managed elsewhere: such tags are neither shown nor removed, unless the program sets them. Default: that of the stack. */
  ignoreTagPrefixes?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Tag keys that are managed elsewhere: such tags are neither shown nor removed, unless the program sets them. Default: that of the stack. */
  ignoreTagKeys?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Delete projects and collections that are not empty, whatever their own `forceDestroy` says. Default: that of the stack. */
  forceDestroy?: pulumi.Input<boolean | undefined>;
  /** Whether previews say what will be trained and run, and what that costs. Default: that of the stack. */
  costNotes?: pulumi.Input<boolean | undefined>;
  /** Prices by region, in place of those known here: of an inference unit and hour, and of an hour of training. Previews, errors, the sweep and the report use them. Default: that of the stack. */
  prices?: pulumi.Input<Record<string, pulumi.Input<RegionPriceArgs>> | undefined>;
  /** `warn`: limits, patterns and enums only warn, since AWS may have relaxed them. Default: that of the stack. */
  validation?: pulumi.Input<"error" | "warn" | undefined>;
}
