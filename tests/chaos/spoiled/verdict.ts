import { deviations, excess } from "../turns/deviations.js";
import { type Ending, asIfMarked } from "../turns/ending.js";
import { DEADLINE_MS } from "../turns/turns.js";
import type { Spoiling, Trial } from "./trial.js";

/** Calls that make something and have no token by which a second one is known to be the same. */
const TOKENLESS = /^(Create|Copy|Distribute)/;
/** Calls that make something. */
const MAKES = /^(Create|Copy|Put)/;

/** Words by which something is called harmless, or gone. */
const HARMLESS =
  /costs? nothing|costing nothing|nothing to stop|is not running|does not run|no longer exists|is gone|was gone|was deleted/i;

/** Longer than truthful answers take: half a minute for each that is waited for in vain, and the looks that prove a thing. */
const LONGER_MS = 600_000;
/** A call that is under way at the deadline may take so long. */
const ONE_CALL_MS = 31_000;

/** What is wrong with a trial; none where it came out as it should. */
export function complaints(trial: Trial): string[] {
  const { turn, spoiling, first, again } = trial;
  const { form, operation, nth, times } = spoiling;
  const often = times === Infinity ? "for ever" : `${String(times)} times`;
  const where = `${turn.name} | ${operation} ${String(nth)} | ${form.name} | ${often}`;
  return [...unsafe(trial), ...(again === undefined ? [] : stuck(trial, again)), ...untrue(trial)]
    .map((text) => `${where} | ${text}`)
    .concat(first.killed ? [`${where} | never ends`] : []);
}

/** Something came about that with true answers would not have. */
function unsafe({ turn: { truth }, first, again }: Trial): string[] {
  const more = excess(truth.calls, [...first.calls, ...(again?.calls ?? [])]);
  const said = [first.error, ...first.warnings].filter(
    (text) => HARMLESS.test(text) && !truth.warnings.includes(text) && text !== truth.error,
  );
  return [...more, ...said.map((text) => `says: ${text}`)];
}

/** It did not end as with true answers. */
function untrue({ turn: { truth }, spoiling, first, again }: Trial): string[] {
  if (spoiling.times === Infinity) return late(first, DEADLINE_MS + ONE_CALL_MS);
  const timely = late(first, truth.tookMs + LONGER_MS);
  if (again === undefined) return [...deviations(found(spoiling, truth), found(spoiling, first)), ...timely];
  return mayDiffer(spoiling, first) ? timely : [`fails: ${first.error}`];
}

/** Whether it may end otherwise, as long as the next command, with true answers, comes out right. */
export function mayDiffer({ form, operation, times }: Spoiling, { error, killed }: Ending): boolean {
  if (killed || times === Infinity) return true;
  // What has such a status is left alone, and shown as it is.
  if (form.name === "unknown status") return error === "" || error.includes("[UnexpectedStatus]");
  return error !== "" && TOKENLESS.test(operation);
}

/** What was made by a call whose answer told nothing is found and taken up: that is said, and its claim tells of it. */
function found({ operation }: Spoiling, ending: Ending): Ending {
  if (!MAKES.test(operation)) return ending;
  const warnings = ending.warnings.filter((text) => !/ was found .*taken up again/.test(text));
  return { ...ending, warnings, world: withoutLineage(ending.world), recorded: withoutLineage(ending.recorded) };
}

function withoutLineage(things: Ending["world"]): Ending["world"] {
  const text = JSON.stringify(things)
    .replaceAll(/(\.token\.\w+)\.token\b/g, "$1")
    .replaceAll(/,"predecessors":\[[^\]]*\]/g, "");
  return JSON.parse(text) as Ending["world"];
}

/** The next command, with true answers, does not come out right. */
function stuck({ turn: { truth }, spoiling, first }: Trial, again: Ending): string[] {
  // What was never told is not recorded; a refresh completes that, not the same command again.
  const isUntold = spoiling.times === Infinity && first.error === "";
  const recorded = isUntold ? again.recorded : truth.recorded;
  const wanted = { ...truth, recorded, steps: again.steps, warnings: again.warnings };
  const left = isUntold ? deviations(asIfMarked(wanted), asIfMarked(again)) : deviations(wanted, again);
  return left.map((text) => `the next one: ${text}`);
}

function late({ tookMs }: Ending, mostMs: number): string[] {
  return tookMs > mostMs ? [`took ${String(tookMs / 1_000)} s instead of ${String(mostMs / 1_000)}`] : [];
}
