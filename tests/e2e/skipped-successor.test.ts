import { expect } from "chai";
import { BAD, chapter, gated, tell } from "./scenarios/chapters.js";
import type { Chapter } from "./scenarios/chapters.js";

/** The same program, whose model depends on a collection. */
function dependent(program: string): string {
  return program
    .replace("const model =", 'const faces = new Collection("faces", {});\n    const model =')
    .replace("{ Project,", "{ Collection, Project,")
    .replace(/, \{\}\);\s+exports/, ", { dependsOn: [faces] });\n    exports");
}

describe("a model that serves while its successor is skipped, since what that depends on fails", () => {
  let serves: Chapter;
  let skipped: Chapter;
  let after: Chapter;
  before(async () => {
    await tell({ program: gated("a") }, async (world) => {
      const { control } = world.emulator;
      serves = await chapter(world, "up");
      await chapter(world, "up", { program: gated("b"), scores: BAD, fails: true });
      await control.addFaults({ add: [{ operation: "CreateCollection", kind: "deny" }] });
      const program = dependent(gated("b"));
      skipped = await chapter(world, "up", { program, args: ["--continue-on-error"], fails: true });
      await control.clearFaults();
      after = await chapter(world, "up", { program: dependent(gated("b", { minF1Score: 0.2 })) });
    });
  });

  it("is not deleted by up --continue-on-error, which says what it costs", () => {
    expect(skipped.changes).to.include("delete-replaced model");
    expect(skipped.said)
      .to.contain("[PredecessorServes]")
      .and.to.match(/\$\d+\.\d\d an hour/);
    expect(skipped.models).to.deep.include({ arn: serves.recorded, status: "RUNNING" });
  });

  it("is deleted once the successor serves", () => {
    expect(after.models).to.deep.equal([{ arn: after.recorded, status: "RUNNING" }]);
    expect(after.recorded).not.to.equal(serves.recorded);
  });
});
