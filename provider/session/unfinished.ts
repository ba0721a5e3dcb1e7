import { RekognitionError } from "../base/errors.js";
import { printable } from "../base/printable.js";
import type { Kept } from "../lifecycle/handler.js";

/** A create or update that failed once there was something: what is to be recorded of it, and why it is not finished. */
export class Unfinished extends Error {
  readonly kept: Kept;

  constructor(kept: Kept, cause: unknown) {
    const reason =
      cause instanceof RekognitionError
        ? cause.message
        : `${printable(String(cause))}. This is a fault of pulumi-rekognition: please report it.`;
    super(reason, { cause });
    this.kept = { ...kept, meta: { ...kept.meta, unfinished: true } };
  }
}
