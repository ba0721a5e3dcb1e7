import { allKinds, allKindsAsModule } from "../e2e/harness/all-kinds.js";
import type { MemberProgram } from "./workspace.js";
import { packedPackage } from "./workspace.js";

const RUN_BY_TS_NODE = {
  "tsconfig.json": JSON.stringify({
    compilerOptions: { module: "nodenext", target: "es2022", strict: true, skipLibCheck: true },
  }),
};

/** One resource of each kind, in each format a program may have. */
export const programs = {
  CommonJS: (): MemberProgram => ({ files: { "index.js": allKinds() }, dependencies: underTest() }),
  ESM: (): MemberProgram => ({
    files: { "index.js": allKindsAsModule("JavaScript") },
    type: "module",
    dependencies: underTest(),
  }),
  "TypeScript (ts-node)": (): MemberProgram => ({
    files: { ...RUN_BY_TS_NODE, "index.ts": allKindsAsModule("TypeScript") },
    dependencies: underTest(),
  }),
};

function underTest(): Record<string, string> {
  return { "pulumi-rekognition": packedPackage() };
}
