import { LiveError } from "../live-error.js";
import type { AwsClients } from "../aws/clients.js";

/** An address in the environment would lead the clients elsewhere than what is said. */
export function refuseForeignAddresses(): void {
  const set = Object.keys(process.env).filter((name) => name.startsWith("AWS_ENDPOINT_URL"));
  if (set.length > 0)
    throw new LiveError(`Unset ${set.join(", ")}: the suite takes an emulator's address by --endpoint.`);
}

/** The account of the credentials; undefined where there are none. */
export async function accountOf({ sts }: Pick<AwsClients, "sts">): Promise<string | undefined> {
  try {
    await sts.config.credentials();
  } catch (error) {
    if (error instanceof Error && /CredentialsProviderError|TokenProviderError/.test(error.name)) return undefined;
    throw error;
  }
  try {
    return (await sts.getCallerIdentity({})).Account;
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new LiveError(`AWS does not take the credentials (${reason}). Nothing was done.`);
  }
}

/** The bucket must be the account's and in the region: Rekognition reads no other. */
export async function requireBucket(aws: AwsClients, bucket: string, account: string, region: string): Promise<void> {
  try {
    const { BucketRegion } = await aws.s3.headBucket({ Bucket: bucket, ExpectedBucketOwner: account });
    if (BucketRegion === undefined || BucketRegion === region) return;
    throw new LiveError(`The bucket ${bucket} is in ${BucketRegion}, not in ${region}. Nothing was done.`);
  } catch (error) {
    if (error instanceof LiveError) throw error;
    const reason = error instanceof Error ? error.name : String(error);
    throw new LiveError(
      `The bucket ${bucket} cannot be used by account ${account} in ${region} (${reason}). Nothing was done.`,
    );
  }
}
