import type { HeldCall } from "../../holds.js";
import type { Pending } from "../../pending.js";
import type { MeterReport } from "../../meter.js";
import type { CallRecord } from "../../calls.js";
import type { StateReport } from "../../state.js";
import { TokenMissing, ask, keepToken } from "./control.js";
import { attribute, byId, inputById, make, say, show, sync } from "./dom.js";
import { setForms, showPending } from "./forms.js";
import { count, dollars, hours, nameOf, time } from "./format.js";
import { poll } from "./polling.js";
import { type Look, modelsOf, showTables } from "./tables.js";

const CALLS = 50;
/** More changes at once are counted, not read out. */
const CHANGES_SAID = 3;

let last: Look | undefined;
let seen: ReadonlyMap<string, string> | undefined;

const filter = inputById("filter");

function connection(text: string, isGood: boolean): void {
  attribute(byId("connection"), "data-tone", isGood ? "good" : "bad");
  say(byId("connection"), text);
}

/** Says which models changed their state since the last look, in few words. */
function sayChanges(state: StateReport): void {
  const models = modelsOf(state);
  const changed = models.filter(({ arn, status }) => seen !== undefined && seen.get(arn) !== status);
  seen = new Map(models.map(({ arn, status }) => [arn, status]));
  if (changed.length === 0) return;
  const names = changed.map(({ arn, status }) => `${nameOf(arn)} is ${status}.`).join(" ");
  say(byId("said"), changed.length > CHANGES_SAID ? `${count(changed.length, "model")} changed state.` : names);
}

function showMeter({ usd, trainingSeconds, inferenceUnitSeconds, running }: MeterReport): void {
  say(byId("meter-usd"), dollars(usd));
  say(byId("meter-training"), hours(trainingSeconds));
  say(byId("meter-units"), `${(inferenceUnitSeconds / 3600).toFixed(2)} unit hours`);
  say(byId("meter-running"), String(running));
}

function showClock(nowMs: number, { timeScale }: Pending): void {
  say(byId("now"), time(nowMs));
  const pace = timeScale === 1 ? "As fast as real time." : `${timeScale} virtual seconds pass in a real one.`;
  say(byId("pace"), timeScale === 0 ? "Time stands still." : pace);
}

function showOperations(calls: readonly CallRecord[]): void {
  const names = [...new Set(calls.map(({ operation }) => operation))].sort();
  sync(byId("operations"), names, String, (name) => make("option", { value: name }));
}

async function look(): Promise<boolean> {
  try {
    const [state, meter, calls, pending, held] = await Promise.all([
      ask<StateReport>("GET", "state"),
      ask<MeterReport>("GET", "meter"),
      ask<readonly CallRecord[]>("GET", `calls?last=${CALLS}`),
      ask<Pending>("GET", "pending"),
      ask<readonly HeldCall[]>("GET", "held"),
    ]);
    connection("Connected", true);
    last = { state, meter, calls };
    showClock(state.nowMs, pending);
    showMeter(meter);
    showPending(pending, held);
    showOperations(calls);
    showTables(last, filter.value.toLowerCase());
    sayChanges(state);
    return true;
  } catch (error) {
    const needsToken = error instanceof TokenMissing;
    show(byId("token-form"), needsToken);
    connection(needsToken ? "The emulator asks for its token." : "No connection to the emulator.", false);
    return !needsToken;
  }
}

async function act(request: () => Promise<unknown>, done: string): Promise<void> {
  try {
    await request();
    say(byId("said"), done);
  } catch (error) {
    say(byId("said"), `Refused: ${error instanceof Error ? error.message : String(error)}`);
  }
  looking.now();
}

setForms((request, done) => {
  void act(request, done);
});
byId("token-form").addEventListener("submit", (event) => {
  event.preventDefault();
  keepToken(inputById("token").value);
  show(byId("token-form"), false);
  looking.now();
});
filter.addEventListener("input", () => {
  if (last !== undefined) showTables(last, filter.value.toLowerCase());
});
const looking = poll(look);
