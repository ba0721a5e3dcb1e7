import { makeAndDestroyAllKinds } from "./all-kinds-life.js";
import { programs } from "./programs.js";
import { type Combination, Workspace } from "./workspace.js";

const OLDEST = "3.216.0";
const PINNED = "3.248.0";
const NEWEST = "latest";

/** Every manager, format, Node and end of the range of Pulumi versions at least once; not every product of them.
 * Other tests of this level add pnpm on Node 20 and Yarn Plug'n'Play on Node 24. */
const combinations: readonly (Combination & { readonly format: keyof typeof programs })[] = [
  { manager: "npm", node: 20, pulumi: OLDEST, format: "CommonJS" },
  { manager: "npm", node: 20, pulumi: PINNED, format: "TypeScript (ts-node)" },
  { manager: "Yarn Classic", node: 22, pulumi: PINNED, format: "CommonJS" },
  { manager: "pnpm", node: 22, pulumi: PINNED, format: "TypeScript (ts-node)" },
  { manager: "npm", node: 24, pulumi: NEWEST, format: "ESM" },
  { manager: "Yarn Berry", node: 24, pulumi: NEWEST, format: "TypeScript (ts-node)" },
];

for (const { format, ...combination } of combinations) {
  const { manager, node, pulumi } = combination;
  describe(`installed by ${manager}, on Node ${String(node)}, with @pulumi/pulumi ${pulumi}, in a ${format} program`, () => {
    it("makes one resource of each kind, changes nothing the second time, and destroys them", async () => {
      const workspace = new Workspace(combination, programs[format]());
      workspace.install();
      await makeAndDestroyAllKinds(workspace);
    });
  });
}
