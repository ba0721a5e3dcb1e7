import type { ErrorCode } from "../lifecycle/error-table.js";
import { RekognitionError } from "../lifecycle/errors.js";
import type { Service } from "./client-settings.js";
import type { Secrets } from "./secrets.js";

/** Our code for each of AWS's error names; any other is `ServiceRefused`, or `ServiceFault` where the answer is a 5xx. */
export const CODE_OF: Readonly<Record<string, ErrorCode>> = {
  AccessDeniedException: "AccessDenied",
  AccessDenied: "AccessDenied",
  AllAccessDisabled: "AccessDenied",
  NotAuthorized: "AccessDenied",
  CredentialsProviderError: "NoCredentials",
  TokenProviderError: "NoCredentials",
  ExpiredTokenException: "CredentialsExpired",
  ExpiredToken: "CredentialsExpired",
  RequestExpired: "CredentialsExpired",
  UnrecognizedClientException: "CredentialsExpired",
  InvalidClientTokenId: "CredentialsExpired",
  InvalidSignatureException: "CredentialsExpired",
  MissingAuthenticationTokenException: "CredentialsExpired",
  InvalidAccessKeyId: "CredentialsExpired",
  InvalidToken: "CredentialsExpired",
  SignatureDoesNotMatch: "CredentialsExpired",
  ThrottlingException: "Throttled",
  // Of STS alone.
  Throttling: "Throttled",
  IDPCommunicationErrorException: "ServiceFault",
  InvalidIdentityTokenException: "CredentialsExpired",
  ProvisionedThroughputExceededException: "Throttled",
  TooManyRequestsException: "Throttled",
  SlowDown: "Throttled",
  InternalServerError: "ServiceFault",
  InvalidParameterException: "InvalidInput",
  ValidationException: "InvalidInput",
  InvalidS3ObjectException: "S3ObjectUnreadable",
  ImageTooLargeException: "MediaUnusable",
  InvalidImageFormatException: "MediaUnusable",
  VideoTooLargeException: "MediaUnusable",
  MalformedPolicyDocumentException: "MalformedPolicy",
  InvalidPolicyRevisionIdException: "PolicyChanged",
  ResourceNotFoundException: "NotFound",
  ResourceInUseException: "Busy",
  ResourceNotReadyException: "Busy",
  ConflictException: "Busy",
  ResourceAlreadyExistsException: "NameTaken",
  LimitExceededException: "QuotaExceeded",
  ServiceQuotaExceededException: "QuotaExceeded",
  HumanLoopQuotaExceededException: "QuotaExceeded",
};

/** Never reached the service, so nothing can have happened. */
const NEVER_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
const BROKEN = new Set(["ECONNRESET", "EPIPE", "ETIMEDOUT", "ECONNABORTED", "TimeoutError", "UND_ERR_SOCKET"]);

/** What the call was, for the message. */
export interface CallSite {
  readonly service: Service;
  readonly operation: string;
  readonly region: string;
  readonly endpoint: string | undefined;
  /** What the message must not tell, whatever the service says. */
  readonly secrets?: Secrets;
}

/** Turns whatever the AWS SDK throws into our error. */
export function mapAwsError(error: unknown, site: CallSite): RekognitionError {
  if (error instanceof RekognitionError) return error;
  const { name, code, status, message: said } = facts(error);
  const message = site.secrets?.blotted(said) ?? said;
  const cause = message === said ? error : Object.assign(new Error(message), { name });
  const network = [code, name].find((word) => NEVER_SENT.has(word) || BROKEN.has(word));
  if (network !== undefined || message.includes("socket hang up")) {
    const where = site.endpoint ?? `the ${site.region} endpoint of ${site.service}`;
    return new RekognitionError(
      "ConnectionFailed",
      `${site.operation}: no answer from ${where} (${network ?? message})`,
      {
        cause,
        effectUnknown: site.service === "rekognition" && (network === undefined || !NEVER_SENT.has(network)),
      },
    );
  }
  const known = codeOf(name, status);
  const mapped = known === "AccessDenied" ? accessDenied(site.operation) : known;
  return new RekognitionError(mapped, text(mapped, name, message, site), {
    awsName: name,
    cause,
    effectUnknown: site.service === "rekognition" && mapped === "ServiceFault",
  });
}

/** Some refusals have causes of their own. */
function accessDenied(operation: string): ErrorCode {
  if (operation.includes("StreamProcessor")) return "StreamProcessorAccessDenied";
  return operation === "CopyProjectVersion" ? "CopyAccessDenied" : "AccessDenied";
}

function codeOf(name: string, status: number | undefined): ErrorCode {
  const known = CODE_OF[name];
  if (known !== undefined) return known;
  return status !== undefined && status >= 500 ? "ServiceFault" : "ServiceRefused";
}

function text(code: ErrorCode, name: string, message: string, site: CallSite): string {
  const said = message === "" || message === name || message === "UnknownError" ? `${name} without a text` : message;
  if (code.endsWith("AccessDenied")) {
    return `AWS refused ${site.service}:${site.operation} in ${site.region}: ${said}`;
  }
  return `${site.operation} in ${site.region}: ${said}`;
}

function facts(error: unknown): { name: string; message: string; code: string; status: number | undefined } {
  if (!(error instanceof Error)) return { name: "unknown", message: String(error), code: "", status: undefined };
  const extra = error as Error & { code?: unknown; $metadata?: { httpStatusCode?: number }; errors?: unknown[] };
  // Node reports a refused dual-stack connection as an AggregateError whose members carry the code.
  const first = Array.isArray(extra.errors) ? (extra.errors[0] as { code?: unknown } | undefined) : undefined;
  const code = extra.code ?? first?.code;
  return {
    name: error.name,
    message: error.message,
    code: typeof code === "string" ? code : "",
    status: extra.$metadata?.httpStatusCode,
  };
}
