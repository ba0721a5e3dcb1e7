import { readFile } from "node:fs/promises";
import type { AssumeRoleCommandInput } from "@aws-sdk/client-sts";
import type { AwsCredentialIdentityProvider } from "@aws-sdk/types";
import { RekognitionError } from "../base/errors.js";
import { logged, type LogServices } from "./call-log.js";
import { mapAwsError } from "./error-mapping.js";
import { clientSettings, type ClientSettings, placeOf, type RequestServices } from "./request-handler.js";
import { credentialChainSdk, credentialProvidersSdk, sharedConfigSdk, stsSdk } from "./sdk-modules.js";
import type { AssumeRole, AwsSettings, CredentialSource, Secrets, WebIdentity } from "./settings.js";

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

const DEFAULT_SESSION_NAME = "pulumi-rekognition";

/** How STS is asked. */
interface StsAccess {
  readonly settings: AwsSettings;
  readonly client: ClientSettings;
  readonly services: LogServices;
  readonly secrets: Secrets;
}

/** Credentials of a role that others assume. */
function assumed(access: StsAccess, base: AwsCredentialIdentityProvider, role: AssumeRole) {
  const assume = stsSdk().getDefaultRoleAssumer(access.client);
  const { externalId, tags, transitiveTagKeys, sourceIdentity } = role;
  access.secrets.add(externalId);
  const request = given<AssumeRoleCommandInput>({
    ...sessionOf(role),
    ExternalId: externalId,
    Tags: tags && Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    TransitiveTagKeys: transitiveTagKeys && [...transitiveTagKeys],
    SourceIdentity: sourceIdentity,
  });
  return async () => {
    const caller = await base();
    return asked(access, "AssumeRole", role.roleArn, () => assume(caller, request));
  };
}

/** Credentials of a role that is assumed with the token of an identity provider. */
function assumedWithToken(access: StsAccess, identity: WebIdentity): AwsCredentialIdentityProvider {
  const assume = stsSdk().getDefaultRoleAssumerWithWebIdentity(access.client);
  return async () => {
    const token = await tokenOf(identity);
    access.secrets.add(token);
    const request = given({ ...sessionOf(identity), WebIdentityToken: token });
    return asked(access, "AssumeRoleWithWebIdentity", identity.roleArn, () => assume(request));
  };
}

/** Read each time: the system that runs the job writes a new token into the file before the old one expires. */
async function tokenOf({ token, tokenFile }: WebIdentity): Promise<string> {
  if (tokenFile === undefined) return token ?? "";
  try {
    return (await readFile(tokenFile, "utf8")).trim();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw new RekognitionError("NoCredentials", `webIdentityTokenFile ${tokenFile} cannot be read (${code})`);
  }
}

function sessionOf({ roleArn, sessionName, durationSeconds, policy, policyArns }: AssumeRole | WebIdentity) {
  return {
    RoleArn: roleArn,
    RoleSessionName: sessionName ?? DEFAULT_SESSION_NAME,
    DurationSeconds: durationSeconds,
    Policy: policy,
    PolicyArns: policyArns?.map((arn) => ({ arn })),
  };
}

/** The members that have a value. */
function given<Request extends object>(members: { [Name in keyof Request]: Request[Name] | undefined }): Request {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Request;
}

/** One call for credentials; what goes wrong is told of it, not of the call that needed them. */
async function asked<T>(access: StsAccess, operation: string, roleArn: string, call: () => Promise<T>): Promise<T> {
  try {
    const about = { operation, object: roleArn, attempt: 1 };
    return await logged(access.services, access.secrets, about, call);
  } catch (error) {
    const { settings, secrets } = access;
    const site = {
      service: "sts",
      operation: `${operation} of ${roleArn}`,
      ...placeOf("sts", settings),
      secrets,
    } as const;
    throw mapAwsError(error, site);
  }
}

/** The files of the shared AWS configuration, and the profile in them, as the SDK's functions take them. */
interface SharedFiles {
  readonly profile?: string;
  readonly configFilepath?: string;
  readonly filepath?: string;
}

/** What the settings say of them; what they leave open is AWS's default. */
function sharedFiles({ profile, configFile, credentialsFile }: CredentialSource): SharedFiles {
  return {
    ...(profile === undefined ? {} : { profile }),
    ...(configFile === undefined ? {} : { configFilepath: configFile }),
    ...(credentialsFile === undefined ? {} : { filepath: credentialsFile }),
  };
}

/** The region of the AWS default chain (environment, then the profile's settings), if it names one. */
export async function defaultChainRegion(source: CredentialSource): Promise<string | undefined> {
  const { loadConfig, NODE_REGION_CONFIG_OPTIONS, NODE_REGION_CONFIG_FILE_OPTIONS } = sharedConfigSdk();
  try {
    return await loadConfig(NODE_REGION_CONFIG_OPTIONS, {
      ...NODE_REGION_CONFIG_FILE_OPTIONS,
      ...sharedFiles(source),
    })();
  } catch {
    return undefined;
  }
}

/** Fails where there is no such profile: an AWS client passes it over and takes what the machine itself may do. */
async function assertProfile(profile: string, source: CredentialSource, afresh: boolean): Promise<void> {
  const profiles = await sharedConfigSdk().parseKnownFiles({ ...sharedFiles(source), ignoreCache: afresh });
  if (profile === "default" || Object.hasOwn(profiles, profile)) return;
  throw new RekognitionError("NoCredentials", `The shared AWS configuration has no profile ${JSON.stringify(profile)}`);
}
