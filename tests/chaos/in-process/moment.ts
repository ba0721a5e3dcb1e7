import type { CallRecord } from "../../../emulator/index.js";
import type { Rig } from "../../provider/harness/rig.js";
import type { RawClient } from "./raw-client.js";
import type { Recorded, Stack } from "./stack.js";

/** The service and the engine's state at one moment: whatever outlives a process. */
export interface Moment {
  readonly atMs: number;
  /** All that changed the service since it was empty. The service follows from these calls and their times alone. */
  readonly changes: readonly CallRecord[];
  /** The service, to compare. */
  readonly service: string;
  readonly recorded: Recorded;
}

/** The present moment. */
export function momentOf(rig: Rig, stack: Stack): Moment {
  const { emulator } = rig;
  return {
    atMs: emulator.nowMs(),
    changes: emulator.calls().filter(({ effect }) => effect),
    service: serviceOf(rig),
    recorded: stack.record(),
  };
}

/** Brings service and state back to a moment: time is turned back, and the calls are made again at their own times. */
export async function goBackTo(moment: Moment, rig: Rig, stack: Stack, client: RawClient): Promise<void> {
  const { emulator } = rig;
  const passTo = (atMs: number): void => {
    emulator.advance(atMs - emulator.nowMs());
  };
  // What the last trial left asleep must not make time pass meanwhile.
  await rig.time.busy(async () => {
    emulator.reset();
    for (const change of moment.changes) {
      passTo(change.atMs);
      await client.repeat(change);
    }
    passTo(moment.atMs);
  });
  stack.takeBack(moment.recorded);
  if (serviceOf(rig) !== moment.service)
    throw new Error(`the service is not what it was:\n${serviceOf(rig)}\n${moment.service}`);
}

/** Everything in the service, with what it has cost. */
function serviceOf({ emulator }: Rig): string {
  return JSON.stringify([emulator.state(), emulator.meter()]);
}
