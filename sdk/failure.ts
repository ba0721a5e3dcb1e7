import * as pulumi from "@pulumi/pulumi";

/** What a program fails with. Pulumi prints the message of a `RunError` alone, without stack and members. */
export class ProgramError extends pulumi.RunError {
  override readonly name = "RekognitionError";
  /** Tells the kind of failure; docs/troubleshooting.md lists them all. */
  readonly code: string;

  constructor({ message, code }: { readonly message: string; readonly code: string }) {
    super(message);
    this.code = code;
    this.stack = message;
  }
}

/** What the program is told of a failure: of one of ours the message, any other as it is. */
export function toldToProgram(
  isOurs: (error: unknown) => error is { readonly message: string; readonly code: string },
  failure: unknown,
): unknown {
  if (!isOurs(failure)) return failure;
  keepNodeFromRepeating();
  return new ProgramError(failure);
}

let isKept = false;

/**
 * Where a program only later awaits what failed meanwhile, Pulumi has told the failure by then, and Node would add a
 * warning for each promise that hung on it (none where somebody listens).
 */
function keepNodeFromRepeating(): void {
  if (isKept) return;
  isKept = true;
  process.on("rejectionHandled", (promise) => {
    promise.catch((reason: unknown) => {
      if (reason instanceof ProgramError) return;
      process.emitWarning("Promise rejection was handled asynchronously", "PromiseRejectionHandledWarning");
    });
  });
}
