import { annotationText } from "../annotation-text.js";
import { namedImage } from "../named-image.js";
import type { FormatInput, StatedBox, Statement, Statements } from "../statement.js";

/** The first line of a file with boxes. AWS has no form for these. */
const BOX_HEADER = ["image", "label", "left", "top", "width", "height"] as const;

interface Row {
  readonly place: string;
  readonly cells: readonly string[];
}

/** An image and its labels in a row, as in AWS's form; or, under its header, a box in a row. */
export async function readCsv(input: FormatInput): Promise<Statements> {
  const { source, problems } = input;
  const file = source.annotations ?? "";
  const text = await annotationText(file, file, problems);
  const rows = text === undefined ? [] : await rowsOf(text, file, input);
  if (rows.length === 0) problems.add(file, "has no rows that can be read");
  const hasBoxes = rows[0]?.cells.join() === BOX_HEADER.join();
  return hasBoxes
    ? { of: "boxes", statements: boxStatements(rows.slice(1), input) }
    : { of: "images", statements: rows.flatMap((row, index) => labelStatement(row, index === 0, input)) };
}

async function rowsOf(text: string, file: string, { problems }: FormatInput): Promise<readonly Row[]> {
  const { CsvError, parse } = await import("csv-parse/sync");
  try {
    const parsed = parse(text, {
      info: true,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
    return parsed.map(({ record, info }) => ({ place: `${file} line ${String(info.lines)}`, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const [what = ""] = error.message.split(/ (?:at|on) line \d+/);
    problems.add(`${file} line ${String(error.lines)}`, `is no CSV: ${what}`);
    return [];
  }
}

/** Spreadsheets fill rows up with empty cells. */
function labelStatement({ place, cells }: Row, isFirst: boolean, { images, problems }: FormatInput): Statement[] {
  const [image = "", ...rest] = cells;
  const labels = rest.filter((label) => label !== "");
  const found = namedImage(image, images);
  if ("fault" in found) {
    const separated = cells.length === 1 && /[;\t]/.test(image);
    const hint = separated ? ". Cells are separated by commas" : headerHint(isFirst, cells);
    problems.add(place, `${found.fault}${hint}`);
  } else if (labels.length === 0) problems.add(place, `gives ${image} no label: add one, or remove the row`);
  else return [{ place, name: found.name, labels, boxes: [] }];
  return [];
}

function headerHint(isFirst: boolean, cells: readonly string[]): string {
  if (!isFirst || cells.some((cell) => /\.\w+$/.test(cell))) return "";
  return `. A file with labels of images has no header, and one with boxes has this: ${BOX_HEADER.join(",")}`;
}

function boxStatements(rows: readonly Row[], { images, problems }: FormatInput): Statement[] {
  const statements = new Map<string, Statement & { readonly boxes: StatedBox[] }>();
  for (const { place, cells } of rows) {
    const [image = "", label = "", ...numbers] = cells;
    const found = namedImage(image, images);
    if ("fault" in found) problems.add(place, found.fault);
    if (cells.length !== BOX_HEADER.length) {
      problems.add(place, `has ${String(cells.length)} cells, and a box has ${String(BOX_HEADER.length)}`);
      continue;
    }
    const wrong = numbers.find((cell) => cell === "" || !Number.isFinite(Number(cell)));
    if (wrong !== undefined) problems.add(place, `has "${wrong}", which must be a number of pixels`);
    if ("fault" in found || wrong !== undefined) continue;
    const [left = 0, top = 0, width = 0, height = 0] = numbers.map(Number);
    const statement = statements.get(found.name) ?? { place, name: found.name, labels: [], boxes: [] };
    statement.boxes.push({ place, label, edges: { left, top, right: left + width, bottom: top + height } });
    statements.set(found.name, statement);
  }
  return [...statements.values()];
}
