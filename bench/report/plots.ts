import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TopLevelSpec } from "vega-lite";
import type { Plot } from "./figure.js";

const OURS = "pulumi-rekognition";
const OUR_COLOR = "#d1495b";
const GREY = "#9aa5b1";
/** By their place after ours. */
const THEIRS: readonly string[] = ["", "#f2a541", "#4a7c9b", "#5b8c5a", "#7a6c9d"];

const SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json";
const WIDTH = 560;

function specOf(plot: Plot): TopLevelSpec {
  if (plot.mark === "pair") return pairsOf(plot);
  const { title, mark, x, y, points } = plot;
  const series = [...new Set(points.map((point) => point.series))];
  const isBar = mark === "bar";
  const scale = (kind: "log" | undefined): object => (kind === undefined ? {} : { scale: { type: kind, nice: false } });
  return {
    $schema: SCHEMA,
    title,
    width: WIDTH,
    height: isBar ? 40 * series.length : 280,
    background: "white",
    data: { values: [...points] },
    mark: isBar
      ? { type: "bar" }
      : { type: mark, ...(mark === "point" ? { filled: true, size: 36, opacity: 0.75 } : {}) },
    encoding: isBar
      ? {
          y: { field: "series", type: "nominal", sort: series, title: null, axis: { labelLimit: 260 } },
          x: { field: "y", type: "quantitative", title: y.title, ...scale(y.scale) },
          color: { condition: { test: `indexof(datum.series, '${OURS}') >= 0`, value: OUR_COLOR }, value: GREY },
        }
      : {
          x: { field: "x", type: "quantitative", title: x.title, ...scale(x.scale) },
          y: { field: "y", type: "quantitative", title: y.title, ...scale(y.scale) },
          color: {
            field: "series",
            type: "nominal",
            title: null,
            legend: { labelLimit: 260 },
            scale: {
              domain: series,
              range: series.map((name, index) => (index === 0 ? OUR_COLOR : (THEIRS[index] ?? GREY))),
            },
          },
        },
  };
}

/** Ours above the peer's, for each x; at the end of each bar its label. */
function pairsOf({ title, y, points }: Plot): TopLevelSpec {
  const series = [...new Set(points.map((point) => point.series))];
  const pairs = new Set(points.map((point) => point.x)).size;
  const places = {
    y: { field: "x", type: "nominal", sort: null, title: null, axis: { labelFontSize: 12 } },
    yOffset: { field: "series", type: "nominal", sort: series },
    x: { field: "y", type: "quantitative", title: y.title },
  } as const;
  return {
    $schema: SCHEMA,
    title,
    width: WIDTH,
    height: 60 * pairs,
    background: "white",
    data: { values: [...points] },
    layer: [
      {
        mark: { type: "bar" },
        encoding: {
          ...places,
          color: {
            field: "series",
            type: "nominal",
            legend: { title: null, orient: "top" },
            scale: { domain: series, range: [OUR_COLOR, GREY] },
          },
        },
      },
      {
        mark: { type: "text", align: "left", dx: 5 },
        encoding: { ...places, text: { field: "label", type: "nominal" } },
      },
    ],
  };
}

/** Draws a plot into a file of the folder. */
export async function draw(plot: Plot, folder: string): Promise<void> {
  const [{ compile }, vega] = await Promise.all([import("vega-lite"), import("vega")]);
  const view = new vega.View(vega.parse(compile(specOf(plot)).spec), { renderer: "none" });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${plot.file}.svg`), `${await view.toSVG()}\n`);
  view.finalize();
}
