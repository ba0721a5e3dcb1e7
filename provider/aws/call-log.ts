import type { Clock } from "../base/clock.js";
import { printable } from "../base/printable.js";
import { NoAwsAnswer } from "./exchange/aws-answer.js";
import type { Secrets } from "./settings.js";

/** Takes a line for each AWS call. */
export type CallLog = (line: string) => void;

/** What a logged call is. */
export interface LoggedCall {
  readonly operation: string;
  /** What it is about, as the request names it. */
  readonly object: string;
  /** From 1; a call that is repeated for a reason that passes has several. */
  readonly attempt: number;
}

/** Where and how calls are logged. */
export interface LogServices {
  readonly clock: Clock;
  /** Undefined where nobody asked for a log. */
  readonly log?: CallLog | undefined;
}

/**
 * Makes a call and logs how it ended; once more where AWS refused it for the time it was signed at. The SDK's client has
 * learned from the answer how far the machine's clock is off, but it corrects itself only where it repeats calls, which here
 * is not its business.
 */
export async function logged<T>(
  services: LogServices,
  secrets: Secrets,
  about: LoggedCall,
  call: () => Promise<T>,
): Promise<T> {
  const once = (): Promise<T> => loggedOnce(services, secrets, about, call);
  try {
    return await once();
  } catch (error) {
    const { $metadata: metadata } = error as { $metadata?: { clockSkewCorrected?: boolean } };
    if (metadata?.clockSkewCorrected !== true) throw error;
    return once();
  }
}

async function loggedOnce<T>(
  { clock, log }: LogServices,
  secrets: Secrets,
  about: LoggedCall,
  call: () => Promise<T>,
): Promise<T> {
  if (log === undefined) return call();
  const begunAt = clock.now();
  const begunMs = clock.monotonicMs();
  const end = (outcome: string, requestId: string | undefined): void => {
    const { operation, object, attempt } = about;
    const fields = {
      time: new Date(begunAt).toISOString(),
      operation,
      object,
      attempt: String(attempt),
      outcome,
      requestId: requestId ?? "",
      ms: String(Math.round(clock.monotonicMs() - begunMs)),
    };
    const line = Object.entries(fields).map(([name, value]) => `${name}=${quoted(printable(secrets.blotted(value)))}`);
    log(line.join(" "));
  };
  try {
    const answer = await call();
    end("ok", requestIdOf(answer));
    return answer;
  } catch (error) {
    end(outcomeOf(error), requestIdOf(error));
    throw error;
  }
}

/** Members of requests that name what a call is about, the one that says most first. None of them is a secret. */
const NAMING = [
  "ProjectVersionArn",
  "DatasetArn",
  "ResourceArn",
  "DestinationProjectArn",
  "ProjectArn",
  "RoleArn",
  "ProjectName",
  "CollectionId",
  "Name",
  "JobId",
  "Bucket",
] as const;
/** What is within that. */
const WITHIN = ["VersionName", "VersionNames", "PolicyName", "ProjectNames", "DatasetType", "Key"] as const;

/** What a request is about: an ARN or a name, and what is within it. */
export function objectOf(request: object): string {
  const members = request as Readonly<Record<string, unknown>>;
  const whole = NAMING.map((name) => members[name]).find((value) => typeof value === "string");
  const within = WITHIN.flatMap((name) => members[name] ?? []);
  return [whole, ...within].filter((value) => typeof value === "string").join(" ");
}

/** AWS's own name of an error; what came instead of an answer; or what happened to the connection. */
function outcomeOf(error: unknown): string {
  if (error instanceof NoAwsAnswer) return error.message;
  if (!(error instanceof Error)) return "unknown";
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : error.name;
}

/** The request id that an answer or an error of the SDK, or one of ours, came with. */
export function requestIdOf(ended: unknown): string | undefined {
  const { requestId, $metadata } = ended as { requestId?: string; $metadata?: { requestId?: string } };
  return requestId ?? $metadata?.requestId;
}

/** One value of a line in logfmt: in quotes where it holds more than a word. */
function quoted(value: string): string {
  return /^[^\s"=]+$/.test(value) ? value : JSON.stringify(value);
}
