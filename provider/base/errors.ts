import { type ErrorCode, errorTable } from "./error-table.js";
import { printable } from "./printable.js";

/** What is known of an error beside its text. */
interface ErrorDetails {
  /** AWS's own error name, where AWS answered. */
  readonly awsName?: string;
  /** Under which AWS knows the call, where it answered. */
  readonly requestId?: string | undefined;
  /** True where the call may have had its effect although no answer came. */
  readonly effectUnknown?: boolean;
  readonly cause?: unknown;
}

/**
 * The one error of this provider; told apart by `code`. Its message says what happened, to what, and the next step. A
 * message is whole: code that has more to say uses `withMore` or composes from `what`, and lint keeps `message` out of texts.
 */
export class RekognitionError extends Error {
  readonly code: ErrorCode;
  /** What happened, without the next step. */
  readonly what: string;
  /** AWS's own error name, where AWS answered. */
  readonly awsName: string | undefined;
  /** Under which AWS knows the call, where it answered. */
  readonly requestId: string | undefined;
  /** True where the call may have had its effect although no answer came. */
  readonly effectUnknown: boolean;
  readonly #details: ErrorDetails;

  constructor(code: ErrorCode, what: string, details: ErrorDetails = {}) {
    const happened = sentence(printable(what));
    super(
      `${happened} ${errorTable[code].wayOut} [${code}]`,
      details.cause === undefined ? {} : { cause: details.cause },
    );
    this.name = "RekognitionError";
    this.code = code;
    this.what = happened;
    this.awsName = details.awsName;
    this.requestId = details.requestId;
    this.effectUnknown = details.effectUnknown ?? false;
    this.#details = details;
    // The dynamic host prints the stack of whatever is thrown; for an expected error the message is the whole story.
    this.stack = `${this.name}: ${this.message}`;
  }

  /** The same error, with more of what happened told before the way out; `effectUnknown` where that is part of it. */
  withMore(text: string, effectUnknown = this.effectUnknown): RekognitionError {
    return new RekognitionError(this.code, `${this.what} ${text}`, { ...this.#details, effectUnknown });
  }
}

/** The service's own sentence where it answered with one, else what happened. */
export function saidByService(error: RekognitionError): string {
  return error.awsName !== undefined && error.cause instanceof Error ? error.cause.message : error.what;
}

/** Whether `error` is ours, with one of `codes` (any of ours without codes). */
export function isRekognitionError(error: unknown, ...codes: readonly ErrorCode[]): error is RekognitionError {
  return error instanceof RekognitionError && (codes.length === 0 || codes.includes(error.code));
}

/** Whether the same call may succeed a moment later. */
export function isTransient(error: unknown): error is RekognitionError {
  return error instanceof RekognitionError && errorTable[error.code].retryable;
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
