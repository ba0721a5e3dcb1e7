import { attribute, make, sync } from "./dom.js";
import { duration, time, timeOfDay } from "./format.js";
import { paint } from "./status.js";
import type { VersionState } from "../../state.js";

/** What the time lines of all models show. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

interface Part extends Span {
  readonly status: string;
}

/** From the first of the models until now. */
export function spanOf(models: readonly VersionState[], nowMs: number): Span {
  return { fromMs: models.reduce((first, { createdAtMs }) => Math.min(first, createdAtMs), nowMs), toMs: nowMs };
}

const partsOf = ({ statuses }: VersionState, nowMs: number): readonly Part[] =>
  statuses.map(({ status, atMs }, index) => ({ status, fromMs: atMs, toMs: statuses[index + 1]?.atMs ?? nowMs }));

const percent = (ms: number, span: Span): string =>
  `${Number(((100 * ms) / Math.max(1, span.toMs - span.fromMs)).toFixed(2))}%`;

function place(element: HTMLElement, { status, fromMs, toMs }: Part, span: Span): void {
  paint(element, status);
  attribute(element, "title", `${status}: ${duration(toMs - fromMs)} from ${time(fromMs)}`);
  const left = percent(fromMs - span.fromMs, span);
  const width = percent(toMs - fromMs, span);
  if (element.style.left !== left) element.style.left = left;
  if (element.style.width !== width) element.style.width = width;
}

/** Draws a model's states one after the other, and says them. */
export function fillTimeLine(cell: HTMLElement, model: VersionState, span: Span): void {
  const line = cell.firstElementChild ?? cell.appendChild(make("div", { class: "line", role: "img" }));
  const parts = partsOf(model, span.toMs);
  attribute(line, "aria-label", parts.map(({ status, fromMs }) => `${status} since ${timeOfDay(fromMs)}`).join(", "));
  sync(
    line,
    parts,
    ({ fromMs, status }) => `${fromMs} ${status}`,
    () => make("span"),
    (part, item) => {
      place(part, item, span);
    },
  );
}
