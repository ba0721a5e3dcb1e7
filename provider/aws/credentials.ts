import type { AwsCredentialIdentityProvider } from "@aws-sdk/types";
import { requestHandler } from "./request-handler.js";
import { credentialChainSdk, credentialProvidersSdk } from "./sdk-modules.js";
import type { AwsSettings } from "./settings.js";

/**
 * The credential chain of the AWS SDK, with the profile and the role of the settings. `afresh` reads the shared files
 * again instead of taking what an earlier chain has seen in them.
 */
export async function credentialChain(settings: AwsSettings, afresh: boolean): Promise<AwsCredentialIdentityProvider> {
  const { profile, assumeRole, region, endpoint } = settings;
  const { defaultProvider } = credentialChainSdk();
  const chain = defaultProvider({ ...(profile === undefined ? {} : { profile }), ignoreCache: afresh });
  if (assumeRole === undefined) return chain;
  const { fromTemporaryCredentials } = credentialProvidersSdk();
  const { roleArn, sessionName, externalId, durationSeconds } = assumeRole;
  return fromTemporaryCredentials({
    masterCredentials: chain,
    params: {
      RoleArn: roleArn,
      RoleSessionName: sessionName ?? "pulumi-rekognition",
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
      ...(durationSeconds === undefined ? {} : { DurationSeconds: durationSeconds }),
    },
    clientConfig: {
      region,
      requestHandler: await requestHandler(endpoint ?? `https://sts.${region}.amazonaws.com`),
      ...(endpoint === undefined ? {} : { endpoint }),
    },
  });
}
