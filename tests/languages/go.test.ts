import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { writeSdks } from "../../tools/codegen/codegen.js";
import { terminalProgress } from "../../tools/engine/terminal.js";
import { REPOSITORY } from "../e2e/harness/package-under-test.js";

const BUILD_TIMEOUT_MS = 10 * 60_000;

describe("Go", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "go-program-"));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  // There is no Go language host among Go's modules that the program could be run with.
  it("compiles the quickstart with the SDK made of our schema", async () => {
    await writeSdks(join(folder, "dist", "sdks"), terminalProgress(process.stderr));
    const program = join(folder, "examples", "go", "quickstart");
    cpSync(join(REPOSITORY, "examples", "go", "quickstart"), program, { recursive: true });
    const env = { ...process.env, GOWORK: "off", GOFLAGS: "-mod=readonly" };
    await promisify(execFile)("go", ["build", "-o", join(folder, "quickstart")], {
      cwd: program,
      env,
      timeout: BUILD_TIMEOUT_MS,
    });
  });
});
