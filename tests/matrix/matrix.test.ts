import { expect } from "chai";
import { KINDS, allKinds, allKindsAsModule, providerText } from "../e2e/harness/all-kinds.js";
import type { Program } from "../e2e/harness/stack.js";
import { SHORT, World } from "../e2e/harness/world.js";
import { onNode } from "./node-binaries.js";
import { type PackageManager, installedWith } from "./package-managers.js";

const OLDEST = "3.216.0";
const PINNED = "3.248.0";
const NEWEST = "latest";

interface Combination {
  readonly manager: PackageManager;
  readonly node: number;
  readonly pulumi: string;
  readonly format: keyof typeof programs;
}

const programs = {
  CommonJS: (): Program => allKinds(),
  ESM: (): Program => ({
    "package.json": JSON.stringify({ name: "sandbox", private: true, type: "module" }),
    "index.js": allKindsAsModule("JavaScript"),
  }),
  "TypeScript (ts-node)": (): Program => ({
    "Pulumi.yaml": JSON.stringify({ name: "sandbox", runtime: "nodejs", main: "index.ts" }),
    "tsconfig.json": JSON.stringify({
      compilerOptions: { module: "nodenext", target: "es2022", strict: true, skipLibCheck: true },
    }),
    "index.ts": allKindsAsModule("TypeScript"),
  }),
};

/** Every manager, format, Node and end of the range of Pulumi versions at least once; not every product of them. */
const combinations: readonly Combination[] = [
  { manager: "npm", node: 20, pulumi: OLDEST, format: "CommonJS" },
  { manager: "npm", node: 20, pulumi: PINNED, format: "TypeScript (ts-node)" },
  { manager: "pnpm", node: 20, pulumi: PINNED, format: "ESM" },
  { manager: "yarn", node: 22, pulumi: PINNED, format: "CommonJS" },
  { manager: "pnpm", node: 22, pulumi: PINNED, format: "TypeScript (ts-node)" },
  { manager: "npm", node: 24, pulumi: NEWEST, format: "ESM" },
  { manager: "yarn", node: 24, pulumi: NEWEST, format: "TypeScript (ts-node)" },
];

for (const { manager, node, pulumi, format } of combinations) {
  describe(`installed by ${manager}, on Node ${String(node)}, with @pulumi/pulumi ${pulumi}, in a ${format} program`, () => {
    let world: World;
    before(async () => {
      world = await World.create({
        program: programs[format](),
        package: { modulesIn: installedWith(manager, pulumi, node) },
        environment: await onNode(node),
        switches: SHORT,
      });
    });
    after(() => {
      // Undefined where the installation failed, which is the error to show.
      (world as World | undefined)?.dispose();
    });

    it("makes one resource of each kind, changes nothing the second time, and destroys them", async () => {
      await world.stack.up();
      const state = await world.stack.state();
      for (const [name, kind] of Object.entries(KINDS)) {
        expect(state.resource(name).outputs?.["__provider"]).to.equal(providerText(kind));
      }
      const again = await world.observe(() => world.stack.up());
      expect(again.calls).to.deep.equal([]);
      await world.stack.destroy();
      expect(await world.models()).to.deep.equal([]);
    });
  });
}
