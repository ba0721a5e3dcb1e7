import type { ChangedFields } from "../../definition/diff-inputs.js";
import type { Recorded } from "../../lifecycle/handler.js";
import { unitNotes } from "../../models/notes.js";
import type { ModelOutputs } from "../../models/outputs.js";
import type { Inputs } from "./inputs.js";

/** What a preview says about a model's changes. */
export function notes(
  recorded: Recorded<Inputs, ModelOutputs>,
  inputs: Inputs,
  changed: ChangedFields,
  withCosts: boolean,
): string[] {
  const list = unitNotes(recorded, inputs, changed, withCosts);
  if (changed.ignore.length > 0 && changed.replace.length === 0) {
    list.push(`${changed.ignore.join(" and ")} cannot be changed on a trained model: it applies at the next training.`);
  }
  return list;
}
