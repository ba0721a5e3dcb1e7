/** So many frames are kept of an error that is thrown meanwhile, before those of the program. */
const FRAMES = 3;

/** Stack traces as they were before. */
export interface ShortTraces {
  /** Ends the brevity. */
  end(): void;
  /** The error, with the program's frames on its stack. */
  completed(error: unknown): unknown;
}

/**
 * Keeps stack traces short while Pulumi makes a resource. It takes one for each property, to print it should the property
 * never be resolved, and formatting them is a third of the preview of many resources. Where the resource is made in
 * the program Pulumi finds out by itself, with a limit of its own.
 */
export function shortTraces(): ShortTraces {
  const limit = Error.stackTraceLimit;
  const end = (): void => {
    Error.stackTraceLimit = limit;
  };
  Error.stackTraceLimit = Math.min(limit, FRAMES);
  return {
    end,
    completed(error) {
      end();
      if (error instanceof Error) {
        const [, , ...program] = new Error().stack?.split("\n") ?? [];
        error.stack = [error.stack, ...program].join("\n");
      }
      return error;
    },
  };
}
