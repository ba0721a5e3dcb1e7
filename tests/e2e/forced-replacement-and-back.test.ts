import { expect } from "chai";
import { BAD, chapter, gated, named, tell } from "./scenarios/chapters.js";
import type { Chapter } from "./scenarios/chapters.js";

describe("a replacement by --replace whose model does not pass the gate", () => {
  let serves: Chapter;
  let refused: Chapter;
  let adopted: Chapter;
  before(async () => {
    await tell({ program: gated("a") }, async (world) => {
      serves = await chapter(world, "up");
      const { urn } = (await world.stack.state()).resource("model");
      const args = ["--replace", urn];
      await chapter(world, "up", { program: gated("b"), scores: BAD, args, fails: true });
      refused = await chapter(world, "up", { program: gated("a"), fails: true });
      adopted = await chapter(world, "up", { program: gated("a", { adopt: true }) });
    });
  });

  it("has no way back by itself, for no record leads there: the error names adopt: true", () => {
    expect(refused.said).to.contain("[RecordedBefore]").and.to.contain("replaced under --replace");
    expect(refused.said).to.contain("`adopt: true`");
    expect(refused.models.find(({ arn }) => arn === serves.recorded)?.status).to.equal("RUNNING");
  });

  it("has one by adopt: true: the old model serves, and the other one is deleted", () => {
    expect(adopted.recorded).to.equal(serves.recorded);
    expect(adopted.models).to.deep.equal([{ arn: serves.recorded, status: "RUNNING" }]);
    expect(adopted.trainingsAskedFor).to.equal(0);
  });
});

describe("a resource that gets another name while its successor does not pass the gate", () => {
  const renamed = (program: string): string =>
    program
      .replace('new ProjectVersion("model"', 'new ProjectVersion("renamed"')
      .replace(/, \{\}\);\n {4}exports/, ', { aliases: [{ name: "model" }] });\n    exports');
  let serves: Chapter;
  let failed: Chapter;
  let back: Chapter;
  let recorded: string | undefined;
  let tags: Readonly<Record<string, string>>[] = [];
  before(async () => {
    await tell({ program: named("a") }, async (world) => {
      serves = await chapter(world, "up");
      tags = [(await world.model(String(serves.recorded)))?.tags ?? {}];
      failed = await chapter(world, "up", { program: renamed(named("b")), scores: BAD, fails: true });
      back = await chapter(world, "up", { program: renamed(named("a")) });
      recorded = (await world.stack.state()).find("renamed")?.id;
      tags.push((await world.model(String(serves.recorded)))?.tags ?? {});
    });
  });

  it("has an explicit name again when the program goes back to it: the old model serves, under the new mark", () => {
    expect(failed.models).to.have.length(2);
    expect(recorded).to.equal(serves.recorded);
    expect(back.models).to.deep.equal([{ arn: serves.recorded, status: "RUNNING" }]);
    expect(back.trainingsAskedFor).to.equal(0);
    const [before, after] = tags.map((all) => all["pulumi-rekognition:claim"]?.split(".")[0]);
    expect(after).not.to.equal(before);
  });
});
