import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import ts from "typescript";
import { REPOSITORY } from "./package-under-test.js";

const mocha = createRequire(__filename).resolve("mocha/bin/mocha.js");

/** Compiled without looking at types, which `npm run check` does: that is quick. */
function compile(example: string, into: string): void {
  const { config } = ts.readConfigFile(join(example, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, example);
  for (const file of readdirSync(example).filter((name) => name.endsWith(".ts"))) {
    const source = readFileSync(join(example, file), "utf8");
    const { outputText } = ts.transpileModule(source, { fileName: file, compilerOptions: options });
    writeFileSync(join(into, file.replace(/ts$/, "js")), outputText);
  }
}

/** How an example's own tests ended. */
export interface OwnTests {
  readonly passes: number;
  readonly failures: number;
  readonly exitCode: number | null;
  readonly errors: string;
}

/** Runs the tests that an example has for itself, without an engine and without AWS. */
export function runOwnTests(name: string): OwnTests {
  const example = join(REPOSITORY, "examples", name);
  // Below the example, where the package is found by its name.
  const folder = mkdtempSync(join(example, "bin-"));
  try {
    compile(example, folder);
    const { MOCHA_OPTIONS: _ours, ...env } = process.env;
    const args = [mocha, "--reporter", "json", join(folder, "*.test.js")];
    const ran = spawnSync(process.execPath, args, { cwd: example, encoding: "utf8", env });
    const { stats } = JSON.parse(ran.stdout.slice(ran.stdout.indexOf("{"))) as {
      stats: { passes: number; failures: number };
    };
    return { passes: stats.passes, failures: stats.failures, exitCode: ran.status, errors: ran.stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
