import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { KINDS, allKinds, allKindsAsModule, providerText } from "./harness/all-kinds.js";
import { REPOSITORY, providePackage } from "./harness/package-under-test.js";
import type { Program } from "./harness/stack.js";
import type { StackState } from "./harness/state.js";
import { SHORT, World } from "./harness/world.js";

const ES_MODULE = { "package.json": JSON.stringify({ name: "sandbox", private: true, type: "module" }) };

const STRICT = { module: "nodenext", target: "es2022", strict: true, exactOptionalPropertyTypes: true };

/**
 * Compiles the program, by default with the settings of a strict user, against our type declarations. Its sources have a folder of
 * their own, for Pulumi would take a tsconfig.json beside the program for itself.
 */
function compile(folder: string, settings: object = STRICT): void {
  const compilerOptions = { outDir: "..", rootDir: ".", ...settings };
  writeFileSync(join(folder, "source", "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["index.ts"] }));
  const tsc = join(REPOSITORY, "node_modules", "typescript", "bin", "tsc");
  const compiled = spawnSync(process.execPath, [tsc, "-p", join(folder, "source")], { encoding: "utf8" });
  if (compiled.status !== 0) throw new Error(`The program does not compile:\n${compiled.stdout}`);
}

/** What `pulumi new` writes for a program in TypeScript, which knows nothing of a package's `exports`. */
const PULUMI_TEMPLATE = {
  module: "commonjs",
  moduleResolution: "node",
  // TypeScript 6 says that it goes; programs have it.
  ignoreDeprecations: "6.0",
  target: "es2020",
  strict: true,
  skipLibCheck: true,
};

const ALL_ENTRIES = `
  import * as rekognition from "pulumi-rekognition";
  import * as overPlugin from "pulumi-rekognition/plugin";
  import { CustomLabelsModel } from "pulumi-rekognition/components";
  import { startEmulator } from "pulumi-rekognition/emulator";
  export const project: rekognition.Project = new overPlugin.Project("shapes", { projectName: "shapes" });
  export const emulator = startEmulator({ timeScale: 600 });
  export const arn = new CustomLabelsModel("parts", { bucket: "parts", images: { folder: "." }, minF1Score: 0.8 }).projectVersionArn;
`;

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

describe("the types of the packed package", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "pulumi-rekognition-types-"));
    providePackage(root, "tarball");
    mkdirSync(join(root, "source"));
    writeFileSync(join(root, "source", "index.ts"), ALL_ENTRIES);
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it("are found at every entry by a program that pulumi new began", () => {
    compile(root, PULUMI_TEMPLATE);
    expect(existsSync(join(root, "index.js"))).to.equal(true);
  });

  it("are right in themselves, and need no @pulumi/aws where its components are not imported", () => {
    expect(existsSync(join(root, "node_modules", "@pulumi", "aws"))).to.equal(false);
    compile(root, { ...STRICT, skipLibCheck: false });
    expect(existsSync(join(root, "index.js"))).to.equal(true);
  });
});
