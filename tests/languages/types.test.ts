import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { pythonPackages } from "../../tools/languages/environment.js";
import { pythonOf } from "../../tools/sandbox/virtual-environment.js";
import { REPOSITORY } from "../e2e/harness/package-under-test.js";

const EXAMPLES = join(REPOSITORY, "examples", "python");

describe("types in Python", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "python-types-"));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** What mypy has against a program. */
  async function faultsOf(program: string): Promise<string> {
    const mypy = ["-m", "mypy", "--strict", "--no-error-summary", "--cache-dir", folder, program];
    const run = promisify(execFile)(pythonOf(await pythonPackages()), mypy);
    return await run.then(
      ({ stdout }) => stdout,
      (error: unknown) => (error as { stdout: string }).stdout,
    );
  }

  for (const name of readdirSync(EXAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    it(`are those of the example ${name.name}`, async () => {
      expect(await faultsOf(join(EXAMPLES, name.name, "__main__.py"))).to.equal("");
    });
  }

  it("refuse a misspelt argument, and one within an argument", async () => {
    const program = join(folder, "misspelt.py");
    const lines = [
      "import pulumi_rekognition as rekognition",
      'rekognition.Collection("faces", collectionId="faces")',
      'rekognition.ProjectVersion("model", project_arn="arn", output_config={"s3Bucket": "bucket", "s3_key_prefix": "out"})',
    ];
    writeFileSync(program, lines.join("\n"));
    const faults = await faultsOf(program);
    expect(faults).to.contain('misspelt.py:2: error: Unexpected keyword argument "collectionId"');
    expect(faults).to.contain("misspelt.py:3: error:");
  });
});
