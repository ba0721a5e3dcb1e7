/* What the configuration of Pulumi's AWS providers means here, key by key. */

/** Keys whose value has another form there; the text says what counts of them. */
export const translatedAwsKeys = {
  defaultTags: { kind: "awsDefaultTags", doc: "its `tags`, where `rekognition:defaultTags` is not set" },
  ignoreTags: {
    kind: "awsIgnoreTags",
    doc: "its `keyPrefixes` and `keys`, where `rekognition:ignoreTagPrefixes` and `ignoreTagKeys` are not set",
  },
  endpoints: {
    kind: "awsEndpoints",
    doc: "its `rekognition`, `sts`, `s3` and `resourcegroupstaggingapi`, where `rekognition:endpoint` is not set",
  },
} as const;

/** Keys that decide on which way calls go, and that here only the environment can set: its variables. */
const proxyAwsKeys: Readonly<Record<string, readonly string[]>> = {
  httpProxy: ["HTTP_PROXY", "http_proxy"],
  httpsProxy: ["HTTPS_PROXY", "https_proxy"],
  noProxy: ["NO_PROXY", "no_proxy"],
};

/** Keys that an explicit provider of ours gets as the stack has them. */
export const passedOnAwsKeys = [...Object.keys(translatedAwsKeys), ...Object.keys(proxyAwsKeys)];

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
  tokenBucketRateLimiterCapacity: "calls stay within the service's request rates",
  s3UsePathStyle: "path-style addresses are used if `s3Endpoint` is set",
  s3UsEast1RegionalEndpoint: "S3 is called in the region of the resource",
  skipCredentialsValidation: "credentials are not validated before the first call",
  skipRegionValidation: "`rekognition:validation` set to `warn`",
  skipRequestingAccountId: "the account is looked up only when it is needed",
  tagPolicyCompliance: "tag policies are left to AWS",
  userAgents: "calls name this package",
};
