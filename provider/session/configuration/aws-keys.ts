import type { ValueOf } from "./kinds.js";
import { refused, valueOf } from "./values.js";

/* What the configuration of Pulumi's AWS providers means here, key by key. */

/** Keys whose value has another form there; the text says what counts of them. */
export const translatedAwsKeys = {
  defaultTags: "its `tags`, where `rekognition:defaultTags` is not set",
  ignoreTags: "its `keyPrefixes` and `keys`, where `rekognition:ignoreTagPrefixes` and `ignoreTagKeys` are not set",
  endpoints: "its `rekognition`, `sts` and `s3`, where `rekognition:endpoint` is not set",
} as const;

/** The first address that is listed of each service that is asked. */
export type AwsEndpoints = Partial<Record<"rekognition" | "sts" | "s3", string>>;

/** Readers of those keys; each is read where it counts only. */
export function translatedOf(get: (key: string) => string | undefined): {
  defaultTags(): Readonly<Record<string, string>> | undefined;
  ignoreTags(): ValueOf<"awsIgnoreTags"> | undefined;
  endpoints(): AwsEndpoints;
} {
  return {
    defaultTags: () => valueOf("awsDefaultTags", "aws:defaultTags", get("aws:defaultTags"))?.tags,
    ignoreTags: () => valueOf("awsIgnoreTags", "aws:ignoreTags", get("aws:ignoreTags")),
    endpoints: () => {
      const listed = valueOf("awsEndpoints", "aws:endpoints", get("aws:endpoints")) ?? [];
      return Object.assign({}, ...listed.toReversed()) as AwsEndpoints;
    },
  };
}

/** Keys that decide on which way calls go, and that here only the environment can set: its variables. */
export const proxyAwsKeys: Readonly<Record<string, readonly string[]>> = {
  httpProxy: ["HTTP_PROXY", "http_proxy"],
  httpsProxy: ["HTTPS_PROXY", "https_proxy"],
  noProxy: ["NO_PROXY", "no_proxy"],
};

/** Keys that decide how calls go or whose credentials are found, and that here only the environment can set. */
export const environmentAwsKeys: Readonly<Record<string, readonly string[]>> = {
  ...proxyAwsKeys,
  ec2MetadataServiceEndpoint: ["AWS_EC2_METADATA_SERVICE_ENDPOINT"],
  ec2MetadataServiceEndpointMode: ["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"],
  sharedCredentialsFile: ["AWS_SHARED_CREDENTIALS_FILE"],
};

/** Keys that say neither who calls nor where, and count for nothing here; the text says what there is instead. */
export const otherAwsKeys: Readonly<Record<string, string>> = {
  customCaBundle: "Node takes certificates from NODE_EXTRA_CA_CERTS; without them the connection fails",
  insecure: "certificates are always checked",
  maxRetries: "`rekognition:maxAttempts`",
  retryMode: "`rekognition:maxAttempts`",
  tokenBucketRateLimiterCapacity: "calls keep to the rates of the service",
  s3UsePathStyle: "S3 is asked with the bucket in the path wherever `s3Endpoint` is set",
  s3UsEast1RegionalEndpoint: "S3 is asked in the region of the resource",
  skipCredentialsValidation: "credentials are not asked about before they are needed",
  skipRegionValidation: "`rekognition:validation` set to `warn`",
  skipRequestingAccountId: "the account is asked for only where something would go by it",
  tagPolicyCompliance: "AWS judges tags",
  userAgents: "calls name this package",
};

/** Fails where a key asks for what only the environment can bring about, unless the environment says the same. */
export function assertSaidByEnvironment(
  get: (key: string) => string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  for (const [name, variables] of Object.entries(environmentAwsKeys)) {
    const value = get(`aws:${name}`);
    if (value === undefined || value === "" || variables.some((variable) => environment[variable] === value)) continue;
    const [variable = ""] = variables;
    throw refused(`aws:${name} is not read here: set ${variable} in the environment to the same value`);
  }
}
