import { readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(__dirname, "..", "..", "..", "..", "docs", "reference", "policies");

const fileOf = (kind: string): string => `${kind.replace(/(?<=.)[A-Z]/g, "-$&").toLowerCase()}.json`;

/** The actions of the policy that is published for a kind. */
export function publishedActions(kind: string): readonly string[] {
  const { Statement } = JSON.parse(readFileSync(join(FOLDER, fileOf(kind)), "utf8")) as {
    Statement: { Action: string[] }[];
  };
  return Statement.flatMap(({ Action }) => Action);
}
