import type { ErrorCode } from "../base/error-table.js";
import { RekognitionError } from "../base/errors.js";
import { NoAwsAnswer } from "./exchange/aws-answer.js";
import { CutOff, NoAnswerInTime } from "./exchange/bounded-handler.js";
import type { Service } from "./request-handler.js";
import type { Secrets } from "./settings.js";

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
  RequestTimeTooSkewed: "CredentialsExpired",
  RequestInTheFuture: "CredentialsExpired",
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
  // Of the tagging API alone.
  ThrottledException: "Throttled",
  // Of S3 alone: it waited for the rest of what was sent.
  RequestTimeout: "ServiceFault",
  // Another write of the same key was under way: S3 asks for another attempt.
  ConditionalRequestConflict: "ServiceFault",
  NoSuchBucketPolicy: "NotFound",
  NoSuchPublicAccessBlockConfiguration: "NotFound",
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
  /** False for what went wrong before the call itself was sent. */
  readonly wasSent?: boolean;
  /** What the message must not tell, whatever the service says. */
  readonly secrets?: Secrets;
}

/** Turns whatever the AWS SDK throws into our error. */
export function mapAwsError(error: unknown, site: CallSite): RekognitionError {
  if (error instanceof RekognitionError) return error;
  const known = facts(error);
  const message = site.secrets?.blotted(known.message) ?? known.message;
  // S3 tells what it has made of a request in members of the error, the session's token among them.
  const isPlain = message === known.message && site.service !== "s3";
  const cause = isPlain ? error : Object.assign(new Error(message), { name: known.name });
  const told: Told = { ...known, message, cause };
  if (error instanceof CutOff) return cutOff(error, site);
  if (error instanceof NoAwsAnswer) return noAwsAnswer(message, error, told, site);
  if (known.isUnreadable) return noAwsAnswer("JSON of another form", { status: known.status ?? 200 }, told, site);
  const network = [known.code, known.name].find((word) => NEVER_SENT.has(word) || BROKEN.has(word));
  if (network !== undefined || message.includes("socket hang up")) {
    const why = error instanceof NoAnswerInTime ? message : (network ?? message);
    return new RekognitionError("ConnectionFailed", `${site.operation}: no answer from ${whereOf(site)} (${why})`, {
      cause,
      effectUnknown: isTheCall(site) && (network === undefined || !NEVER_SENT.has(network)),
    });
  }
  const named = codeOf(known.name, known.status);
  const mapped = named === "AccessDenied" ? accessDenied(site.operation) : named;
  return new RekognitionError(mapped, text(mapped, told, site), {
    awsName: known.name,
    requestId: known.requestId,
    cause,
    effectUnknown: isTheCall(site) && mapped === "ServiceFault",
  });
}

/** What a call was cut off for; that it was sent is told where it may have changed something. */
function cutOff({ cause: reason, wasSent }: CutOff, { operation }: CallSite): RekognitionError {
  if (!(reason instanceof RekognitionError)) throw reason;
  return wasSent
    ? reason.withMore(`${operation} was sent and not answered, so whether it took effect is not known.`, true)
    : reason;
}

/** What stands between here and AWS may have passed the call on; one that only limits the rate has not. */
function noAwsAnswer(odd: string, { status }: { status: number }, told: Told, site: CallSite): RekognitionError {
  const code = status === 429 ? "Throttled" : status >= 500 ? "ServiceFault" : "UnreadableAnswer";
  const what = `${site.operation}${byId(told)}: ${whereOf(site)} answered with something that is no AWS answer (${odd})`;
  const { cause, requestId } = told;
  return new RekognitionError(code, what, { cause, requestId, effectUnknown: isTheCall(site) && code !== "Throttled" });
}

/** What is asked of STS comes before the call that it is asked for. */
function isTheCall({ service, wasSent }: CallSite): boolean {
  return service === "rekognition" && wasSent !== false;
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

function text(code: ErrorCode, { name, message, requestId }: Told, site: CallSite): string {
  const said = message === "" || message === name || message === "UnknownError" ? `${name} without a text` : message;
  const where = `in ${site.region}${byId({ requestId })}`;
  if (code.endsWith("AccessDenied")) return `AWS refused ${site.service}:${site.operation} ${where}: ${said}`;
  return `${site.operation} ${where}: ${said}`;
}

function byId({ requestId }: Pick<Told, "requestId">): string {
  return requestId === undefined ? "" : ` (request id ${requestId})`;
}

function whereOf({ endpoint, region, service }: CallSite): string {
  return endpoint ?? `the ${region} endpoint of ${service}`;
}

interface Facts {
  readonly name: string;
  readonly message: string;
  readonly code: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** An answer came, but the SDK could not make anything of it. */
  readonly isUnreadable: boolean;
}

/** What of it may be told. */
interface Told extends Facts {
  readonly cause: unknown;
}

interface SdkError extends Error {
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  readonly $response?: unknown;
  readonly $fault?: unknown;
  readonly errors?: readonly unknown[];
}

function facts(error: unknown): Facts {
  const thrown: SdkError =
    error instanceof Error ? error : Object.assign(new Error(String(error)), { name: "unknown" });
  // Node reports a refused dual-stack connection as an AggregateError whose members carry the code.
  const [first] = Array.isArray(thrown.errors) ? (thrown.errors as readonly ({ code?: unknown } | undefined)[]) : [];
  const code = thrown.code ?? first?.code;
  return {
    name: thrown.name,
    message: thrown.message,
    code: typeof code === "string" ? code : "",
    status: thrown.$metadata?.httpStatusCode,
    requestId: error instanceof NoAwsAnswer ? error.requestId : thrown.$metadata?.requestId,
    isUnreadable: thrown.$response !== undefined && thrown.$fault === undefined,
  };
}
