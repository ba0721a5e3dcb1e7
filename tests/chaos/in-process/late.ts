import type { Switches } from "../../../emulator/index.js";
import type { Rig } from "../../provider/harness/rig.js";

/** What is late in the service, and by how much at most. */
export interface Lateness {
  readonly switches: Partial<Switches>;
  readonly atMostMs: number;
}

/** Everything shows as soon as it is. */
export const PUNCTUAL: Lateness = {
  switches: { describeLagMs: 0, tagLagMs: 0, statusLagMs: 0, deleteLagMs: 0 },
  atMostMs: 0,
};

const LATE_MS = 20_000;

/** One kind of answer that lags behind. */
export const LATE = {
  status: lateBy("statusLagMs"),
  description: lateBy("describeLagMs"),
  tags: lateBy("tagLagMs"),
  deletion: lateBy("deleteLagMs"),
} as const;

function lateBy(name: keyof Switches): Lateness {
  return { switches: { ...PUNCTUAL.switches, [name]: LATE_MS }, atMostMs: LATE_MS };
}

/** A look at what is really there, however late it shows. */
export async function asItIs<T>({ rig, late }: { rig: Rig; late: Lateness }, look: () => Promise<T>): Promise<T> {
  rig.emulator.setSwitches(PUNCTUAL.switches);
  try {
    return await look();
  } finally {
    rig.emulator.setSwitches(late.switches);
  }
}
