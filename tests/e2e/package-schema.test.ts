import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { CliResult } from "../../tools/sandbox/pulumi-cli.js";
import { startCli } from "../../tools/sandbox/pulumi-cli.js";
import { createSurroundings } from "../../tools/sandbox/surroundings.js";
import { engine } from "./harness/engine.js";
import { REPOSITORY } from "./harness/package-under-test.js";

const schema = readFileSync(join(REPOSITORY, "schema.json"), "utf8");

/** `pulumi schema check` of a text. */
async function check(text: string): Promise<CliResult> {
  const { folder: engineFolder } = await engine();
  const surroundings = createSurroundings({ engineFolder });
  const { folder, environment } = surroundings;
  try {
    writeFileSync(join(folder, "schema.json"), text);
    return await startCli(["schema", "check", "schema.json"], { engineFolder, cwd: folder, environment }).finished;
  } finally {
    surroundings.dispose();
  }
}

describe("the package schema and the engine", () => {
  it("is checked without an error or a warning", async () => {
    const { exitCode, text } = await check(schema);
    expect(text.trim()).to.equal("");
    expect(exitCode).to.equal(0);
  });

  it("is refused with a type that Pulumi does not know", async () => {
    const type = '"type": "array"';
    expect(schema).to.contain(type);
    const { exitCode, text } = await check(schema.replace(type, '"type": "list"'));
    expect(exitCode).not.to.equal(0);
    expect(text).to.contain("list");
  });

  it("is refused with a reference to a type that is not there", async () => {
    const { exitCode, text } = await check(
      schema.replaceAll("#/types/rekognition:index:S3Object", "#/types/rekognition:index:Missing"),
    );
    expect(exitCode).not.to.equal(0);
    expect(text).to.contain("Missing");
  });
});
