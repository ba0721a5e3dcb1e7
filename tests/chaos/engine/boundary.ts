import type { HeldCall } from "../../../emulator/index.js";
import type { EmulatorControl } from "../../../tools/sandbox/emulator-control.js";

/** Where around a call a process dies. */
export type Side = "before the call" | "after the effect, before the answer" | "after the answer";

/** One boundary of one call of a run. */
export interface Boundary {
  readonly side: Side;
  /** Name of an AWS operation. */
  readonly call: string;
  /** How many calls of this name go before it; default 0. */
  readonly after?: number;
}

const LOOK_AGAIN_MS = 25;
/** No further call within this time: everything that runs waits for the emulator, or for the engine. */
const QUIET_MS = 150;

const pause = () => new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));

/** Makes sure that the emulator will stop the run at the boundary. Call it before the run begins. */
export async function arm(control: EmulatorControl, { side, call, after = 0 }: Boundary): Promise<void> {
  const kind = side === "before the call" ? "holdBefore" : "holdAfter";
  await control.addFaults({ add: [{ operation: call, kind, skip: after, times: 1 }] });
}

/**
 * Waits until the run stands at the boundary, and stops everything else it does: from then on no call gets through.
 * Undefined where the run ended without reaching it.
 */
export async function reach(
  control: EmulatorControl,
  { side }: Boundary,
  hasEnded: () => boolean,
): Promise<HeldCall | undefined> {
  let [met] = await control.held();
  while (met === undefined) {
    if (hasEnded()) return undefined;
    await pause();
    [met] = await control.held();
  }
  await control.addFaults({ add: [{ operation: "*", kind: "holdBefore" }] });
  if (side === "after the answer") await control.release({ ids: [met.id] });
  await untilQuiet(control);
  return hasEnded() ? undefined : met;
}

async function untilQuiet(control: EmulatorControl): Promise<void> {
  let [held, answered] = [-1, (await control.calls()).at(-1)?.seq ?? 0];
  let since = performance.now();
  while (performance.now() - since < QUIET_MS) {
    await pause();
    const heldNow = (await control.held()).length;
    const answeredNow = (await control.calls({ since: answered })).at(-1)?.seq ?? answered;
    if (heldNow !== held || answeredNow !== answered) since = performance.now();
    [held, answered] = [heldNow, answeredNow];
  }
}

/** Lets all calls through again, but for the one at the boundary. */
export async function thaw(control: EmulatorControl, met: HeldCall): Promise<void> {
  await control.clearFaults();
  const others = (await control.held()).filter(({ id }) => id !== met.id);
  await control.release({ ids: others.map(({ id }) => id) });
}
