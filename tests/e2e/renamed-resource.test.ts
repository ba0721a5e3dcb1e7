import { expect } from "chai";
import { changesIn } from "./harness/operation.js";
import type { Operation } from "./harness/operation.js";
import { chapter, collections, saidOf, tell } from "./scenarios/chapters.js";
import type { Chapter } from "./scenarios/chapters.js";

describe("a resource that is renamed in the state", () => {
  let both: Chapter;
  let ids: (string | undefined)[] = [];
  let preview: Operation;
  let alone: Chapter;
  before(async () => {
    await tell({ program: collections({ m: {} }) }, async (world) => {
      const { stack } = world;
      await stack.up();
      const { urn } = (await stack.state()).resource("m");
      await stack.cli(["state", "rename", urn, "m2", "--yes", "--stack", stack.name]);
      stack.setProgram(collections({ m2: {} }));
      preview = await stack.preview();
      const program = collections({ m: {}, m2: {} });
      both = await chapter(world, "up", { program, args: ["--refresh", "--continue-on-error"], fails: true });
      ids = (await stack.state()).custom.map(({ id }) => id);
      alone = await chapter(world, "up", { program: collections({ m2: {} }) });
    });
  });

  it("is the only one to hold what it holds: one of the old name fails, also with --refresh", () => {
    expect(both.said).to.match(/\[(RecordedBefore|HeldByAnotherResource)\]/);
    expect(ids).to.have.length(1);
  });

  it("is shown to change nothing but its mark", () => {
    expect(changesIn(preview)).to.deep.equal(["update m2"]);
    expect(saidOf(preview, "info")).to.contain("only its owner mark is brought up to date");
  });

  it("goes on by itself", () => {
    expect(alone.operation.exitCode).to.equal(0);
  });
});
