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
  readonly profile: string | undefined;
  readonly assumeRole: AssumeRole | undefined;
  /** Undefined leaves it to AWS_USE_FIPS_ENDPOINT and the profile. */
  readonly useFipsEndpoint: boolean | undefined;
  /** Calls in all for an error that passes; 1 switches retries off. */
  readonly maxAttempts: number;
  readonly allowedAccountIds: readonly string[];
}
