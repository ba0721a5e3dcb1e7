import type { ErrorCode } from "../../../base/error-table.js";

/** Why a model is not started. */
export interface Refusal {
  readonly code: ErrorCode;
  /** What is wrong, without an end: what becomes of the models follows. */
  readonly why: string;
  /** Sentences for the end. */
  readonly more?: string;
}

const MAX_LISTED = 10;

/** The first of many, as one text. */
export function listText(parts: readonly string[]): string {
  const more = parts.length - MAX_LISTED;
  return [...parts.slice(0, MAX_LISTED), ...(more > 0 ? [`and ${String(more)} more`] : [])].join("; ");
}
