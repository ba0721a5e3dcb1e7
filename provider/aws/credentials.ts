import type { AwsCredentialIdentityProvider } from "@aws-sdk/types";
import { requestHandler } from "./request-handler.js";
import { credentialChainSdk, credentialProvidersSdk } from "./sdk-modules.js";
import type { Secrets } from "./secrets.js";
import type { AwsSettings } from "./settings.js";

/**
 * The credential chain of the AWS SDK, with the profile and the role of the settings. `afresh` reads the shared files
 * again instead of taking what an earlier chain has seen in them.
 */
export async function credentialChain(
  settings: AwsSettings,
  secrets: Secrets,
  afresh: boolean,
): Promise<AwsCredentialIdentityProvider> {
  const { profile, assumeRole, region, endpoint } = settings;
  const { defaultProvider } = credentialChainSdk();
  const found = defaultProvider({ ...(profile === undefined ? {} : { profile }), ignoreCache: afresh });
  const chain = noted(found, secrets);
  if (assumeRole === undefined) return chain;
  const { fromTemporaryCredentials } = credentialProvidersSdk();
  const { roleArn, sessionName, externalId, durationSeconds } = assumeRole;
  secrets.add(externalId);
  const assumed = fromTemporaryCredentials({
    masterCredentials: chain,
    params: {
      RoleArn: roleArn,
      RoleSessionName: sessionName ?? "pulumi-rekognition",
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
      ...(durationSeconds === undefined ? {} : { DurationSeconds: durationSeconds }),
    },
    clientConfig: {
      region,
      // The gateway repeats what is worth repeating.
      maxAttempts: 1,
      requestHandler: await requestHandler(endpoint ?? `https://sts.${region}.amazonaws.com`),
      ...(endpoint === undefined ? {} : { endpoint }),
    },
  });
  return noted(assumed, secrets);
}

/** The same provider; what it gives is noted as secret. */
function noted(provider: AwsCredentialIdentityProvider, secrets: Secrets): AwsCredentialIdentityProvider {
  return async (properties) => {
    const credentials = await provider(properties);
    secrets.add(credentials.secretAccessKey, credentials.sessionToken);
    return credentials;
  };
}
