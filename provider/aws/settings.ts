/** A role to assume before anything is called. */
export interface AssumeRole {
  readonly roleArn: string;
  /** 2 to 64 characters; default "pulumi-rekognition". */
  readonly sessionName?: string | undefined;
  readonly externalId?: string | undefined;
  /** 900 to 43,200; AWS's default is 3,600. The credentials are renewed by themselves. */
  readonly durationSeconds?: number | undefined;
}

/** Where and as whom AWS is called. */
export interface AwsSettings {
  readonly region: string;
  /** Replaces the service endpoints, that of STS included. */
  readonly endpoint: string | undefined;
  /** Replaces the endpoint of S3; requests name the bucket in their path. */
  readonly s3Endpoint: string | undefined;
  readonly profile: string | undefined;
  readonly assumeRole: AssumeRole | undefined;
  /** Undefined leaves it to AWS_USE_FIPS_ENDPOINT and the profile. */
  readonly useFipsEndpoint: boolean | undefined;
  /** Calls in all for an error that passes; 1 switches retries off. */
  readonly maxAttempts: number;
  readonly allowedAccountIds: readonly string[];
}

/** Whether S3 is asked at all: an `endpoint` of its own stands for a service whose buckets may be nowhere near AWS's. */
export function asksS3({ endpoint, s3Endpoint }: Pick<AwsSettings, "endpoint" | "s3Endpoint">): boolean {
  return endpoint === undefined || s3Endpoint !== undefined;
}
