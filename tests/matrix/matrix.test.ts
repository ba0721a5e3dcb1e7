import { expect } from "chai";
import { failureOf, makeAndDestroyAllKinds } from "./all-kinds-life.js";
import { type Cell, cells, keyOf } from "./cells.js";
import { newestPulumi } from "./newest-pulumi.js";
import { nodeVersion } from "./node-binaries.js";
import { managerVersion } from "./package-managers.js";
import { programs } from "./programs.js";
import { recorded, writePage } from "./record.js";
import { Workspace, temporaryFolder } from "./workspace.js";

const run = process.env["FULL"] === "1" ? cells : cells.filter(({ always }) => always);

for (const cell of run) {
  const { manager, node, format, fails } = cell;
  const title = `installed by ${manager}, on Node ${String(node)}, with the ${cell.pulumi} @pulumi/pulumi, in a ${format} program`;
  describe(title, () => {
    it(
      fails === undefined ? "makes, keeps and destroys one resource of each kind" : "fails as documented",
      async () => {
        const pulumi = cell.pulumi === "newest" ? newestPulumi(node) : cell.pulumi;
        await recorded(
          "programs",
          keyOf(cell),
          () => columns(cell, pulumi),
          async () => await live(cell, pulumi),
        );
      },
    );
  });
}

afterEach(writePage);

async function live({ manager, node, format, fails }: Cell, pulumi: string): Promise<string> {
  const workspace = new Workspace({ manager, node, pulumi }, programs[format]());
  if (manager === "Yarn Plug'n'Play") workspace.installWithPlugNPlay(true);
  else workspace.install();
  if (fails === undefined) {
    await makeAndDestroyAllKinds(workspace);
    return "runs";
  }
  expect(await failureOf(workspace)).to.contain(fails.message);
  return `does not run: ${fails.reason}`;
}

function columns({ manager, node, format }: Cell, pulumi: string): string[] {
  const version = managerVersion(manager, node, temporaryFolder("manager-version"));
  return [nodeVersion(node), pulumi, `${manager} ${version}`, format];
}
