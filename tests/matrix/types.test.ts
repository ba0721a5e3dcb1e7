import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npm } from "../e2e/harness/package-under-test.js";
import { newestPulumi } from "./newest-pulumi.js";
import { recorded, writePage } from "./record.js";
import { packedPackage, temporaryFolder, writeJson } from "./workspace.js";

const COMPILERS = { "5.9": "typescript-5", "6": "typescript-6", "7": "typescript-7" } as const;

type Release = keyof typeof COMPILERS;

/** How imports are found, with the module format that goes with it. The old way is gone from TypeScript 7. */
const RESOLUTIONS: Readonly<Record<string, (release: Release) => object | undefined>> = {
  nodenext: () => ({ module: "nodenext" }),
  node16: () => ({ module: "node16" }),
  bundler: () => ({ module: "preserve" }),
  node10: (release) => {
    if (release === "7") return undefined;
    return { module: "commonjs", ...(release === "6" ? { ignoreDeprecations: "6.0" } : {}) };
  },
};

const SHORT_RUN: readonly string[] = ["nodenext", "node10"];

const PROGRAM = `
  import * as rekognition from "pulumi-rekognition";
  import * as overPlugin from "pulumi-rekognition/plugin";
  import { CustomLabelsModel } from "pulumi-rekognition/components";
  import { startEmulator } from "pulumi-rekognition/emulator";
  export const project: rekognition.Project = new overPlugin.Project("shapes", { projectName: "shapes" });
  export const emulator = startEmulator({ timeScale: 600 });
  export const arn = new CustomLabelsModel("parts", { bucket: "parts", images: { folder: "." }, minF1Score: 0.8 }).projectVersionArn;
`;

const WITH_PULUMI_AWS = `
  import { ModelAlarms, OfficeHours } from "pulumi-rekognition/components/aws";
  const model = { projectVersionArn: arn, minInferenceUnits: 1 };
  new OfficeHours("hours", { model, opens: "08:00", closes: "18:00", timeZone: "Europe/Berlin" });
  export { ModelAlarms };
`;

const full = process.env["FULL"] === "1";

describe("a user's program in TypeScript, against the packed package", () => {
  let root: string;

  before(() => {
    root = temporaryFolder("types");
    writeJson(join(root, "package.json"), { name: "user", private: true });
    // Under names of their own: Pulumi's SDK names the TypeScript that runs its programs as a peer, and 7 is none.
    const compilers = Object.entries(COMPILERS).map(([release, name]) => `${name}@npm:typescript@${release}`);
    const packages = [`@pulumi/pulumi@${newestPulumi(26)}`, "@types/node@20", packedPackage(), ...compilers];
    const aws = full ? ["@pulumi/aws@7"] : [];
    npm(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", ...packages, ...aws], root);
  });

  for (const release of Object.keys(COMPILERS) as Release[]) {
    for (const [resolution, settings] of Object.entries(RESOLUTIONS)) {
      const own = settings(release);
      if (own === undefined || !(full || SHORT_RUN.includes(resolution))) continue;
      it(`is right with TypeScript ${release} and moduleResolution ${resolution}`, async () => {
        const versions = () => [versionOf(COMPILERS[release]), resolution, versionOf("@pulumi/pulumi"), awsVersion()];
        await recorded("types", `${release} ${resolution}`, versions, () => {
          compile(COMPILERS[release], resolution, own);
          return "no error";
        });
      });
    }
  }

  function compile(compiler: string, resolution: string, own: object): void {
    const folder = join(root, `${compiler}-${resolution}`);
    mkdirSync(folder);
    writeFileSync(join(folder, "index.ts"), full ? PROGRAM + WITH_PULUMI_AWS : PROGRAM);
    const strict = { target: "es2022", strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false };
    const compilerOptions = { ...strict, ...own, moduleResolution: resolution, types: ["node"], noEmit: true };
    writeJson(join(folder, "tsconfig.json"), { compilerOptions, files: ["index.ts"] });
    const tsc = join(root, "node_modules", compiler, "bin", "tsc");
    const compiled = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
    if (compiled.status !== 0) throw new Error(`The program does not compile:\n${compiled.stdout}`);
  }

  function versionOf(name: string): string {
    const manifest = readFileSync(join(root, "node_modules", name, "package.json"), "utf8");
    return (JSON.parse(manifest) as { version: string }).version;
  }

  function awsVersion(): string {
    return full ? versionOf("@pulumi/aws") : "-";
  }
});

afterEach(writePage);
