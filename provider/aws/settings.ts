/** What narrows and names the session of an assumed role. */
interface RoleSession {
  readonly roleArn: string;
  /** 2 to 64 characters; default "pulumi-rekognition". */
  readonly sessionName?: string | undefined;
  /** 900 to 43,200; AWS's default is 3,600, and its limit where a role is assumed by a role. The credentials are renewed by themselves. */
  readonly durationSeconds?: number | undefined;
  /** IAM policy as JSON: what the session may do is what it and the role both allow. */
  readonly policy?: string | undefined;
  /** ARNs of managed policies that narrow the session in the same way. */
  readonly policyArns?: readonly string[] | undefined;
}

/** A role to assume before anything is called. */
export interface AssumeRole extends RoleSession {
  readonly externalId?: string | undefined;
  /** Tags of the session. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Keys of those tags that go on to the roles assumed from this one. */
  readonly transitiveTagKeys?: readonly string[] | undefined;
  readonly sourceIdentity?: string | undefined;
}

/** A role to assume with the token of an identity provider, in place of AWS credentials: the token, or a file that holds it. */
export interface WebIdentity extends RoleSession {
  readonly token?: string | undefined;
  readonly tokenFile?: string | undefined;
}

/** Access keys that are given, instead of found. */
export interface AccessKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Whose credentials are used: the first of these that is set, else what the AWS default chain finds. */
export interface CredentialSource {
  readonly webIdentity?: WebIdentity | undefined;
  readonly accessKeys?: AccessKeys | undefined;
  readonly profile?: string | undefined;
  /** Files that stand for ~/.aws/config and ~/.aws/credentials. */
  readonly configFile?: string | undefined;
  readonly credentialsFile?: string | undefined;
  /** True keeps the credentials of the machine (EC2's instance metadata) out of the default chain. */
  readonly skipInstanceMetadata?: boolean | undefined;
}

/** Where and as whom AWS is called. */
export interface AwsSettings {
  readonly region: string;
  /** Replaces the endpoint of Rekognition. */
  readonly endpoint: string | undefined;
  /** Replaces the endpoint of STS. */
  readonly stsEndpoint: string | undefined;
  /** Replaces the endpoint of S3; requests name the bucket in their path. */
  readonly s3Endpoint: string | undefined;
  /** Replaces the endpoint of the Resource Groups Tagging API. */
  readonly taggingEndpoint?: string | undefined;
  /** Region whose STS is asked; default: `region`. */
  readonly stsRegion?: string | undefined;
  readonly credentials: CredentialSource;
  /** Roles to assume one from the other, in this order; what is called is called as the last. */
  readonly assumeRoles: readonly AssumeRole[];
  /** Undefined leaves it to AWS_USE_FIPS_ENDPOINT and the profile. */
  readonly useFipsEndpoint: boolean | undefined;
  /** Undefined leaves it to AWS_USE_DUALSTACK_ENDPOINT and the profile. */
  readonly useDualstackEndpoint?: boolean | undefined;
  /** Calls in all for an error that passes; 1 switches retries off. */
  readonly maxAttempts: number;
  /** Accounts that may be worked in; empty: any. */
  readonly allowedAccountIds: readonly string[];
  /** Accounts that must not be worked in. */
  readonly forbiddenAccountIds: readonly string[];
}

/** Whether S3 is asked at all: an `endpoint` of its own stands for a service whose buckets may be nowhere near AWS's. */
export function asksS3({ endpoint, s3Endpoint }: Pick<AwsSettings, "endpoint" | "s3Endpoint">): boolean {
  return endpoint === undefined || s3Endpoint !== undefined;
}

/** Whether the tags of many are asked for at once: an `endpoint` of its own knows only the things of its own service. */
export function asksTagging({ endpoint, taggingEndpoint }: Pick<AwsSettings, "endpoint" | "taggingEndpoint">): boolean {
  return endpoint === undefined || taggingEndpoint !== undefined;
}

/** Shorter ones would be found in every other word. */
const MIN_LENGTH = 8;
const INSTEAD = "[secret]";

/** What must never be told: the credentials that were used so far, for one connection. */
export class Secrets {
  readonly #known = new Set<string>();

  add(...values: readonly (string | undefined)[]): void {
    for (const value of values) if (value !== undefined && value.length >= MIN_LENGTH) this.#known.add(value);
  }

  /** The text with every known secret blotted out: a refused signature is answered with all that was signed, the session token too. */
  blotted(text: string): string {
    return [...this.#known].reduce(
      (rest, secret) => rest.replaceAll(secret, INSTEAD).replaceAll(encodeURIComponent(secret), INSTEAD),
      text,
    );
  }
}
