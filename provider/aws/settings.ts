/** Where and as whom AWS is called. */
export interface AwsSettings {
  readonly region: string;
  /** Replaces the service endpoints, that of STS included. */
  readonly endpoint: string | undefined;
  readonly profile: string | undefined;
  /** Calls in all for an error that passes; 1 switches retries off. */
  readonly maxAttempts: number;
  readonly allowedAccountIds: readonly string[];
}
