import { RekognitionError } from "./errors.js";
import type { OperationContext } from "./handler.js";

/** Where to look when something may go on costing. */
export const SWEEP_HINT = "`npx pulumi-rekognition sweep` lists what of a stack exists and costs beside its state.";

/** How one kind of thing tells what it costs. */
export interface Costs {
  /** Whether it is a status of the thing itself: the same operation also waits for tags. */
  readonly isStatus: (text: string) => boolean;
  /** What it costs in the status it was last seen in, undefined if it never was; undefined where it costs nothing. */
  readonly at: (lastSeen: string | undefined) => string | undefined;
}

/**
 * Removes something; where that fails, the error also says what it goes on costing, as last seen by a wait or told to
 * `see`. Nothing more is asked of the service for it.
 */
export async function tellingCosts(
  context: OperationContext,
  costs: Costs,
  remove: (context: OperationContext, see: (status: string) => void) => Promise<void>,
): Promise<void> {
  let lastSeen: string | undefined;
  const see = (status: string): void => {
    lastSeen = status;
  };
  const watched: OperationContext = {
    ...context,
    report: (progress) => {
      if (progress.status === "absent" || costs.isStatus(progress.status)) see(progress.status);
      context.report(progress);
    },
  };
  try {
    await remove(watched, see);
  } catch (error) {
    const text = costs.at(lastSeen);
    throw text === undefined || !(error instanceof RekognitionError) ? error : error.withMore(`${text} ${SWEEP_HINT}`);
  }
}
