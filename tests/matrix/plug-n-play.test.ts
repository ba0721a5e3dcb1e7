import { expect } from "chai";
import { failureOf } from "./all-kinds-life.js";
import { newestPulumi } from "./newest-pulumi.js";
import { programs } from "./programs.js";
import { Workspace } from "./workspace.js";

describe("installed by Yarn Plug'n'Play, without any node_modules", () => {
  it("says what to add to .yarnrc.yml", async () => {
    const member = new Workspace(
      { manager: "Yarn Plug'n'Play", node: 24, pulumi: newestPulumi(24) },
      programs.CommonJS(),
    );
    member.installWithPlugNPlay(false);
    expect(await failureOf(member)).to.contain("packageExtensions:");
  });
});
