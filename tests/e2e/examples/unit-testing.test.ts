import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";

const root = join(__dirname, "..", "..", "..", "..");
const example = join(root, "examples", "unit-testing");
const mocha = createRequire(__filename).resolve("mocha/bin/mocha.js");

/** Compiled without looking at types, which `npm run check` does: that is quick. */
function compile(into: string): void {
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

describe("the example of unit tests for user programs", () => {
  let folder: string;
  beforeEach(() => {
    // Below the example, where the package is found by its name.
    folder = mkdtempSync(join(example, "bin-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("passes, without an engine and without AWS", function () {
    this.timeout(30_000);
    compile(folder);
    const { MOCHA_OPTIONS: _ours, ...env } = process.env;
    const ran = spawnSync(process.execPath, [mocha, "--reporter", "json", join(folder, "*.test.js")], {
      cwd: example,
      encoding: "utf8",
      env,
    });
    const { stats } = JSON.parse(ran.stdout.slice(ran.stdout.indexOf("{"))) as {
      stats: { passes: number; failures: number };
    };
    expect(stats, ran.stderr).to.include({ passes: 5, failures: 0 });
    expect(ran.status).to.equal(0);
  });
});
