import { printable } from "../../base/printable.js";

/**
 * An error of a call whose failures the dynamic host also prints on its own, as text and stack, under the stack's name.
 * The engine shows the message beside the resource; what the host prints beside it is kept to a pointer.
 */
export class SpokenError extends Error {
  readonly #pointer: string;

  constructor(pointer: string, cause: unknown) {
    super(printable(cause instanceof Error ? cause.message : String(cause)), { cause });
    this.name = cause instanceof Error ? cause.name : "Error";
    this.#pointer = pointer;
    this.stack = "see the error of that resource";
  }

  override toString(): string {
    return this.#pointer;
  }
}
