import { LAG_GRACE_MS, type Verdict } from "../../../provider/lifecycle/wait-for-state.js";
import { type Box, arrow, box, escape, heightOf, sheet, text, widthOf, wrapped } from "./svg.js";
import type { Sorting, StateTables, Wait } from "./state-tables.js";

const PADDING = 28;
const GAP = 44;
const WIDTH = 1000;
const INNER = WIDTH - 2 * PADDING;
const SPACE = 26;
const ABSENT = "(absent)";

const LABELS: Readonly<Record<Verdict, string>> = {
  lagging: `as before the call (up to ${String(LAG_GRACE_MS / 1000)} s)`,
  pending: "on the way",
  target: "reached",
  failed: "does not lead there",
};

/** The picture of a kind's states: one row for each wait, then one for each other table. */
export function stateDiagram(kind: string, tables: StateTables): string {
  const parts: string[] = [];
  let y = PADDING;
  parts.push(text(PADDING, y + 18, `${kind}: what each status means to each wait`, "title"));
  y += 40;
  for (const wait of tables.waits) y = drawWait(parts, wait, y);
  for (const sorting of tables.sortings) y = drawSorting(parts, sorting, y);
  const description = tables.waits.map((wait) => describe(wait)).join(" ");
  return sheet({
    width: WIDTH,
    height: y + PADDING - 16,
    title: `States of ${kind}`,
    description,
    body: parts.join("\n"),
  });
}

function drawWait(parts: string[], wait: Wait, top: number): number {
  const y = heading(parts, `Wait until it ${wait.until}`, wait.doc, top);
  const flow = (["lagging", "pending", "target"] as const)
    .map((verdict) => boxOf(verdict, wait, 4))
    .filter((one) => one !== undefined);
  const tallest = Math.max(...flow.map(heightOf));
  const middle = y + tallest / 2;
  let x = PADDING;
  let source = { x, bottom: y + tallest };
  flow.forEach((one, index) => {
    if (index > 0) parts.push(arrow(x - GAP + 6, middle, x - 6, middle));
    parts.push(box(one, x, middle - heightOf(one) / 2));
    if (index === 0 || index < flow.length - 1) source = { x, bottom: middle + heightOf(one) / 2 };
    x += widthOf(one) + GAP;
  });
  const failed = boxOf("failed", wait, 2);
  if (failed === undefined) return y + tallest + SPACE;
  const below = y + tallest + 30;
  const left = Math.max(PADDING, Math.min(source.x, WIDTH - PADDING - widthOf(failed)));
  parts.push(arrow(source.x + 30, source.bottom + 4, source.x + 30, below - 4), box(failed, left, below));
  return below + heightOf(failed) + SPACE;
}

function drawSorting(parts: string[], sorting: Sorting, top: number): number {
  const y = heading(parts, sorting.doc, undefined, top);
  let x = PADDING;
  let line = y;
  let tallest = 0;
  for (const [word, statuses] of sorting.groups) {
    const one: Box = { label: spaced(word), chips: statuses, rows: 4, look: "plain" };
    if (x > PADDING && x + widthOf(one) > PADDING + INNER) {
      x = PADDING;
      line += tallest + 14;
      tallest = 0;
    }
    parts.push(box(one, x, line));
    tallest = Math.max(tallest, heightOf(one));
    x += widthOf(one) + 14;
  }
  return line + tallest + SPACE;
}

function heading(parts: string[], title: string, doc: string | undefined, top: number): number {
  parts.push(`<line class="rule" x1="${PADDING}" y1="${top}" x2="${WIDTH - PADDING}" y2="${top}"/>`);
  let y = top + 26;
  for (const line of wrapped(title, 100)) {
    parts.push(text(PADDING, y, line, "heading"));
    y += 19;
  }
  for (const line of doc === undefined ? [] : wrapped(doc, 140)) {
    parts.push(text(PADDING, y, line, "doc"));
    y += 17;
  }
  return y - 4;
}

function boxOf(verdict: Verdict, wait: Wait, rows: number): Box | undefined {
  const chips = statusesOf(wait, verdict);
  return chips.length === 0 ? undefined : { label: LABELS[verdict], chips, rows, look: verdict };
}

function statusesOf(wait: Wait, verdict: Verdict): string[] {
  const statuses = Object.keys(wait.verdicts).filter((status) => wait.verdicts[status] === verdict);
  return wait.absent === verdict ? [...statuses, ABSENT] : statuses;
}

/** For those who do not see the picture. */
function describe(wait: Wait): string {
  const verdicts = ["target", "pending", "lagging", "failed"] as const;
  const parts = verdicts
    .map((verdict) => ({ label: LABELS[verdict], statuses: statusesOf(wait, verdict) }))
    .filter(({ statuses }) => statuses.length > 0)
    .map(({ label, statuses }) => `${label}: ${statuses.join(", ")}`);
  return escape(`Until it ${wait.until}: ${parts.join("; ")}.`);
}

/** `waitUntilGone` as a reader would write it. */
function spaced(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
