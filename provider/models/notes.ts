import { hourlyPrice } from "../aws/prices.js";
import type { ChangedFields } from "../definition/diff-inputs.js";
import type { Recorded } from "../lifecycle/handler.js";
import type { ModelInputs } from "./inputs.js";
import type { ModelOutputs } from "./outputs.js";

/** What a preview says about a change of a model's units. */
export function unitNotes(
  recorded: Recorded<ModelInputs, ModelOutputs>,
  inputs: ModelInputs,
  changed: ChangedFields,
): string[] {
  const { minInferenceUnits: before } = recorded.inputs;
  const { minInferenceUnits: after } = inputs;
  const unitsChange = changed.update.includes("minInferenceUnits") || changed.update.includes("maxInferenceUnits");
  if (!unitsChange || changed.replace.length > 0 || before === undefined || after === undefined) return [];
  return [
    `A change of inference units stops and restarts the model: 10 to 20 minutes without inference. Then it costs ${hourlyPrice(inputs.region ?? "", after)}.`,
  ];
}

/** What a new model costs: only one that runs does, once it is `made`, as in "trained". */
export function runningCost(inputs: ModelInputs, made: string): string | undefined {
  const { minInferenceUnits: least, maxInferenceUnits: most, region } = inputs;
  if (typeof least !== "number") return undefined;
  const range = typeof most === "number" && most > least ? `${String(least)} to ${String(most)}` : String(least);
  const units = `${range} inference unit${range === "1" ? "" : "s"}`;
  return `Once ${made}, the model runs with ${units}: ${hourlyPrice(region ?? "", least)} for as long as minInferenceUnits is set.`;
}
