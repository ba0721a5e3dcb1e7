import { expect } from "chai";
import { chapter, gated, tell } from "./scenarios/chapters.js";
import type { Chapter } from "./scenarios/chapters.js";

const PROJECT = `
  const { Project } = require("pulumi-rekognition");
  new Project("shapes", {});
`;

describe("a model whose record is gone while it is not", () => {
  const refused: Record<string, Chapter> = {};
  let serves: Chapter;
  let adopted: Chapter;
  let retained: Chapter;
  before(async () => {
    const keeping = { retainOnDelete: true };
    await tell({ program: gated("a", {}, keeping) }, async (world) => {
      const { stack, emulator } = world;
      serves = await chapter(world, "up");
      await chapter(world, "up", { program: PROJECT });
      refused["retained, and added again"] = await chapter(world, "up", {
        program: gated("a", {}, keeping),
        fails: true,
      });
      adopted = await chapter(world, "up", { program: gated("a", { adopt: true }, keeping) });
      const { urn } = (await stack.state()).resource("model");
      await stack.cli(["state", "delete", urn, "--yes", "--stack", stack.name]);
      refused["deleted from the state"] = await chapter(world, "up", { program: gated("a", {}, keeping), fails: true });
      await chapter(world, "up", { program: gated("a", { adopt: true }, keeping) });
      // A refresh that does not see it: AWS answers as if it were gone.
      await emulator.control.setSwitches({ describeLagMs: 10 * 24 * 3_600_000 });
      await chapter(world, "refresh", { args: ["--target", urn] });
      await emulator.control.setSwitches({ describeLagMs: 0 });
      refused["gone at a refresh"] = await chapter(world, "up", { program: gated("a", {}, keeping), fails: true });
      await chapter(world, "up", { program: gated("a", { adopt: true }, keeping) });
      await chapter(world, "up", { program: gated("b", {}, keeping) });
      retained = await chapter(world, "up", { program: gated("a", {}, keeping) });
    });
  });

  for (const how of ["retained, and added again", "deleted from the state", "gone at a refresh"]) {
    it(`is not taken up by its name: ${how}`, () => {
      expect(refused[how]?.said).to.contain("[RecordedBefore]").and.to.contain("`adopt: true`");
      expect(refused[how]?.said).to.match(/\$\d+\.\d\d an hour/);
      expect(refused[how]?.models).to.deep.equal([{ arn: serves.recorded, status: "RUNNING" }]);
      expect(refused[how]?.trainingsAskedFor).to.equal(0);
    });
  }

  it("is taken up by adopt: true", () => {
    expect(adopted.recorded).to.equal(serves.recorded);
    expect(adopted.models).to.deep.equal([{ arn: serves.recorded, status: "RUNNING" }]);
  });

  it("is taken up by itself where a record leads to it: retained, replaced, and gone back to", () => {
    expect(retained.recorded).to.equal(serves.recorded);
    expect(retained.trainingsAskedFor).to.equal(0);
    expect(retained.models).to.deep.include({ arn: serves.recorded, status: "RUNNING" });
  });
});
