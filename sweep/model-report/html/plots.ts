import { type Figures, percent, score } from "../wording.js";
import { escaped } from "./text.js";

/* Drawn from the same figures as the tables beside them. No meaning is in a colour alone: figures stand in the plots too. */

const WIDTH = 680;
const NAMES = 190;
const BARS = 360;
const ROW = 24;

/** A name that is short enough for a plot; the table has the whole one. */
function short(name: string, most: number): string {
  const letters = Array.from(name);
  return escaped(letters.length <= most ? name : `${letters.slice(0, most - 1).join("")}…`);
}

function svg(label: string, width: number, height: number, parts: readonly string[]): string {
  const box = `viewBox="0 0 ${String(width)} ${String(height)}"`;
  const drawn = `<svg ${box} role="img" aria-label="${escaped(label)}">${parts.join("")}</svg>`;
  return `<div class="scroll" role="group" aria-label="${escaped(label)}" tabindex="0">${drawn}</div>`;
}

function text(x: number, y: number, content: string, more = ""): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}"${more}>${content}</text>`;
}

/** F1 scores as bars, those before as diamonds. */
export function scorePlot(label: string, rows: readonly Figures[]): string {
  const at = (value: number): number => NAMES + value * BARS;
  const bottom = 24 + rows.length * ROW;
  const grid = [0, 0.25, 0.5, 0.75, 1].map((value) => {
    const x = at(value).toFixed(1);
    const line = `<line class="grid" x1="${x}" x2="${x}" y1="20" y2="${String(bottom)}"/>`;
    return line + text(at(value), 14, String(value), ' text-anchor="middle" class="quiet"');
  });
  const bars = rows.map(({ name, now, before }, index) => {
    const middle = 24 + index * ROW + ROW / 2;
    const told = before === undefined ? score(now?.f1Score) : `${score(now?.f1Score)} (${score(before.f1Score)})`;
    return [
      text(NAMES - 8, middle + 4, short(name, 28), ' text-anchor="end"'),
      now === undefined
        ? ""
        : `<rect class="bar" x="${String(NAMES)}" y="${String(middle - 7)}" width="${(now.f1Score * BARS).toFixed(1)}" height="14"/>`,
      before === undefined ? "" : diamond(at(before.f1Score), middle),
      text(NAMES + BARS + 12, middle + 4, told),
    ].join("");
  });
  return svg(label, WIDTH, bottom + 6, [...grid, ...bars]);
}

function diamond(x: number, y: number): string {
  const points = [
    [x, y - 7],
    [x + 6, y],
    [x, y + 7],
    [x - 6, y],
  ];
  return `<polygon class="before" points="${points.map((point) => point.map((each) => each.toFixed(1)).join(",")).join(" ")}"/>`;
}

/** What labels were taken for, a row a label; what is right is framed. */
export function matrixPlot(
  label: string,
  labels: readonly string[],
  share: (truth: string, said: string) => number,
): string {
  const size = 44;
  const top = 110;
  const width = NAMES + labels.length * size + 90;
  const heads = labels.map((name, index) => {
    const x = NAMES + index * size + size / 2;
    return text(x, top - 8, short(name, 18), ` transform="rotate(-45 ${String(x)} ${String(top - 8)})"`);
  });
  const rows = labels.map((truth, row) => {
    const y = top + row * size;
    const cells = labels.map((said, column) => {
      const x = NAMES + column * size;
      const value = share(truth, said);
      const box = `x="${String(x)}" y="${String(y)}" width="${String(size)}" height="${String(size)}"`;
      const frame = `x="${String(x + 2)}" y="${String(y + 2)}" width="${String(size - 4)}" height="${String(size - 4)}"`;
      return [
        `<rect class="heat" ${box} opacity="${Math.min(1, value).toFixed(3)}"/><rect class="cell" ${box}/>`,
        truth === said ? `<rect class="right" ${frame}/>` : "",
        text(x + size / 2, y + size / 2 + 4, percent(value).replace(" %", ""), ' text-anchor="middle"'),
      ].join("");
    });
    return text(NAMES - 8, y + size / 2 + 4, short(truth, 28), ' text-anchor="end"') + cells.join("");
  });
  return svg(label, width, top + labels.length * size + 6, [...heads, ...rows]);
}
