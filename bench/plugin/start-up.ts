import { interleaved } from "../measure/pairs.js";
import type { Section } from "../section.js";
import { modelInputs, startPlugin } from "./plugin.js";

/** Where nobody answers. */
export const NOWHERE = "http://127.0.0.1:9";
const PROJECT = "arn:aws:rekognition:us-east-1:123456789012:project/animals/1700000000000";

/** Milliseconds from the start of the dynamic provider's process to its first answer. */
export async function firstAnswer(provider: "ours" | "none"): Promise<number> {
  const from = performance.now();
  const { plugin, stop } = await startPlugin(NOWHERE);
  await plugin.check({}, modelInputs("model", PROJECT, provider));
  const took = performance.now() - from;
  stop();
  return took;
}

/** How long the engine waits for the plugin's first answer. */
export const startUp: Section = {
  name: "start-up",
  title: "Start of the plugin",
  async run({ count, progress }) {
    const pairs = count(21, 3);
    const measured = await interleaved(
      pairs,
      () => firstAnswer("ours"),
      () => firstAnswer("none"),
      (pair) => {
        progress(`pair ${pair} of ${pairs}`);
      },
    );
    const peer = "no-op provider";
    return {
      method: [
        "From the start of Pulumi's dynamic provider process to its first answered Check, in turn with a provider that " +
          `does nothing; medians of ${pairs} pairs.`,
      ],
      figures: [
        { id: "start-up", what: "first answer", unit: "ms", ours: measured.ours, peers: { [peer]: measured.theirs } },
        { id: "start-up-ratio", what: "first answer, ratio", unit: "times", ours: measured.ratio },
      ],
      plots: [],
    };
  },
};
