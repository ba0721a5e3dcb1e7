import { RekognitionError } from "../base/errors.js";
import { sharedConfigSdk } from "./sdk-modules.js";
import type { CredentialSource } from "./settings.js";

/** The files of the shared AWS configuration, and the profile in them, as the SDK's functions take them. */
export interface SharedFiles {
  readonly profile?: string;
  readonly configFilepath?: string;
  readonly filepath?: string;
}

/** What the settings say of them; what they leave open is AWS's default. */
export function sharedFiles({ profile, configFile, credentialsFile }: CredentialSource): SharedFiles {
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
export async function assertProfile(profile: string, source: CredentialSource, afresh: boolean): Promise<void> {
  const profiles = await sharedConfigSdk().parseKnownFiles({ ...sharedFiles(source), ignoreCache: afresh });
  if (profile === "default" || Object.hasOwn(profiles, profile)) return;
  throw new RekognitionError("NoCredentials", `The shared AWS configuration has no profile ${JSON.stringify(profile)}`);
}
