/** A sweep cannot do what it was asked to, for a reason that its message says. */
export class SweepError extends Error {
  override readonly name: string = "SweepError";
}

/** The command line is not understood. */
export class UsageError extends SweepError {
  override readonly name = "UsageError";
}

/** The sweep could do what it was asked to, but does not, to be on the safe side. */
export class Refusal extends SweepError {
  override readonly name = "Refusal";
}
