import { escape } from "../generate/pictures/sheet.js";
import { type Frame, isSame } from "./recording.js";
import type { Run, Screen } from "./screen.js";

const FONT_SIZE = 14;
const CHARACTER = 8.43;
const LINE = 19;
const PADDING = 16;
const BAR = 34;

/** The sixteen colours of a terminal, as GitHub draws them on dark ground. */
const PALETTE = [
  ...["#6e7681", "#ff7b72", "#3fb950", "#d29922", "#58a6ff", "#bc8cff", "#39c5cf", "#b1bac4"],
  ...["#8b949e", "#ffa198", "#56d364", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#f0f6fc"],
];

interface Picture {
  readonly columns: number;
  readonly rows: number;
  readonly frames: readonly Frame[];
  /** The screen of a picture that does not move: in print, or for a reader who asked for less motion. */
  readonly still: Screen;
  readonly title: string;
  readonly description: string;
}

/**
 * The recording as one SVG without scripts and fonts of its own: the screens stand beside each other on a strip, which an
 * animation moves past the window. A row that several screens show is written once.
 */
export function draw({ columns, rows, frames, still, title, description }: Picture): string {
  const width = Math.ceil(columns * CHARACTER);
  const height = rows * LINE + 6;
  const outer = { width: width + 2 * PADDING, height: height + BAR + PADDING };
  const names = new Map<string, string>();
  const strip = frames.map(({ screen }, index) => frame(screen, index * width, names));
  const stillAt = frames.findIndex(({ screen }) => isSame(screen, still));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${outer.width} ${outer.height}" width="${outer.width}" height="${outer.height}" role="img" aria-labelledby="title description">
<title id="title">${escape(title)}</title>
<desc id="description">${escape(description)}</desc>
<style>
${style(frames, width, stillAt)}
</style>
<defs>
${[...names].map(([drawn, name]) => `<text id="${name}" xml:space="preserve">${drawn}</text>`).join("\n")}
</defs>
<rect class="window" x="0.5" y="0.5" width="${outer.width - 1}" height="${outer.height - 1}" rx="9"/>
${[18, 36, 54].map((x) => `<circle class="button" cx="${x}" cy="17" r="5"/>`).join("")}
<svg x="${PADDING}" y="${BAR}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<g class="strip">
${strip.join("\n")}
</g>
</svg>
</svg>
`;
}

function frame(screen: Screen, x: number, names: Map<string, string>): string {
  const rows = screen.map((runs, row) => {
    if (runs.length === 0) return "";
    const drawn = runs.map(span).join("");
    const name = names.get(drawn) ?? `r${names.size.toString(36)}`;
    names.set(drawn, name);
    return `<use href="#${name}" y="${row * LINE + FONT_SIZE}"/>`;
  });
  return `<g transform="translate(${x})">${rows.join("")}</g>`;
}

function span({ column, text, color, isBold, isDim }: Run): string {
  const looks = [color === undefined ? "" : colorClass(color), isBold ? "b" : "", isDim ? "d" : ""].filter(Boolean);
  const look = looks.length === 0 ? "" : ` class="${looks.join(" ")}"`;
  return `<tspan x="${Number((column * CHARACTER).toFixed(1))}"${look}>${escape(text)}</tspan>`;
}

function colorClass(color: number): string {
  if (PALETTE[color] === undefined) throw new Error(`The recording has no colour ${color}.`);
  return `c${color}`;
}

function style(frames: readonly Frame[], width: number, stillAt: number): string {
  const wholeMs = frames.reduce((sum, { durationMs }) => sum + durationMs, 0);
  let startMs = 0;
  const steps = frames.map(({ durationMs }, index) => {
    const step = `${Number(((startMs / wholeMs) * 100).toFixed(2))}%{transform:translateX(${-index * width}px)}`;
    startMs += durationMs;
    return step;
  });
  return [
    `text{font:${FONT_SIZE}px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#e6edf3}`,
    ".window{fill:#0d1117;stroke:#30363d}",
    ".button{fill:#30363d}",
    ".b{font-weight:bold}",
    ".d{fill:#8b949e}",
    ...PALETTE.map((color, index) => `.c${index}{fill:${color}}`),
    `.strip{transform:translateX(${-stillAt * width}px);animation:play ${(wholeMs / 1000).toFixed(1)}s step-end infinite}`,
    `@keyframes play{${steps.join("")}100%{transform:translateX(${-(frames.length - 1) * width}px)}}`,
    "@media (prefers-reduced-motion:reduce){.strip{animation:none}}",
  ].join("\n");
}
