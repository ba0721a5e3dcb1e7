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
