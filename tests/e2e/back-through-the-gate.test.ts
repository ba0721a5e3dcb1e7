import { expect } from "chai";
import { BAD, chapter, gated, tell } from "./scenarios/chapters.js";
import type { Chapter } from "./scenarios/chapters.js";

describe("a model that serves while what is to take its place does not pass the gate", () => {
  let serves: Chapter;
  const failed: Chapter[] = [];
  const back: Record<string, Chapter> = {};
  before(async () => {
    await tell({ program: gated("a") }, async (world) => {
      const refreshing = { args: ["--refresh"] };
      serves = await chapter(world, "up");
      failed.push(await chapter(world, "up", { program: gated("b"), scores: BAD, fails: true, ...refreshing }));
      back["with --refresh"] = await chapter(world, "up", { program: gated("a"), ...refreshing });
      failed.push(await chapter(world, "up", { program: gated("b"), scores: BAD, fails: true }));
      failed.push(await chapter(world, "up", { program: gated("c"), scores: BAD, fails: true }));
      back["after two of them"] = await chapter(world, "up", { program: gated("a") });
    });
  });

  it("goes on serving beside each of them", () => {
    expect(failed.map(({ models }) => models.find(({ arn }) => arn === serves.recorded)?.status)).to.deep.equal([
      "RUNNING",
      "RUNNING",
      "RUNNING",
    ]);
    expect(failed.map(({ models }) => models.length)).to.deep.equal([2, 2, 3]);
  });

  for (const how of ["with --refresh", "after two of them"]) {
    it(`is what the program goes back to ${how}: nothing is trained, and the others are gone`, () => {
      expect(back[how]?.recorded).to.equal(serves.recorded);
      expect(back[how]?.trainingsAskedFor).to.equal(0);
      expect(back[how]?.models).to.deep.equal([{ arn: serves.recorded, status: "RUNNING" }]);
    });
  }
});
