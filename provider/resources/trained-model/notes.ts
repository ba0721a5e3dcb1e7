import type { Due, NoteSettings, Recorded } from "../../lifecycle/handler.js";
import { runState } from "../../lifecycle/running.js";
import { scoreText } from "../../observe/evaluation/scores.js";
import { pricedUnits } from "./costs.js";
import { gateNotes } from "./gates/notes.js";
import { DEFAULT_RUNNING, DEFAULT_UNITS, type ModelInputs, type ModelOutputs } from "./fields.js";
import { MADE, type Making, recordedAs } from "./model.js";

type Notes = (
  recorded: Recorded<ModelInputs, ModelOutputs>,
  inputs: ModelInputs,
  due: Due,
  settings: NoteSettings,
) => string[];

/** What a preview says about the changes of a model that is made in this way. */
export function modelNotes(making: Making): Notes {
  return (recorded, inputs, due, settings) => {
    const { changed } = due;
    if (changed.replace.length > 0) {
      const judged = inputs.minInferenceUnits === undefined ? [] : gateNotes(inputs, settings);
      return [...replacementNotes(recorded, inputs, settings, MADE[making]), ...judged];
    }
    const list = inputs.minInferenceUnits === undefined ? [] : runNotes(recorded, inputs, due, settings);
    if (changed.ignore.length > 0) {
      const fields = changed.ignore.join(" and ");
      list.push(`${fields} cannot be changed on a ${MADE[making]} model: it applies at the next ${making}.`);
    }
    return list;
  };
}

/** Whether other units are asked for. */
export function changesUnits({ changed }: Due): boolean {
  return changed.update.includes("minInferenceUnits") || changed.update.includes("maxInferenceUnits");
}

/** What a new model may come to grief on. */
export function cautions(inputs: ModelInputs, settings: Pick<NoteSettings, "asksS3">): string[] {
  return [...quotaNotes(inputs), ...(inputs.minInferenceUnits === undefined ? [] : gateNotes(inputs, settings))];
}

/** Of units above AWS's default quota, which may have been raised; at preview they may be unknown. */
export function quotaNotes(inputs: Pick<ModelInputs, "minInferenceUnits" | "maxInferenceUnits">): string[] {
  const most = (["maxInferenceUnits", "minInferenceUnits"] as const).find((field) => {
    const units = inputs[field];
    return typeof units === "number" && units > DEFAULT_UNITS;
  });
  if (most === undefined) return [];
  const quota = `the ${String(DEFAULT_UNITS)} that a model may have by default`;
  return [
    `${most} ${String(inputs[most])} is more than ${quota}: AWS refuses the start unless that quota was raised in Service Quotas.`,
  ];
}

/** About a recorded model that is to run. */
const runNotes: Notes = (recorded, inputs, due, settings) => {
  const { withCosts, prices } = settings;
  const { status } = recorded.outputs;
  const runs = runState(status) !== "down";
  const isChange = changesUnits(due);
  const isStart = !runs && (isChange || isToBeStarted(status));
  const score = scoreBelowGate(recorded, inputs);
  if (isStart && score !== undefined) return [`It will not be started: ${score}.`];
  const list: string[] = [];
  if (runs && score !== undefined && due.changed.local.includes("minF1Score")) {
    list.push(`The gate is for a start only: the model that runs goes on running, although ${score}.`);
  }
  if (runs && isChange) {
    const then = withCosts ? ` Then it runs with ${pricedUnits(inputs, prices)}.` : "";
    list.push(`A change of inference units stops and restarts the model: 10 to 20 minutes without inference.${then}`);
  }
  if (isStart) list.push(...gateNotes(inputs, settings));
  if (isStart && withCosts) {
    list.push(`The model will run with ${pricedUnits(inputs, prices)} for as long as minInferenceUnits is set.`);
  }
  return isChange ? [...list, ...quotaNotes(inputs)] : list;
};

/** As in "its F1 score, 0.500, is below minF1Score 0.8"; undefined where the gate lets it through, or is not known to shut. */
function scoreBelowGate(
  { outputs: { f1Score } }: Recorded<ModelInputs, ModelOutputs>,
  { minF1Score }: ModelInputs,
): string | undefined {
  if (f1Score === undefined || typeof minF1Score !== "number" || f1Score >= minF1Score) return undefined;
  return `its F1 score, ${scoreText(f1Score)}, is below minF1Score ${String(minF1Score)}`;
}

/** Whether a model in this status, with units asked for, is still on its way to its start. */
function isToBeStarted(status: string | undefined): boolean {
  const state = recordedAs.or(status, "unknown");
  return state === "idle" || state === "training";
}

/** A replacement runs before what it replaces is stopped, unless it is asked otherwise. */
function replacementNotes(
  { inputs: olds, outputs }: Recorded<ModelInputs, ModelOutputs>,
  inputs: ModelInputs,
  { withCosts, prices, deletesFirst, isRetained, running }: NoteSettings,
  made: string,
): string[] {
  if (runState(outputs.status) === "down") return [];
  const isToRun = inputs.minInferenceUnits !== undefined;
  if (isToRun && inputs.replacement === "stopFirst" && !deletesFirst) {
    return [
      `The old model is stopped once the new one is ${made} and through its gate, and before that one is started (replacement: "stopFirst"): 10 to 20 minutes without inference.`,
    ];
  }
  if (isRetained) {
    if (!withCosts) return [];
    return [
      `The old model, with ${pricedUnits(olds, prices)}, runs on when it is replaced: Pulumi only forgets it (retainOnDelete), and it costs until somebody stops it.`,
    ];
  }
  if (deletesFirst) {
    return [
      "The old model is stopped and deleted first (deleteBeforeReplace): until the new one runs, there is no inference.",
    ];
  }
  if (!isToRun) return [];
  const list = withCosts
    ? [
        `Both run for a while: the old model, with ${pricedUnits(olds, prices)}, is stopped when the new one runs and everything else of this \`pulumi up\` is done.`,
      ]
    : [];
  return running < DEFAULT_RUNNING ? list : [...list, noSlot(running)];
}

function noSlot(running: number): string {
  return `By their records ${String(running)} models run here, and AWS runs ${String(DEFAULT_RUNNING)} at once by default: unless that quota was raised, the new model will find no slot to start in. With \`replacement: "stopFirst"\` the old one is stopped first.`;
}
