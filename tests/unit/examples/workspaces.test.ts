import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

const root = join(__dirname, "..", "..", "..", "..");
const examples = readdirSync(join(root, "examples"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** It is installed, type-checked and tested apart. */
const APART = "office-hours";

/** The root's own Pulumi.yaml runs it. */
const IN_ROOT = "quickstart";

function read(...path: string[]): string {
  return readFileSync(join(root, ...path), "utf8");
}

function parse(...path: string[]): unknown {
  return JSON.parse(read(...path));
}

describe("the examples", () => {
  for (const name of examples) {
    describe(name, () => {
      it("is a Pulumi project of that name, with a package and a page of its own", () => {
        const project = name === IN_ROOT ? read("Pulumi.yaml") : read("examples", name, "Pulumi.yaml");
        expect(project).to.match(new RegExp(`^name: ${name}$`, "m"));
        expect(parse("examples", name, "package.json")).to.include({ name, private: true });
        expect(read("examples", name, "README.md")).to.match(/^# .+\n/);
      });

      it("is in the README", () => {
        expect(read("README.md")).to.contain(`(examples/${name}`);
      });

      it("is type-checked and tested with the rest, or apart from it", () => {
        const { references } = parse("examples", "tsconfig.json") as { references: { path: string }[] };
        const isChecked = references.some(({ path }) => path.split("/")[0] === name);
        const tests = ["tests/e2e/examples", "tests/e2e", "tests/unit/examples"];
        const isTested = tests.some((folder) => existsSync(join(root, folder, `${name}.test.ts`)));
        expect({ isChecked, isTested }).to.deep.equal({ isChecked: name !== APART, isTested: name !== APART });
      });
    });
  }
});
