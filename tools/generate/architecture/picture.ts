import { readdirSync } from "node:fs";
import { join } from "node:path";
import { path, rect, sheet, text } from "../pictures/sheet.js";

const WIDTH = 840;
const LEFT = 124;
const COLUMN = 142;
const ROW = 64;
const TOP = 70;
const BOX = { width: 128, height: 38 } as const;
/** Between the frame of provider/ and what is outside, and the height of its lowest row. */
const APART = 12;
const GROUND_HEIGHT = 34;

/** The layers that the picture shows, the topmost first; those that all of them use are one more row. */
const LAYERS = ["facades", "session", "resources", "lifecycle", "observe", "aws"] as const;
const GROUND = ["schema", "base"] as const;
/** Not part of a model's `up`. */
const BESIDE = ["functions", "images"] as const;

type Layer = (typeof LAYERS)[number];
type Row = "engine" | Layer | "service";

const ROWS: readonly Row[] = ["engine", ...LAYERS, "service"];
/** What those are called that are not called as here. */
const NAMES: Partial<Record<Row, string>> = {
  engine: "Pulumi engine",
  resources: "resources/KIND",
  service: "Rekognition",
};

const PHASES = ["check", "diff", "make", "wait", "record"] as const;
const [CHECK, DIFF, MAKE, WAIT, RECORD] = [0, 1, 2, 3, 4] as const;

const OUTSIDE: Partial<Record<Row, true>> = { engine: true, service: true };
const TITLE = "One pulumi up, through the layers of provider/";

/** What one layer does in one phase, in at most two lines. */
interface Step {
  readonly phase: number;
  readonly row: Row;
  readonly lines: readonly [string, string?];
}

const STEPS: readonly Step[] = [
  { phase: CHECK, row: "engine", lines: ["Check"] },
  { phase: CHECK, row: "facades", lines: ["properties to request,", "answer to properties"] },
  { phase: CHECK, row: "session", lines: ["fills in name, region;", "validates inputs"] },
  { phase: DIFF, row: "engine", lines: ["Diff"] },
  { phase: DIFF, row: "facades", lines: ["the same"] },
  { phase: DIFF, row: "session", lines: ["replace, update or", "nothing; cost notes"] },
  { phase: DIFF, row: "resources", lines: ["is anything", "outstanding?"] },
  { phase: MAKE, row: "engine", lines: ["Create", "or Update"] },
  { phase: MAKE, row: "facades", lines: ["identity, record,", "inputs, timeout"] },
  { phase: MAKE, row: "session", lines: ["context: calls, clock,", "deadline, memory"] },
  { phase: MAKE, row: "resources", lines: ["handler of", "this kind"] },
  { phase: MAKE, row: "lifecycle", lines: ["create it or find it,", "under a claim"] },
  { phase: MAKE, row: "aws", lines: ["gateway: one call;", "did it take effect?"] },
  { phase: MAKE, row: "service", lines: ["CreateProjectVersion"] },
  { phase: WAIT, row: "lifecycle", lines: ["poll until status is", "target or failed"] },
  { phase: WAIT, row: "observe", lines: ["one poll shared", "by all waits"] },
  { phase: WAIT, row: "aws", lines: ["paced within", "AWS's rate limits"] },
  { phase: WAIT, row: "service", lines: ["DescribeProject-", "Versions"] },
  { phase: RECORD, row: "engine", lines: ["writes state"] },
  { phase: RECORD, row: "facades", lines: ["state to record,", "also after a failure"] },
  { phase: RECORD, row: "session", lines: ["marks the claim", 'as "recorded"'] },
  { phase: RECORD, row: "resources", lines: ["id, outputs, record"] },
  { phase: RECORD, row: "aws", lines: ["gateway"] },
  { phase: RECORD, row: "service", lines: ["TagResource"] },
];

const left = (phase: number): number => LEFT + phase * COLUMN;
const center = (phase: number): number => left(phase) + BOX.width / 2;
function top(row: Row): number {
  const index = ROWS.indexOf(row);
  const below = row === "service" ? GROUND_HEIGHT + APART : 0;
  return TOP + index * ROW + (index > 0 ? APART : 0) + below;
}
const bottom = (row: Row): number => top(row) + BOX.height;
const middle = (row: Row): number => top(row) + BOX.height / 2;
const GROUND_TOP = bottom("aws") + 13;

/** One `up` through the layers: the topmost layer at the top, time from the left. */
export function architecturePicture(): string {
  assertDrawn();
  return sheet({
    width: WIDTH,
    height: bottom("service") + 20,
    title: TITLE,
    description: PHASES.map(described).join(" "),
    light: `.layer { fill: #f6f8fa; stroke: #818b98; }
.outside { fill: #fff8c5; stroke: #bf8700; }
.frame { fill: none; stroke: #818b98; stroke-width: 2; }
.way { stroke: #0969da; fill: none; stroke-width: 1.5; }
.head { fill: #0969da; }
.small { font-size: 11px; }
.title { font-size: 15px; }`,
    dark: `.layer { fill: #212830; stroke: #818b98; }
.outside { fill: #3b2d0b; stroke: #d29922; }
.way { stroke: #58a6ff; }
.head { fill: #58a6ff; }`,
    body: [
      text(14, 30, TITLE, "strong title"),
      ...PHASES.map((phase, index) => text(center(index), 58, phase, "strong middle")),
      rect(6, top("facades") - 12, WIDTH - 12, GROUND_TOP + GROUND_HEIGHT - top("facades") + 12, "frame", 8),
      ...LAYERS.slice(1).map((layer) => path("rule", "M", 7, top(layer) - 13, "H", WIDTH - 7)),
      path("rule", "M", 7, GROUND_TOP, "H", WIDTH - 7),
      ...ROWS.map((row) =>
        text(16, middle(row) + 4, NAMES[row] ?? row, row in OUTSIDE ? "strong" : "code strong small"),
      ),
      text(16, GROUND_TOP + 21, GROUND.join(", "), "code strong small"),
      text(LEFT, GROUND_TOP + 21, "declarations of the kinds; clock, deadlines, errors", "soft"),

      text(LEFT, middle("observe") - 4, "Check and diff make no AWS call: a preview of", "soft"),
      text(LEFT, middle("observe") + 12, "an unchanged stack ends here.", "soft"),
      ...STEPS.flatMap(box),
      ...ways(),
    ],
  });
}

/** A layer that is new, or gone, is noticed here. */
function assertDrawn(): void {
  const there = readdirSync(join(__dirname, "..", "..", "..", "..", "provider"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const drawn = [...LAYERS, ...GROUND, ...BESIDE];
  if (there.sort().join() !== drawn.sort().join()) {
    throw new Error(`The picture shows ${drawn.join(", ")}, but provider/ has ${there.join(", ")}.`);
  }
}

function box({ phase, row, lines }: Step): string[] {
  const shown = lines.filter((line) => line !== undefined);
  const first = middle(row) + (shown.length === 1 ? 4 : -3);
  return [
    rect(left(phase), top(row), BOX.width, BOX.height, row in OUTSIDE ? "outside" : "layer", 4),
    ...shown.map((line, index) => text(center(phase), first + 14 * index, line, "middle small")),
  ];
}

/** Down with a request and up with its answer; in the last column up with the record. */
function ways(): string[] {
  const side = left(RECORD) + BOX.width + 7;
  return [
    ...[CHECK, DIFF].flatMap((phase) => between(phase, "both")),
    ...between(MAKE, "down"),
    ...between(WAIT, "both"),
    way("down", "M", left(MAKE) + BOX.width, middle("lifecycle"), "H", left(WAIT)),
    way("down", "M", left(WAIT) + BOX.width, middle("lifecycle"), "H", center(RECORD), "V", bottom("resources")),
    ...between(RECORD, "up").slice(0, 3),
    ...between(RECORD, "down").slice(-1),
    way("down", "M", left(RECORD) + BOX.width, middle("session"), "H", side, "V", middle("aws"), "H", side - 7),
  ];
}

type Direction = "down" | "up" | "both";

/** Arrows between the boxes of a column, from above. */
function between(phase: number, direction: Direction): string[] {
  const rows = STEPS.filter((step) => step.phase === phase).map(({ row }) => row);
  return rows
    .slice(1)
    .map((row, index) => way(direction, "M", center(phase), bottom(rows[index] ?? row), "V", top(row)));
}

function way(direction: Direction, ...moves: readonly (string | number)[]): string {
  const start = direction === "down" ? "" : ' marker-start="url(#head)"';
  const end = direction === "up" ? "" : ' marker-end="url(#head)"';
  return path("way", ...moves).replace("/>", `${start}${end}/>`);
}

function described(name: string, phase: number): string {
  const steps = STEPS.filter((step) => step.phase === phase).map(
    ({ row, lines }) => `${NAMES[row] ?? row}: ${lines.join(" ")}`,
  );
  return `${name}: ${steps.join("; ")}.`;
}
