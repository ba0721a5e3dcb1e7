import { FAULT_KINDS, type Fault } from "../../faults.js";
import type { HeldCall } from "../../holds.js";
import type { Outcomes } from "../../outcomes.js";
import type { Pending } from "../../pending.js";
import { ask } from "./control.js";
import { byId, inputById, make, say, show, sync } from "./dom.js";
import { count, duration, timeOfDay } from "./format.js";

interface OutcomeKind {
  readonly text: string;
  readonly statuses: readonly string[];
}

/** What can be decided, how people call it, and how it can end: first as it does not by itself. */
const OUTCOMES: { readonly [Kind in keyof Required<Outcomes>]: OutcomeKind } = {
  training: { text: "Training of a model", statuses: ["TRAINING_FAILED", "TRAINING_COMPLETED"] },
  start: { text: "Start of a model", statuses: ["FAILED", "RUNNING"] },
  copy: { text: "Copy of a model", statuses: ["COPYING_FAILED", "COPYING_COMPLETED"] },
  datasetCreate: { text: "Creation of a dataset", statuses: ["CREATE_FAILED", "CREATE_COMPLETE"] },
  datasetUpdate: { text: "Change of a dataset", statuses: ["UPDATE_FAILED", "UPDATE_COMPLETE"] },
  streamProcessorStart: { text: "Start of a stream processor", statuses: ["FAILED", "RUNNING"] },
  video: { text: "Analysis of a video", statuses: ["FAILED", "SUCCEEDED"] },
};

const FAULTS: { readonly [Kind in Fault["kind"]]: string } = {
  throttle: "throttled",
  internalError: "HTTP 500",
  reset: "connection breaks before anything happens",
  lostResponse: "done, but the response is lost",
  deny: "access denied",
  expiredCredentials: "expired credentials",
  hang: "no answer ever",
  holdBefore: "held before anything happens",
  holdAfter: "held before it is answered",
};

const value = (id: string): string => inputById(id).value.trim();
const numberIn = (id: string): number | undefined => (value(id) === "" ? undefined : Number(value(id)));
const some = (name: string, given: unknown): object => (given === undefined || given === "" ? {} : { [name]: given });

const options = (texts: readonly (readonly [value: string, text: string])[]): HTMLOptionElement[] =>
  texts.map(([name, text]) => make("option", { value: name }, text));

const kindOfOutcome = (): keyof Outcomes => value("outcome-kind") as keyof Outcomes;

function fillStatuses(): void {
  const kind = kindOfOutcome();
  byId("outcome-status").replaceChildren(...options(OUTCOMES[kind].statuses.map((status) => [status, status])));
  inputById("outcome-f1").disabled = kind !== "training";
}

function outcomeInForm(): Outcomes {
  const kind = kindOfOutcome();
  const minutes = numberIn("outcome-minutes");
  const name = value("outcome-name");
  const outcome = {
    status: value("outcome-status"),
    ...some("message", value("outcome-message")),
    ...some("seconds", minutes === undefined ? undefined : minutes * 60),
    ...some("match", name === "" ? undefined : { name }),
    ...(kind === "training" ? some("f1Score", numberIn("outcome-f1")) : {}),
  };
  return { [kind]: [outcome] };
}

function faultInForm(): Fault {
  return {
    operation: value("fault-operation"),
    kind: value("fault-kind") as Fault["kind"],
    ...some("times", numberIn("fault-times")),
    ...some("skip", numberIn("fault-skip")),
  };
}

/** What a button or a form asks for, and what is said once it was done. */
type Act = (act: () => Promise<unknown>, done: string) => void;

const onClick = (id: string, act: () => void): void => {
  byId(id).addEventListener("click", act);
};
const onSubmit = (id: string, act: () => void): void => {
  byId(id).addEventListener("submit", (event) => {
    event.preventDefault();
    act();
  });
};

/** Gives the forms their choices, and has them ask the control API. */
export function setForms(act: Act): void {
  const outcomes = Object.entries(OUTCOMES).map(([kind, { text }]) => [kind, text] as const);
  byId("outcome-kind").append(...options(outcomes));
  byId("outcome-kind").addEventListener("change", fillStatuses);
  fillStatuses();
  byId("fault-kind").append(...options(FAULT_KINDS.map((kind) => [kind, `${kind}: ${FAULTS[kind]}`])));
  for (const button of document.querySelectorAll<HTMLElement>("[data-advance-ms]")) {
    const advanceMs = Number(button.dataset["advanceMs"]);
    button.addEventListener("click", () => {
      act(() => ask("POST", "clock", { advanceMs }), `${duration(advanceMs)} passed.`);
    });
  }
  const setScale = (scale: number): void => {
    act(() => ask("POST", "clock", { scale }), scale === 0 ? "Time stands still." : `The pace is ${scale}.`);
  };
  onSubmit("scale-form", () => {
    setScale(Number(value("scale")));
  });
  onClick("stop-time", () => {
    setScale(0);
  });
  onSubmit("outcome-form", () => {
    act(() => ask("POST", "outcomes", outcomeInForm()), "The outcome is set.");
  });
  onSubmit("fault-form", () => {
    act(() => ask("POST", "faults", { add: [faultInForm()] }), "The fault is set.");
  });
  onClick("clear-faults", () => {
    act(() => ask("DELETE", "faults"), "No faults are left.");
  });
  onClick("release", () => {
    act(() => ask("POST", "release"), "The held calls go on.");
  });
  onClick("reset", () => {
    act(() => ask("POST", "reset"), "Everything is forgotten.");
  });
}

function faultText({ operation, kind, times, skip = 0, message }: Fault): string {
  const parts = [
    `${operation}: ${kind}`,
    times === undefined ? "until removed" : `for ${count(times, "call")}`,
    skip === 0 ? "" : `after ${skip}`,
    message ?? "",
  ];
  return parts.filter(Boolean).join(", ");
}

function outcomeTexts(outcomes: Outcomes): string[] {
  return Object.entries(outcomes).flatMap(([kind, list]) =>
    (list as NonNullable<Outcomes["training"]>).map(({ status, message, match, seconds, f1Score }) =>
      [
        `${kind}: ${status ?? "as usual"}`,
        match === undefined ? "" : `only ${match.name}`,
        seconds === undefined ? "" : `after ${duration(seconds * 1000)}`,
        f1Score === undefined ? "" : `F1 ${f1Score}`,
        message ?? "",
      ]
        .filter(Boolean)
        .join(", "),
    ),
  );
}

const heldText = ({ id, operation, account, region, phase, atMs }: HeldCall): string =>
  `${id}: ${operation} of ${account} ${region} since ${timeOfDay(atMs)}, ${phase === "before" ? "not done" : "done, not answered"}`;

function list(id: string, texts: readonly string[]): void {
  const shown = texts.length === 0 ? ["None."] : texts;
  const create = (): HTMLElement => make("li");
  sync(
    byId(id),
    [...shown.entries()],
    ([index]) => String(index),
    create,
    (item, [, text]) => {
      say(item, text);
    },
  );
}

/** Shows what waits to happen. */
export function showPending({ faults, outcomes }: Pending, held: readonly HeldCall[]): void {
  list("outcomes", outcomeTexts(outcomes));
  list("faults", faults.map(faultText));
  list("held", held.map(heldText));
  show(byId("release"), held.length > 0);
}
