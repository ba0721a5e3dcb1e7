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
  /** IAM policy as JSON: the session may do what it and the role both allow. */
  policy?: pulumi.Input<string | undefined>;
  /** ARNs of managed policies that narrow the session in the same way. */
  policyArns?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** External id, where the role's trust policy asks for one. 2 to 1224 characters. */
  externalId?: pulumi.Input<string | undefined>;
  /** The same as `duration`, in seconds: 900 to 43,200. */
  durationSeconds?: pulumi.Input<number | undefined>;
  /** Tags of the session. */
  tags?: pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;
  /** Keys of those tags that also count in sessions of the roles that are assumed from this one. */
  transitiveTagKeys?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Source identity of the session, 2 to 64 characters. */
  sourceIdentity?: pulumi.Input<string | undefined>;
}

/** Settings of a {@link Provider}; each has the meaning of the configuration key `rekognition:` of the same name. */
export interface ProviderArgs {
  /** Region of the resources that name none themselves; recorded with each, and a change replaces. Default: that of the stack. */
  region?: pulumi.Input<string | undefined>;
  /** Profile of the shared AWS configuration. Not taken over from the stack. */
  profile?: pulumi.Input<string | undefined>;
  /** Whether the credentials of an EC2 instance are left alone. Not taken over from the stack. */
  skipMetadataApiCheck?: pulumi.Input<boolean | undefined>;
  /** Role to assume, as one of `assumeRoles`. Not taken over from the stack. */
  assumeRole?: pulumi.Input<AssumeRoleArgs | undefined>;
  /** Roles to assume one from the other, in this order; everything is called as the last. Not taken over from the stack. */
  assumeRoles?: pulumi.Input<pulumi.Input<AssumeRoleArgs>[] | undefined>;
  /** Accounts that may be worked in: with the credentials of any other nothing is done. Not taken over from the stack. */
  allowedAccountIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Accounts in which nothing is done. Not taken over from the stack. */
  forbiddenAccountIds?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Another address for Rekognition and STS, such as an emulator's. Default: that of the stack. */
  endpoint?: pulumi.Input<string | undefined>;
  /** Another address for S3, asked with the bucket in the path. Where `endpoint` is set and this is not, S3 is not asked. Default: that of the stack. */
  s3Endpoint?: pulumi.Input<string | undefined>;
  /** Region whose STS is asked for roles and for the account. Default: that of the stack. */
  stsRegion?: pulumi.Input<string | undefined>;
  /** Whether to use FIPS endpoints. Default: that of the stack. */
  useFipsEndpoint?: pulumi.Input<boolean | undefined>;
  /** Whether to use endpoints that speak IPv6 as well. Default: that of the stack. */
  useDualstackEndpoint?: pulumi.Input<boolean | undefined>;
  /** Calls in all for an error that may pass (throttling, 5xx, a broken connection), at least 1. Default: that of the stack. */
  maxAttempts?: pulumi.Input<number | undefined>;
  /** Owner in the tags; needed where stacks of the same name share an account. Default: that of the stack. */
  ownerId?: pulumi.Input<string | undefined>;
  /** Tags of every resource; a resource's own win. Default: that of the stack. */
  defaultTags?: pulumi.Input<Record<string, pulumi.Input<string>> | undefined>;
  /** Prefixes of tags that others set: neither read nor removed. Default: that of the stack. */
  ignoreTagPrefixes?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Tags that others set: neither read nor removed. Default: that of the stack. */
  ignoreTagKeys?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Delete what is not empty, whatever the resource says. Default: that of the stack. */
  forceDestroy?: pulumi.Input<boolean | undefined>;
  /** Whether previews say what will be trained, run and cost. Default: that of the stack. */
  costNotes?: pulumi.Input<boolean | undefined>;
  /** `warn`: limits, patterns and enums that AWS may have relaxed only warn. Default: that of the stack. */
  validation?: pulumi.Input<"error" | "warn" | undefined>;
}
