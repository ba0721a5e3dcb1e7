/** Something that keeps the suite from running, said in full: no stack trace is wanted. */
export class LiveError extends Error {
  override readonly name = "LiveError";
}

/** The command line, or an answer at the terminal, is wrong. */
export class UsageError extends LiveError {}
