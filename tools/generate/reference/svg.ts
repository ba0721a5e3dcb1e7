import type { Verdict } from "../../../provider/lifecycle/wait-for-state.js";

/* A few shapes, drawn as text that a reader can select. No fonts are loaded: widths are those of the widest common one. */

/** Statuses that mean the same, in a frame. */
export interface Box {
  readonly label: string;
  readonly chips: readonly string[];
  /** Most chips below each other. */
  readonly rows: number;
  readonly look: Verdict | "plain";
}

const CHIP_HEIGHT = 24;
const CHIP_GAP = 6;
const CHARACTER = 7.3;
const LABEL_CHARACTER = 6.6;
const INSET = 10;
const LABEL_HEIGHT = 24;

/** A chip's width by its text. */
function chipWidth(chip: string): number {
  return Math.ceil(chip.length * CHARACTER + 18);
}

function columnsOf({ chips, rows }: Box): readonly (readonly string[])[] {
  const columns = Math.ceil(chips.length / rows);
  const perColumn = Math.ceil(chips.length / columns);
  return Array.from({ length: columns }, (_, index) => chips.slice(index * perColumn, (index + 1) * perColumn));
}

function columnWidth(column: readonly string[]): number {
  return Math.max(...column.map(chipWidth));
}

/** A box's width in pixels. */
export function widthOf(box: Box): number {
  const columns = columnsOf(box).map(columnWidth);
  const chips = columns.reduce((sum, width) => sum + width, 0) + CHIP_GAP * (columns.length - 1);
  return Math.max(chips, Math.ceil(box.label.length * LABEL_CHARACTER)) + 2 * INSET;
}

/** A box's height in pixels. */
export function heightOf(box: Box): number {
  const rows = Math.max(...columnsOf(box).map((column) => column.length));
  return LABEL_HEIGHT + rows * (CHIP_HEIGHT + CHIP_GAP) - CHIP_GAP + INSET;
}

/** A box at a place. */
export function box(one: Box, left: number, top: number): string {
  const parts = [
    `<g class="${one.look}">`,
    `<rect class="frame" x="${left}" y="${top}" width="${widthOf(one)}" height="${heightOf(one)}" rx="8"/>`,
    text(left + INSET, top + 17, one.label, "label"),
  ];
  let x = left + INSET;
  for (const column of columnsOf(one)) {
    column.forEach((chip, row) => {
      const y = top + LABEL_HEIGHT + row * (CHIP_HEIGHT + CHIP_GAP);
      const dashed = chip.startsWith("(") ? " absent" : "";
      parts.push(
        `<rect class="chip${dashed}" x="${x}" y="${y}" width="${columnWidth(column)}" height="${CHIP_HEIGHT}" rx="5"/>`,
        text(x + 9, y + 16, chip, "status"),
      );
    });
    x += columnWidth(column) + CHIP_GAP;
  }
  return [...parts, "</g>"].join("\n");
}

/** A line of text; its baseline is at `y`. */
export function text(x: number, y: number, content: string, look: string): string {
  return `<text class="${look}" x="${x}" y="${y}">${escape(content)}</text>`;
}

/** An arrow from one point to another. */
export function arrow(x1: number, y1: number, x2: number, y2: number): string {
  return `<line class="arrow" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" marker-end="url(#head)"/>`;
}

/** Text as XML. */
export function escape(content: string): string {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A text in lines of at most so many characters. */
export function wrapped(content: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of content.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly body: string;
}

/** The whole picture, with its own background, so that it is readable wherever it is shown. */
export function sheet({ width, height, title, description, body }: Sheet): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">
<title id="title">${escape(title)}</title>
<desc id="description">${description}</desc>
<style>${STYLE}</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="head" d="M0 0 L8 4 L0 8 z"/></marker></defs>
<rect class="sheet" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10"/>
${body}
</svg>
`;
}

const STYLE = `
text { font-family: system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328; }
.title { font-size: 17px; font-weight: 600; }
.heading { font-size: 14px; font-weight: 600; }
.doc { font-size: 12.5px; fill: #59636e; }
.label { font-size: 12px; fill: #59636e; }
.status { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 12px; }
.sheet { fill: #ffffff; stroke: #d1d9e0; }
.rule { stroke: #d1d9e0; }
.arrow { stroke: #818b98; stroke-width: 1.5; }
.head { fill: #818b98; }
.frame { fill: none; stroke: #d1d9e0; }
.chip { stroke: #818b98; fill: #f6f8fa; }
.absent { stroke-dasharray: 4 3; }
.target .chip { fill: #dafbe1; stroke: #1a7f37; } .target .label { fill: #1a7f37; }
.pending .chip { fill: #fff8c5; stroke: #9a6700; } .pending .label { fill: #7d4e00; }
.lagging .chip { fill: #ddf4ff; stroke: #0969da; } .lagging .label { fill: #0550ae; }
.failed .chip { fill: #ffebe9; stroke: #cf222e; } .failed .label { fill: #a40e26; }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc; }
.doc, .label { fill: #9198a1; }
.sheet { fill: #0d1117; stroke: #3d444d; }
.rule, .frame { stroke: #3d444d; }
.chip { fill: #212830; stroke: #818b98; }
.target .chip { fill: #12361f; stroke: #3fb950; } .target .label { fill: #56d364; }
.pending .chip { fill: #3b2d0b; stroke: #d29922; } .pending .label { fill: #e3b341; }
.lagging .chip { fill: #0d2d52; stroke: #58a6ff; } .lagging .label { fill: #79c0ff; }
.failed .chip { fill: #4a1417; stroke: #f85149; } .failed .label { fill: #ff7b72; }
}
`.trim();
