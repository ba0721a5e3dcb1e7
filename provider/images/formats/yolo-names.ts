import { join } from "node:path";
import { stat } from "node:fs/promises";
import { annotationText } from "../annotation-text.js";
import type { FormatInput } from "../statement.js";

/** The names of a set's classes by their number, and where they are written. */
export interface ClassNames {
  readonly file: string;
  readonly names: ReadonlyMap<number, string>;
}

/** The first that is there counts. */
const FILES = ["data.yaml", "data.yml", "dataset.yaml", "dataset.yml", "classes.txt", "obj.names"] as const;
/** Whether a text file in a folder of labels has names instead. */
export function isNamesFile(name: string): boolean {
  return (FILES as readonly string[]).includes(name);
}

/** Looks for the names in the folder of labels, then in the two above it, then in the folder of images. */
export async function readClassNames(labels: string, input: FormatInput): Promise<ClassNames | undefined> {
  const { source, problems } = input;
  // Exports keep them beside the folders of their parts, which hold a folder of images and one of labels.
  const above = [labels, join(labels, ".."), join(labels, "..", "..")];
  for (const folder of [...above, source.folder]) {
    for (const name of FILES) {
      const file = join(folder, name);
      if (await isFile(file)) return namesIn(file, input);
    }
  }
  problems.add(labels, `has no names for its classes: put data.yaml, classes.txt or obj.names into it, or above it`);
  return undefined;
}

async function namesIn(file: string, input: FormatInput): Promise<ClassNames | undefined> {
  const text = await annotationText(file, file, input.problems);
  if (text === undefined) return undefined;
  const names = /\.ya?ml$/.test(file) ? await namesInYaml(text, file, input) : namesInLines(text);
  return names === undefined ? undefined : { file, names };
}

/** One a line; the number of the line, from 0, is the class. */
function namesInLines(text: string): Map<number, string> {
  const lines = text.split(/\r\n|[\r\n]/).map((line) => line.trim());
  return new Map([...lines.entries()].filter(([, name]) => name !== ""));
}

/** `names` as a list, or by number. */
async function namesInYaml(
  text: string,
  file: string,
  { problems }: FormatInput,
): Promise<Map<number, string> | undefined> {
  const { parseDocument } = await import("yaml");
  // Every scalar is a text: `no` and `1` are names like any other.
  const document = parseDocument(text, { schema: "failsafe" });
  const [error] = document.errors;
  if (error !== undefined) {
    const [what = ""] = error.message.split(/ at line \d+/);
    problems.add(`${file} line ${String(error.linePos?.[0].line ?? 1)}`, `is no YAML: ${what}`);
    return undefined;
  }
  const data: unknown = document.toJS();
  const names = typeof data === "object" && data !== null && "names" in data ? data.names : undefined;
  const entries = typeof names === "object" && names !== null ? Object.entries(names) : [];
  if (entries.length > 0 && entries.every(([key, name]) => /^\d+$/.test(key) && typeof name === "string")) {
    return new Map(entries.map(([key, name]) => [Number(key), String(name).trim()]));
  }
  problems.add(`${file} names`, "must be a list of the classes' names, or a map of number to name");
  return undefined;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
