import { expect } from "chai";
import { failureOf, makeAndDestroyAllKinds } from "./all-kinds-life.js";
import { programWithComponent } from "./component-package.js";
import { Workspace, packedPackage } from "./workspace.js";

describe("a program whose component comes from a package of its own", () => {
  it("finds the package that only the component depends on, where npm hoists it", async () => {
    const workspace = new Workspace({ manager: "npm", node: 20, pulumi: "3.248.0" }, programWithComponent());
    workspace.install();
    await makeAndDestroyAllKinds(workspace);
  });

  it("says what to install where pnpm does not hoist it, and works once the program depends on it, too", async () => {
    const workspace = new Workspace({ manager: "pnpm", node: 20, pulumi: "3.248.0" }, programWithComponent());
    workspace.install();
    expect(await failureOf(workspace)).to.contain("add it to the dependencies of the package.json there");
    workspace.install({ "pulumi-rekognition": packedPackage() });
    await makeAndDestroyAllKinds(workspace);
  });
});
