import { type ErrorCode, type ErrorEntry, errorTable } from "./error-table.js";
import { printable } from "./printable.js";

/** The one error of this provider; told apart by `code`. Its message says what happened, to what, and the next step. */
export class RekognitionError extends Error {
  readonly code: ErrorCode;
  /** What happened, without the next step. */
  readonly what: string;
  /** AWS's own error name, where AWS answered. */
  readonly awsName: string | undefined;
  /** True where the call may have had its effect although no answer came. */
  readonly effectUnknown: boolean;

  constructor(
    code: ErrorCode,
    what: string,
    details: { awsName?: string; effectUnknown?: boolean; cause?: unknown } = {},
  ) {
    super(`${sentence(printable(what))} ${errorTable[code].wayOut} [${code}]`, { cause: details.cause });
    this.name = "RekognitionError";
    this.code = code;
    this.what = sentence(what);
    this.awsName = details.awsName;
    this.effectUnknown = details.effectUnknown ?? false;
    // The dynamic host prints the stack of whatever is thrown; for an expected error the message is the whole story.
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** The service's own sentence, where it answered with one. */
export function saidByService(error: RekognitionError): string | undefined {
  return error.awsName !== undefined && error.cause instanceof Error ? error.cause.message : undefined;
}

/** Whether `error` is ours, with one of `codes` (any of ours without codes). */
export function isRekognitionError(error: unknown, ...codes: readonly ErrorCode[]): error is RekognitionError {
  return error instanceof RekognitionError && (codes.length === 0 || codes.includes(error.code));
}

/** Whether the same call may succeed a moment later. */
export function isTransient(error: unknown): boolean {
  return error instanceof RekognitionError && (errorTable[error.code] as ErrorEntry).retryable;
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
