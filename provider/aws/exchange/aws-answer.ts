/* What an answer of AWS looks like, judged once for all operations: the SDK takes an empty one for an answer without
   members, and an error under a success status as well. */

/** An answer as it came over the wire, whole. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * How a service speaks: JSON 1.1 as Rekognition does, queries answered with XML as STS does, or with bytes as S3 does, which
 * their reader judges, and XML where there are none.
 */
export type Protocol = "json" | "query" | "bytes";

/** What came is no answer of AWS: it proves nothing. */
export class NoAwsAnswer extends Error {
  override readonly name = "NoAwsAnswer";
  readonly status: number;
  readonly requestId: string | undefined;

  /** @param what what came instead, as in "HTML" */
  constructor(what: string, { status, headers }: RawAnswer) {
    super(`${what}, HTTP ${String(status)}`);
    this.status = status;
    this.requestId = headers["x-amzn-requestid"] ?? headers["x-amz-request-id"];
  }
}

/** Throws where an answer is none that AWS gives; `mayBeEmpty` where AWS may have nothing to say but that it was done. */
export function assertAwsAnswer(protocol: Protocol, answer: RawAnswer, mayBeEmpty: boolean): void {
  const isError = answer.status >= 300;
  if (protocol === "bytes" && !isError) return;
  const text = answer.body.toString("utf8").trim();
  if (text === "" && mayBeEmpty && !isError) return;
  const odd = (): string | undefined =>
    protocol === "json" ? oddJson(text, answer, isError) : oddXml(protocol, text, isError);
  const oddity = text === "" ? "no body" : odd();
  if (oddity !== undefined) throw new NoAwsAnswer(oddity, answer);
}

function oddJson(text: string, { headers }: RawAnswer, isError: boolean): string | undefined {
  const parsed = parsedJson(text);
  if (parsed === undefined)
    return text.startsWith("<") ? "HTML" : /^[{[]/.test(text) ? "JSON that breaks off" : "no JSON";
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return "JSON that is no object";
  const { __type: type, code, message, Message: said = message } = parsed as Record<string, unknown>;
  const name = [type, code].find((word): word is string => typeof word === "string");
  if (isError) {
    return name === undefined && headers["x-amzn-errortype"] === undefined ? "an error without a name" : undefined;
  }
  if (type === undefined) return undefined;
  return `the error ${name ?? ""}${typeof said === "string" ? `: ${said}` : ""}`;
}

function oddXml(protocol: Protocol, text: string, isError: boolean): string | undefined {
  if (!text.startsWith("<")) return "no XML";
  const root = /^(?:<\?[^>]*\?>\s*)?<([\w:]+)/.exec(text)?.[1] ?? "";
  const isOfAws = protocol === "query" ? root.endsWith("Response") : root === "Error";
  if (!isOfAws) return "HTML";
  if (!text.endsWith(`</${root}>`)) return "XML that breaks off";
  return root === "ErrorResponse" && !isError ? "an error" : undefined;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
