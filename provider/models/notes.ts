import type { ChangedFields } from "../definition/diff-inputs.js";
import type { NoteSettings, Recorded } from "../lifecycle/handler.js";
import { runState } from "../lifecycle/running.js";
import { pricedUnits } from "./costs.js";
import type { ModelInputs } from "./inputs.js";
import type { ModelOutputs } from "./outputs.js";
import { recordedAs } from "./states.js";

/** What a preview says about the changes of a model that was made in this way. */
export function modelNotes(made: "trained" | "copied", making: "training" | "copy"): typeof unitNotes {
  return (recorded, inputs, changed, settings) => {
    const list = unitNotes(recorded, inputs, changed, settings);
    if (changed.ignore.length > 0 && changed.replace.length === 0) {
      const fields = changed.ignore.join(" and ");
      list.push(`${fields} cannot be changed on a ${made} model: it applies at the next ${making}.`);
    }
    return list;
  };
}

/** What a preview says about how a recorded model will run. */
function unitNotes(
  recorded: Recorded<ModelInputs, ModelOutputs>,
  inputs: ModelInputs,
  changed: ChangedFields,
  { withCosts, deletesFirst }: NoteSettings,
): string[] {
  const { minInferenceUnits: before } = recorded.inputs;
  const { minInferenceUnits: after } = inputs;
  if (changed.replace.length > 0) {
    if (deletesFirst) return runState(recorded.outputs.status) === "down" ? [] : [GAP];
    return withCosts && after !== undefined ? overlap(recorded) : [];
  }
  if (after === undefined) return [];
  const unitsChange = changed.update.includes("minInferenceUnits") || changed.update.includes("maxInferenceUnits");
  if (unitsChange && before !== undefined) {
    const then = withCosts ? ` Then it runs with ${pricedUnits(inputs)}.` : "";
    return [`A change of inference units stops and restarts the model: 10 to 20 minutes without inference.${then}`];
  }
  const starts = unitsChange || isToBeStarted(recorded.outputs.status);
  if (!withCosts || !starts) return [];
  return [`The model will run with ${pricedUnits(inputs)} for as long as minInferenceUnits is set.`];
}

/** Whether a model in this status, with units asked for, is still on its way to its start. */
function isToBeStarted(status: string | undefined): boolean {
  const state = recordedAs.or(status, "unknown");
  return state === "idle" || state === "training";
}

const GAP =
  "The old model is stopped and deleted first (deleteBeforeReplace): until the new one runs, there is no inference.";

/** A replacement runs before what it replaces is stopped. */
function overlap({ inputs, outputs }: Recorded<ModelInputs, ModelOutputs>): string[] {
  if (runState(outputs.status) === "down") return [];
  return [
    `Both run for a while: the old model, with ${pricedUnits(inputs)}, is stopped when the new one runs and everything else of this \`pulumi up\` is done.`,
  ];
}
