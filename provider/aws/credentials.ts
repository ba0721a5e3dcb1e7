import type { AwsCredentialIdentityProvider } from "@aws-sdk/types";
import { RekognitionError } from "../base/errors.js";
import { type StsAccess, assumed, assumedWithToken } from "./assumed-roles.js";
import { type RequestServices, clientSettings, placeOf } from "./request-handler.js";
import { credentialChainSdk, credentialProvidersSdk, stsSdk } from "./sdk-modules.js";
import type { Secrets } from "./secrets.js";
import type { AwsSettings } from "./settings.js";
import { type SharedFiles, assertProfile, sharedFiles } from "./shared-files.js";

/** Without one, the chain prints that a profile goes before the variables of the environment, which is what is asked for. */
const nothing = (): void => undefined;
const SILENT = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

/**
 * The credentials that the settings name, else those of the AWS SDK's default chain, and the roles assumed with them, one
 * from the other. `afresh` reads the shared files again instead of taking what an earlier chain has seen in them.
 */
export async function credentialChain(
  settings: AwsSettings,
  secrets: Secrets,
  afresh: boolean,
  services: RequestServices,
): Promise<AwsCredentialIdentityProvider> {
  const access = { settings, client: await clientSettings("sts", settings, services), services, secrets };
  const base = noted(await sourceOf(access, afresh), secrets);
  return settings.assumeRoles.reduce((master, role) => noted(assumed(access, master, role), secrets), base);
}

async function sourceOf(access: StsAccess, afresh: boolean): Promise<AwsCredentialIdentityProvider> {
  const { credentials } = access.settings;
  const { webIdentity, accessKeys, profile, skipInstanceMetadata } = credentials;
  if (webIdentity !== undefined) return assumedWithToken(access, webIdentity);
  if (accessKeys !== undefined) return () => Promise.resolve(accessKeys);
  if (profile !== undefined) await assertProfile(profile, credentials, afresh);
  const found = { ...sharedFiles(credentials), ignoreCache: afresh, ...rolesOfProfiles(access), logger: SILENT };
  return skipInstanceMetadata === true ? withoutInstance(found) : credentialChainSdk().defaultProvider(found);
}

/** A role that a profile names is asked for where all of STS is. */
function rolesOfProfiles({ settings, client }: StsAccess): object {
  if (placeOf("sts", settings).endpoint === undefined) return {};
  const { getDefaultRoleAssumer, getDefaultRoleAssumerWithWebIdentity } = stsSdk();
  return {
    roleAssumer: getDefaultRoleAssumer(client),
    roleAssumerWithWebIdentity: getDefaultRoleAssumerWithWebIdentity(client),
  };
}

/** The default chain, its last link apart. */
function withoutInstance(found: SharedFiles): AwsCredentialIdentityProvider {
  const { createCredentialChain, fromEnv, fromIni, fromProcess, fromTokenFile, fromHttp } = credentialProvidersSdk();
  const ofProfile = [fromIni(found), fromProcess(found)];
  const said = "No AWS credentials were found, and skipMetadataApiCheck keeps out those of the machine";
  return createCredentialChain(
    // As in the default chain: who names a profile does not mean the variables.
    ...(found.profile === undefined ? [fromEnv(), ...ofProfile] : ofProfile),
    fromTokenFile(),
    fromHttp(),
    () => Promise.reject(new RekognitionError("NoCredentials", said)),
  );
}

/** The same provider; what it gives is noted as secret. */
function noted(provider: AwsCredentialIdentityProvider, secrets: Secrets): AwsCredentialIdentityProvider {
  return async (properties) => {
    const credentials = await provider(properties);
    secrets.add(credentials.secretAccessKey, credentials.sessionToken);
    return credentials;
  };
}
