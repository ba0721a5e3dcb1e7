import { path, rect, sheet, text } from "../pictures/sheet.js";
import { ACTS, type Act, MINUTES, PRICE, REGION, type Stretch, dollars, usdPerHour } from "./life.js";

const WIDTH = 840;
const LEFT = 92;
const RIGHT = WIDTH - 14;
/** Between two acts: time that is left out. */
const BREAK = 32;
/** Minutes that are shown before and after a command. */
const BEFORE = [0, 9, 13] as const;
const AFTER = [14, 22, 9] as const;

const LANES = { old: 118, new: 200 } as const;
const BAR = 34;
/** Where nothing is billed, and pixels for a dollar an hour. */
const ZERO = 372;
const DOLLAR = 10;
const HEIGHT = 440;

const shown = ACTS.reduce((sum, act, index) => sum + minutesShown(act, index), 0);
const MINUTE = (RIGHT - LEFT - BREAK * (ACTS.length - 1)) / shown;

/** The part of the picture that shows an act. */
interface Stage {
  readonly act: Act;
  readonly left: number;
  readonly right: number;
  /** Where a minute of the act is. */
  readonly at: (minute: number) => number;
}

const STAGES = ACTS.reduce<Stage[]>((stages, act, index) => {
  const left = (stages.at(-1)?.right ?? LEFT - BREAK) + BREAK;
  const right = left + minutesShown(act, index) * MINUTE;
  const zero = left + (BEFORE[index] ?? 0) * MINUTE;
  const at = (minute: number): number => Math.min(Math.max(zero + minute * MINUTE, left), right);
  return [...stages, { act, left, right, at }];
}, []);

function minutesShown(act: Act, index: number): number {
  return (BEFORE[index] ?? 0) + act.minutes + (AFTER[index] ?? 0);
}

const LOOKS: Readonly<Record<string, string>> = {
  TRAINING_IN_PROGRESS: "training",
  STARTING: "moving",
  STOPPING: "moving",
  RUNNING: "running",
};

/** A model's whole life: which model is in which status, and what is billed an hour. */
export function lifePicture(): string {
  return sheet({
    width: WIDTH,
    height: HEIGHT,
    title: "A model's life: what runs, and what it costs",
    description: ACTS.map(described).join(" "),
    light: `.training { fill: #fff3c4; stroke: #bf8700; }
.moving { fill: #eaeef2; stroke: #818b98; }
.running { fill: #c8f2d0; stroke: #1a7f37; }
.cost { fill: #ddf4ff; stroke: #0969da; stroke-width: 1.5; }
.gate { fill: #8250df; }
.number { fill: #ffffff; font-size: 10px; font-weight: 600; text-anchor: middle; }
.badge { fill: #424a53; }
.price { fill: #0550ae; font-weight: 600; }
.spike { fill: none; stroke: #0969da; stroke-width: 2; }
.ground { fill: #ffffff; }
rect.open { fill-opacity: 0.45; stroke: none; }
text.inside { stroke: none; }
.title { font-size: 15px; }
.note { font-size: 11px; }
.dashed { stroke-dasharray: 3 3; }
.soft, .label, .price { paint-order: stroke; stroke: #ffffff; stroke-width: 4px; stroke-linejoin: round; }`,
    dark: `.training { fill: #3b2d0b; stroke: #d29922; }
.moving { fill: #262c36; stroke: #818b98; }
.running { fill: #12361f; stroke: #3fb950; }
.cost { fill: #0d2d52; stroke: #58a6ff; }
.gate { fill: #a371f7; }
.number { fill: #0d1117; }
.badge { fill: #b1bac4; }
.price { fill: #79c0ff; }
.spike { stroke: #58a6ff; }
.ground { fill: #0d1117; }
.soft, .label, .price { stroke: #0d1117; }`,
    body: [
      text(14, 30, "A model's life: what runs, and what it costs", "strong title"),
      ...STAGES.flatMap(commandOf),
      ...STAGES.flatMap(({ act, at }) => act.stretches.map((stretch) => bar(stretch, at))),
      ...STAGES.map(cost),
      ...STAGES.slice(1).flatMap(leftOut),
      ...names(),
      ...labels(),
      ...prices(),
      ...STAGES.flatMap(axis),
      ...notes(),
    ],
  });
}

/** What is run, and for how long. */
function commandOf({ act, at, right }: Stage, index: number): string[] {
  const [from, to] = [at(0), at(act.minutes)];
  const isLast = index === STAGES.length - 1;
  return [
    ...[from, to].map((x) => path("rule dashed", "M", x, 82, "V", ZERO)),
    path("line", "M", from, 80, "V", 70, "H", to, "V", 80),
    text(isLast ? right : from, 62, act.command, `code strong${isLast ? " end" : ""}`),
    ...(act.because === "" ? [] : [text(from + 74, 62, act.because, "soft")]),
  ];
}

function bar({ model, status, from, to }: Stretch, at: Stage["at"]): string {
  return rect(at(from), LANES[model], at(to) - at(from), BAR, LOOKS[status] ?? "", 2);
}

/** What both models cost together, as steps. */
function cost({ act, left, at }: Stage): string {
  const edges = [...new Set(act.stretches.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  const steps = edges.slice(1).flatMap((to, index) => {
    const from = edges[index] ?? 0;
    return ["V", ZERO - usdBetween(act, from, to) * DOLLAR, "H", at(to)];
  });
  return path("cost", "M", left, ZERO, ...steps, "V", ZERO);
}

/** Dollars an hour of all models between two minutes. */
function usdBetween({ stretches }: Act, from: number, to: number): number {
  return stretches
    .filter((stretch) => stretch.from <= from && to <= stretch.to)
    .reduce((sum, { status }) => sum + usdPerHour(status), 0);
}

/** Time that is left out before a stage: what runs at its end runs at its beginning. */
function leftOut({ act, left }: Stage): string[] {
  const from = left - BREAK;
  const [goesOn] = act.stretches;
  if (goesOn === undefined) return [];
  const height = usdPerHour(goesOn.status) * DOLLAR;
  return [
    ...goesOnBetween(from, left, LANES[goesOn.model], BAR, LOOKS[goesOn.status] ?? ""),
    ...goesOnBetween(from, left, ZERO - height, height, "cost"),
    text(from + BREAK / 2, ZERO + 16, "days", "soft middle"),
  ];
}

/** Without its ends, which would look as if it ended there. */
function goesOnBetween(left: number, right: number, top: number, height: number, look: string): string[] {
  return [
    rect(left - 1, top, right - left + 2, height, "ground", 0),
    rect(left - 1, top, right - left + 2, height, `${look} open`, 0),
    path(`${look} dashed`, "M", left, top, "H", right),
    path(`${look} dashed`, "M", left, top + height, "H", right),
  ];
}

function names(): string[] {
  return [
    text(14, LANES.old + 21, "old model", "strong"),
    text(14, LANES.new + 21, "new model", "strong"),
    text(14, ZERO - 34, "dollars", "strong"),
    text(14, ZERO - 19, "an hour", "strong"),
  ];
}

/** What the table beside the picture says in full, by its number. */
function labels(): string[] {
  const [first, second, last] = STAGES as [Stage, Stage, Stage];
  const { training, starting, stopping } = MINUTES;
  const runs = training + starting;
  const trains = `trains ${training} min: ${dollars((training / 60) * usdPerHour("TRAINING_IN_PROGRESS"))}`;
  const starts = `${starting} min, not billed`;
  return [
    numbered(1, first.at(0) + 14, LANES.old + 17, trains, "inside"),
    gate(first.at(training), LANES.old),
    numbered(2, first.at(training), LANES.old - 14, "gate: F1 score at least minF1Score?"),
    numbered(3, first.at(training) + 12, LANES.old + BAR + 14, `starts: ${starts}`),
    numbered(
      4,
      second.left + 12,
      LANES.old + 17,
      `serves: ${dollars(usdPerHour("RUNNING"))} a unit and hour`,
      "inside",
    ),
    numbered(5, second.at(0) + 14, LANES.new + 17, trains, "inside"),
    gate(second.at(training), LANES.new),
    numbered(6, second.at(training), LANES.new - 14, "gate"),
    numbered(7, second.at(training) + 12, LANES.new + BAR + 14, `starts: ${starts}`),
    numbered(8, second.at(runs + stopping) + 14, LANES.old + 10, `stops: ${stopping} min,`),
    text(second.at(runs + stopping) + 27, LANES.old + 29, "not billed; is deleted", "label"),
    numbered(9, second.at(runs) + 14, LANES.new + 17, "serves", "inside"),
    numbered(10, last.right - 64, LANES.new - 14, "stops"),
    ...["Below minF1Score a model is", "kept, but not started, and the", "old one keeps serving."].map((line, index) =>
      text(LEFT + 12, LANES.new + 6 + 15 * index, line, "soft"),
    ),
  ];
}

function gate(x: number, lane: number): string {
  return path("gate", "M", x, lane - 3, "L", x + 6, lane + 5, "L", x, lane + 13, "L", x - 6, lane + 5, "Z");
}

function numbered(step: number, x: number, y: number, content: string, look = "label"): string {
  const circle = `<circle class="badge" cx="${x.toFixed(1)}" cy="${y}" r="8"/>${text(x, y + 3.5, String(step), "number")}`;
  return `${circle}${text(x + 13, y + 4, content, look)}`;
}

/** What an hour costs at each step. */
function prices(): string[] {
  const [first, second, last] = STAGES as [Stage, Stage, Stage];
  const { training, starting } = MINUTES;
  const runs = training + starting;
  const serving = usdPerHour("RUNNING");
  const both = serving + usdPerHour("TRAINING_IN_PROGRESS");
  const at = (x: number, usd: number): string =>
    text(x, ZERO - usd * DOLLAR - 6, usd === 0 ? "$0" : dollars(usd), "price middle");
  return [
    at(first.at(training / 2), usdPerHour("TRAINING_IN_PROGRESS")),
    at(first.at(training + starting / 2), 0),
    at((first.at(runs) + first.right) / 2, serving),
    at(second.at(training / 2), both),
    path("spike", "M", second.at(runs), ZERO - serving * DOLLAR, "V", ZERO - 2 * serving * DOLLAR),
    text(
      second.at(runs) + 7,
      ZERO - 2 * serving * DOLLAR + 9,
      `${dollars(2 * serving)}: both run, for seconds`,
      "price",
    ),
    at((second.at(runs) + second.right) / 2, serving),
    at((last.left + last.at(0)) / 2, serving),
    at((last.at(MINUTES.stopping) + last.right) / 2, 0),
  ];
}

function axis({ act, left, right, at }: Stage): string[] {
  const minutes = [0, MINUTES.training, MINUTES.training + MINUTES.starting].filter((minute) => minute <= act.minutes);
  return [
    path("line", "M", left, ZERO, "H", right),
    ...minutes.map((minute) => text(at(minute), ZERO + 16, minute === 0 ? "0 min" : String(minute), "soft middle")),
  ];
}

function notes(): string[] {
  return [
    `Drawn to scale, with the emulator's times. On AWS a training takes 30 minutes to 24 hours, stop and start together 10 to 20.`,
    `With 1 inference unit, at the list prices of ${REGION}, ${PRICE.asOf}.`,
  ].map((line, index) => text(14, ZERO + 42 + 15 * index, line, "soft note"));
}

function described({ command, because, stretches }: Act): string {
  const what = stretches.map(({ model, status, from, to }) => {
    const time = Number.isFinite(to - from) ? `${to - from} minutes` : "as long as it is asked for";
    return `the ${model} model is ${status} (${time}, ${dollars(usdPerHour(status))} an hour)`;
  });
  return `${command}${because === "" ? "" : `, ${because}`}: ${what.join("; ")}.`;
}
