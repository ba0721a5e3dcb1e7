import { homedir } from "node:os";
import type { AccessKeys, AssumeRole, CredentialSource, WebIdentity } from "../../aws/settings.js";
import { parseDurationMs } from "../../base/durations.js";
import type { KeyName } from "./keys.js";
import { type ValueOf } from "./kinds.js";
import { type ReadKey, refused } from "./values.js";

/* Who calls: whose credentials are used, and which roles are assumed with them. */

/** Keys that say whose credentials are used. */
export const credentialKeys = [
  "profile",
  "accessKey",
  "secretKey",
  "token",
  "assumeRoleWithWebIdentity",
  "sharedConfigFiles",
  "sharedCredentialsFiles",
] as const satisfies readonly KeyName[];

/** Whose credentials are used: what `rekognition:` says, all of it, or else what `aws:` says. */
export function credentialSource(
  own: ReadKey,
  shared: ReadKey,
  profileOfEnvironment: string | undefined,
): CredentialSource {
  const isOwn = credentialKeys.some((key) => own(key) !== undefined);
  const read = isOwn ? own : shared;
  const [configFile] = read("sharedConfigFiles") ?? [];
  const [credentialsFile] = read("sharedCredentialsFiles") ?? [];
  return {
    webIdentity: webIdentityOf(read("assumeRoleWithWebIdentity")),
    accessKeys: accessKeysOf(read),
    profile: read("profile") ?? profileOfEnvironment,
    configFile: inHome(configFile),
    credentialsFile: inHome(credentialsFile),
    skipInstanceMetadata: own("skipMetadataApiCheck") ?? shared("skipMetadataApiCheck"),
  };
}

/** The roles that are assumed one from the other: what `rekognition:` says, an empty list too, or else what `aws:` says. */
export function rolesToAssume(own: ReadKey, shared: ReadKey): readonly AssumeRole[] {
  return rolesOf(own) ?? rolesOf(shared) ?? [];
}

function rolesOf(read: ReadKey): readonly AssumeRole[] | undefined {
  const one = read("assumeRole");
  const several = read("assumeRoles");
  if (one !== undefined && several !== undefined) {
    throw refused(`${read.prefix}assumeRole and ${read.prefix}assumeRoles are both set: leave assumeRole out`);
  }
  return (one === undefined ? several : [one])?.map(roleOf);
}

function roleOf({ duration, durationSeconds, ...role }: ValueOf<"role">): AssumeRole {
  return { ...role, durationSeconds: durationSeconds ?? secondsOf(duration) };
}

function webIdentityOf(given: ValueOf<"webIdentity"> | undefined): WebIdentity | undefined {
  if (given === undefined) return undefined;
  const { duration, webIdentityToken, webIdentityTokenFile, ...session } = given;
  return {
    ...session,
    durationSeconds: secondsOf(duration),
    token: webIdentityToken,
    tokenFile: inHome(webIdentityTokenFile),
  };
}

function accessKeysOf(read: ReadKey): AccessKeys | undefined {
  const accessKeyId = read("accessKey");
  const secretAccessKey = read("secretKey");
  const sessionToken = read("token");
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  }
  if (accessKeyId === undefined && secretAccessKey === undefined && sessionToken === undefined) return undefined;
  throw refused(
    `${read.prefix}accessKey and ${read.prefix}secretKey go together, with ${read.prefix}token if need be: one of them is missing`,
  );
}

function secondsOf(duration: string | undefined): number | undefined {
  return duration === undefined ? undefined : (parseDurationMs(duration) ?? 0) / 1_000;
}

/** Written as a shell would take it. */
function inHome(path: string | undefined): string | undefined {
  return path?.replace(/^~(?=[/\\]|$)/, () => homedir());
}
