import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { KINDS, allKinds, allKindsAsModule, providerText } from "./harness/all-kinds.js";
import { REPOSITORY } from "./harness/package-under-test.js";
import type { Program } from "./harness/stack.js";
import type { StackState } from "./harness/state.js";
import { SHORT, World } from "./harness/world.js";

const ES_MODULE = { "package.json": JSON.stringify({ name: "sandbox", private: true, type: "module" }) };

/**
 * Compiles the program with the settings of a strict user, against our type declarations. Its sources have a folder of
 * their own, for Pulumi would take a tsconfig.json beside the program for itself.
 */
function compile(folder: string): void {
  const compilerOptions = {
    module: "nodenext",
    target: "es2022",
    strict: true,
    exactOptionalPropertyTypes: true,
    outDir: "..",
    rootDir: ".",
  };
  writeFileSync(join(folder, "source", "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
  const tsc = join(REPOSITORY, "node_modules", "typescript", "bin", "tsc");
  const compiled = spawnSync(process.execPath, [tsc, "-p", join(folder, "source")], { encoding: "utf8" });
  if (compiled.status !== 0) throw new Error(`The program does not compile:\n${compiled.stdout}`);
}

/** Deploys a program on top of the packed tarball. */
async function live(program: Program, prepare: (folder: string) => void = () => undefined): Promise<StackState> {
  const world = await World.create({ program, package: "tarball", switches: SHORT });
  try {
    prepare(world.stack.folder);
    await world.stack.up();
    return await world.stack.state();
  } finally {
    world.dispose();
  }
}

const layouts = {
  "a CommonJS program": () => live(allKinds()),
  "a JavaScript ES module": () => live({ ...ES_MODULE, "index.js": allKindsAsModule("JavaScript") }),
  "an ES module compiled from TypeScript": () =>
    live({ ...ES_MODULE, "source/index.ts": allKindsAsModule("TypeScript") }, compile),
};

for (const [layout, deploy] of Object.entries(layouts)) {
  describe(`the packed package in ${layout}`, () => {
    let state: StackState;
    before(async () => {
      state = await deploy();
    });

    it("deploys one resource of each kind", () => {
      expect(state.custom.filter(({ id }) => id !== undefined)).to.have.length(Object.keys(KINDS).length);
    });

    for (const [name, kind] of Object.entries(KINDS)) {
      it(`records a ${kind} with the same code and its own URN`, () => {
        const { inputs, outputs, urn } = state.resource(name);
        expect(inputs?.["__provider"]).to.equal(providerText(kind));
        expect(outputs?.["__provider"]).to.equal(providerText(kind));
        expect(inputs?.["__host"]).to.deep.equal({ owner: "organization/sandbox/test", urn });
      });
    }
  });
}
