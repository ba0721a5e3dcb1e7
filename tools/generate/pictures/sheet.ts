/* What pictures of the documents share: text that a reader can select, no fonts of their own, and both colour schemes. */

interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** For those who do not see the picture. */
  readonly description: string;
  /** Rules for the picture's own classes; those for dark ground are in `dark`. */
  readonly light: string;
  readonly dark: string;
  readonly body: readonly string[];
}

/** The whole picture, with its own background, so that it is readable wherever it is shown. */
export function sheet({ width, height, title, description, light, dark, body }: Sheet): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title description">
<title id="title">${escape(title)}</title>
<desc id="description">${escape(description)}</desc>
<style>
text { font: 12px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #1f2328; }
.code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.strong { font-weight: 600; }
.soft { fill: #59636e; }
.middle { text-anchor: middle; }
.end { text-anchor: end; }
.sheet { fill: #ffffff; stroke: #d1d9e0; }
.line { fill: none; stroke: #818b98; }
.rule { fill: none; stroke: #d1d9e0; }
.head { fill: #818b98; }
${light}
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc; }
.soft { fill: #9198a1; }
.sheet { fill: #0d1117; stroke: #3d444d; }
.rule { stroke: #3d444d; }
${dark}
}
</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto-start-reverse"><path class="head" d="M0 0 L8 4 L0 8 z"/></marker></defs>
<rect class="sheet" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10"/>
${body.join("\n")}
</svg>
`;
}

/** A line of text; its baseline is at `y`. */
export function text(x: number, y: number, content: string, look = ""): string {
  return `<text class="${look}" x="${round(x)}" y="${round(y)}">${escape(content)}</text>`;
}

/** A rectangle, with rounded corners. */
export function rect(x: number, y: number, width: number, height: number, look: string, radius = 3): string {
  return `<rect class="${look}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}"/>`;
}

/** A path of whole moves, as in `["M", 0, 0, "H", 10]`. */
export function path(look: string, ...moves: readonly (string | number)[]): string {
  return `<path class="${look}" d="${moves.map((move) => (typeof move === "number" ? round(move) : move)).join(" ")}"/>`;
}

/** Tenths of a pixel are enough. */
function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

/** Text as SVG and HTML take it. */
export function escape(content: string): string {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
