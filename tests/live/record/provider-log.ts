import { existsSync, readFileSync } from "node:fs";
import type { ProviderCall } from "./record.js";

/** The calls in a log of the provider's, without what they are about and without ids. */
export function readProviderLog(file: string, of: string): ProviderCall[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line) => {
    const field = (name: string): string | undefined =>
      new RegExp(`(?:^| )${name}=("(?:[^"\\\\]|\\\\.)*"|\\S*)`).exec(line)?.[1];
    const operation = field("operation");
    if (operation === undefined) return [];
    const outcome = (field("outcome") ?? "").replaceAll('"', "");
    return [{ case: of, operation, attempt: Number(field("attempt")), outcome, ms: Number(field("ms")) }];
  });
}
