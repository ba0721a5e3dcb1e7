import { hourlyPrice } from "../../aws/prices.js";
import type { ChangedFields } from "../../definition/diff-inputs.js";
import type { Recorded } from "../../lifecycle/handler.js";
import type { Inputs, Outputs } from "./model.js";

/** What a preview says about a model's changes. */
export function notes(recorded: Recorded<Inputs, Outputs>, inputs: Inputs, changed: ChangedFields): string[] {
  const list: string[] = [];
  const { minInferenceUnits: before } = recorded.inputs;
  const { minInferenceUnits: after } = inputs;
  const unitsChange = changed.update.includes("minInferenceUnits") || changed.update.includes("maxInferenceUnits");
  if (unitsChange && changed.replace.length === 0 && before !== undefined && after !== undefined) {
    list.push(
      `A change of inference units stops and restarts the model: 10 to 20 minutes without inference. Then it costs ${hourlyPrice(inputs.region ?? "", after)}.`,
    );
  }
  if (changed.ignore.length > 0 && changed.replace.length === 0) {
    list.push(`${changed.ignore.join(" and ")} cannot be changed on a trained model: it applies at the next training.`);
  }
  return list;
}

/** What a new model costs: only one that runs does, once it is trained. */
export function costNote(inputs: Inputs): string | undefined {
  const { minInferenceUnits: least, maxInferenceUnits: most, region } = inputs;
  if (typeof least !== "number") return undefined;
  const range = typeof most === "number" && most > least ? `${String(least)} to ${String(most)}` : String(least);
  const units = `${range} inference unit${range === "1" ? "" : "s"}`;
  return `Once trained, the model runs with ${units}: ${hourlyPrice(region ?? "", least)} for as long as minInferenceUnits is set.`;
}
