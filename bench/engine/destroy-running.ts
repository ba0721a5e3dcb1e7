import { Stack } from "../../tests/e2e/harness/stack.js";
import { atMost } from "../report/figure.js";
import type { Section } from "../section.js";
import { QUOTAS } from "../waiting/quotas.js";
import { ourProgram } from "./programs.js";
import { FAST, REAL_TIME, makeProjects, startRoomyEmulator } from "./sandbox.js";

const STOP = "StopProjectVersion";
const MOST = 1.1;
const PARALLEL = 64;
const TIMEOUT_MS = 10 * 60_000;

/** How soon a destroy ends what costs money. */
export const destroyRunning: Section = {
  name: "destroy",
  title: "Destroy of running models",
  async run({ count, progress }) {
    const models = count(50, 10);
    const emulator = await startRoomyEmulator(models);
    const projects = await makeProjects(emulator, 1);
    const program = ourProgram({ count: models, projects, args: { minInferenceUnits: 1 } });
    const stack = await Stack.create({ endpoint: emulator.url, clockScale: FAST, program });
    try {
      progress(`${models} models are trained and started`);
      await stack.up({ timeoutMs: TIMEOUT_MS });
      await emulator.control.clock({ scale: 1 });
      await emulator.control.setSwitches({ enforceRates: true, modelStoppingMs: 10_000 });
      const since = (await emulator.control.calls()).at(-1)?.seq ?? 0;
      progress(`${models} models are destroyed`);
      await stack.destroy({ args: ["--parallel", String(PARALLEL)], environment: REAL_TIME, timeoutMs: TIMEOUT_MS });
      const calls = await emulator.control.calls({ since });
      const first = calls[0];
      const stops = calls.filter(({ operation, effect }) => operation === STOP && effect);
      const last = stops.at(-1);
      if (first === undefined || last === undefined || stops.length !== models) {
        throw new Error(`${stops.length} of ${models} models were stopped`);
      }
      const tookMs = last.atMs - first.atMs;
      const fastestMs = ((models - 1) / (QUOTAS[STOP] ?? 1)) * 1_000;
      const throttled = calls.filter(({ status, error }) => status === 400 && error?.includes("Throughput")).length;
      return {
        method: [
          `\`pulumi destroy --parallel ${PARALLEL}\` of ${models} running models, in real time, with AWS's published ` +
            `rates: ${QUOTAS[STOP] ?? ""} ${STOP} a second. From the first AWS call to the last Stop. The quota of ` +
            "running models is raised by the emulator's switch.",
        ],
        figures: [
          {
            id: "last-stop",
            what: `last of ${models} Stops sent`,
            unit: "s",
            ours: tookMs / 1_000,
            peers: { "the quota allows": fastestMs / 1_000 },
            bound: atMost(tookMs, fastestMs * MOST, `within ${MOST}x`),
          },
          { id: "destroy-throttled", what: "calls refused for their rate", unit: "calls", ours: throttled },
        ],
        plots: [],
      };
    } finally {
      stack.dispose();
      emulator.stop();
    }
  },
};
