import { readFile } from "node:fs/promises";
import type { AssumeRoleCommandInput } from "@aws-sdk/client-sts";
import type { AwsCredentialIdentityProvider } from "@aws-sdk/types";
import { RekognitionError } from "../base/errors.js";
import { type LogServices, logged } from "./call-log.js";
import { mapAwsError } from "./error-mapping.js";
import { type ClientSettings, placeOf } from "./request-handler.js";
import { stsSdk } from "./sdk-modules.js";
import type { Secrets } from "./secrets.js";
import type { AssumeRole, AwsSettings, WebIdentity } from "./settings.js";

const DEFAULT_SESSION_NAME = "pulumi-rekognition";

/** How STS is asked. */
export interface StsAccess {
  readonly settings: AwsSettings;
  readonly client: ClientSettings;
  readonly services: LogServices;
  readonly secrets: Secrets;
}

/** Credentials of a role that others assume. */
export function assumed(access: StsAccess, base: AwsCredentialIdentityProvider, role: AssumeRole) {
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
export function assumedWithToken(access: StsAccess, identity: WebIdentity): AwsCredentialIdentityProvider {
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
