import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../harness/package-under-test.js";

/** What an image is, as far as a machine without containers can say. */
export interface Image {
  readonly from: string;
  /** The folder that stands for the working directory. */
  readonly folder: string;
  readonly port: string;
  readonly entrypoint: readonly string[];
  readonly healthCheck: readonly string[];
}

/** Carries out a Dockerfile's COPY and RUN in a folder; an instruction that it does not know is an error. */
export function build(context: string, folder: string): Image {
  const lines = readFileSync(join(REPOSITORY, "emulator", "Dockerfile"), "utf8").split("\n");
  const said = new Map<string, string>();
  for (const line of lines.filter((each) => each !== "" && !each.startsWith("#"))) {
    const [, instruction = "", rest = ""] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
    said.set(instruction, rest);
    if (instruction === "WORKDIR") mkdirSync(folder, { recursive: true });
    else if (instruction === "COPY") copy(context, folder, rest);
    else if (instruction === "RUN") execFileSync("sh", ["-c", rest], { cwd: folder, stdio: "pipe" });
    else if (!["FROM", "USER", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT"].includes(instruction)) throw new Error(line);
  }
  const [, check = ""] = said.get("HEALTHCHECK")?.split(" CMD ") ?? [];
  return {
    from: said.get("FROM") ?? "",
    folder,
    port: said.get("EXPOSE") ?? "",
    entrypoint: JSON.parse(said.get("ENTRYPOINT") ?? "") as string[],
    healthCheck: JSON.parse(check) as string[],
  };
}

function copy(context: string, folder: string, words: string): void {
  const [pattern = "", target = ""] = words.split(" ");
  const [begins = "", ends = ""] = pattern.split("*");
  const found = readdirSync(context).filter((name) => name.startsWith(begins) && name.endsWith(ends));
  if (found.length !== 1) throw new Error(`${pattern} is ${found.length} files`);
  cpSync(join(context, found[0] ?? ""), join(folder, target));
}
