import { expect } from "chai";
import { failureOf, makeAndDestroyAllKinds } from "./all-kinds-life.js";
import { programs } from "./programs.js";
import { Workspace } from "./workspace.js";

describe("installed by Yarn Plug'n'Play, without any node_modules", () => {
  it("says what to add to .yarnrc.yml, and then makes, keeps and destroys one resource of each kind", async () => {
    // Not on Node 22: its loader, which Yarn needs for ES modules, takes away what Pulumi's runner needs of `require`.
    const combination = { manager: "Yarn Plug'n'Play", node: 24, pulumi: "3.248.0" } as const;
    const member = new Workspace(combination, programs.CommonJS());
    member.installWithPlugNPlay(false);
    expect(await failureOf(member)).to.contain("packageExtensions:");
    member.installWithPlugNPlay(true);
    await makeAndDestroyAllKinds(member);
  });
});
