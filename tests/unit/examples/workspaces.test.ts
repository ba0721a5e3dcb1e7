import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

const root = join(__dirname, "..", "..", "..", "..");

/** Folders with examples in other languages. */
const LANGUAGES = ["go", "python", "yaml"];

const examples = foldersIn("examples").filter((name) => !LANGUAGES.includes(name));

function foldersIn(path: string): string[] {
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

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
      it("is a Pulumi project of that name, or a policy pack, with a package and a page of its own", () => {
        const file = ["Pulumi.yaml", "PulumiPolicy.yaml"].find((one) => existsSync(join(root, "examples", name, one)));
        const project = name === IN_ROOT ? read("Pulumi.yaml") : read("examples", name, file ?? "Pulumi.yaml");
        expect(project).to.match(
          file === "PulumiPolicy.yaml" ? /^runtime: nodejs$/m : new RegExp(`^name: ${name}$`, "m"),
        );
        expect(parse("examples", name, "package.json")).to.include({ name, private: true });
        expect(read("examples", name, "README.md")).to.match(/^# .+\n/);
      });

      it("is in the README", () => {
        expect(read("README.md")).to.contain(`(examples/${name}`);
      });

      it("is type-checked and tested with the rest", () => {
        const { references } = parse("examples", "tsconfig.json") as { references: { path: string }[] };
        const isChecked = references.some(({ path }) => path.split("/")[0] === name);
        const tests = ["tests/e2e/examples", "tests/e2e", "tests/unit/examples"];
        const isTested = tests.some((folder) => existsSync(join(root, folder, `${name}.test.ts`)));
        expect({ isChecked, isTested }).to.deep.equal({ isChecked: true, isTested: true });
      });
    });
  }

  for (const language of LANGUAGES) {
    describe(`in ${language}`, () => {
      for (const name of foldersIn(join("examples", language))) {
        it(`${name} is that of TypeScript, on the page and tested`, () => {
          expect(examples).to.include(name);
          expect(read("examples", language, name, "Pulumi.yaml")).to.match(new RegExp(`^name: ${name}$`, "m"));
          expect(read("examples", language, "README.md")).to.contain(`- \`${name}\`: `);
          const isTold = read("tests", "languages", "examples.test.ts").includes(`/${name}.js"`);
          expect(isTold || existsSync(join(root, "tests", "languages", `${name}.test.ts`))).to.equal(true);
        });
      }
    });
  }
});
