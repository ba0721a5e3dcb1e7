import type { CallRecord } from "../../emulator/index.js";
import { modelArgs } from "../../tests/provider/harness/models.js";
import { Rig } from "../../tests/provider/harness/rig.js";
import type { Schedule } from "../schedules/schedule.js";
import type { Wait } from "./bounds.js";

/** A single wait of ours, and what it took. */
export interface OneWait extends Wait {
  /** Calls of DescribeProjectVersions. */
  readonly looks: number;
}

const BEGINS: Readonly<Record<Schedule["wait"], string>> = {
  training: "CreateProjectVersion",
  start: "StartProjectVersion",
};
const NOT_WAITED_FOR_MS = 1_000;

function beginOf(calls: readonly CallRecord[], wait: Schedule["wait"]): CallRecord {
  const begin = calls.find((call) => call.operation === BEGINS[wait] && call.effect);
  if (begin === undefined) throw new Error(`no ${BEGINS[wait]} was seen`);
  return begin;
}

/** Brings one model about that takes that long to be trained or to start, alone in its process and its account. */
export async function oneWait(wait: Schedule["wait"], durationMs: number): Promise<OneWait> {
  const rig = await Rig.start(
    wait === "training"
      ? { trainingMs: durationMs }
      : { trainingMs: NOT_WAITED_FOR_MS, modelStartingMs: durationMs, enforceRates: true },
  );
  try {
    const project = await rig.makeProject();
    const model = rig.resource("projectVersion", "model");
    const { calls } = await model.up(modelArgs(project, wait === "start" ? { minInferenceUnits: 1 } : {}));
    const begin = beginOf(calls, wait);
    const looks = calls.filter(({ seq, operation }) => seq > begin.seq && operation === "DescribeProjectVersions");
    return { durationMs, lagMs: rig.time.now() - begin.atMs - durationMs, looks: looks.length };
  } finally {
    await rig.close();
  }
}
