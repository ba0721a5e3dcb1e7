import { RekognitionError } from "./errors.js";

/** The error for a file of the program that cannot be read; `file` as in "manifest file train.jsonl". */
export function unreadableFile(file: string, failure: unknown): RekognitionError {
  const isMissing = failure instanceof Error && "code" in failure && failure.code === "ENOENT";
  const why = failure instanceof Error ? failure.message : String(failure);
  const what = isMissing ? `${file} does not exist` : `${file} cannot be read: ${why}`;
  return new RekognitionError("FileUnreadable", what, { cause: failure });
}
