import { expect } from "chai";
import { BAD, chapter, gated, tell } from "./scenarios/chapters.js";
import type { Chapter } from "./scenarios/chapters.js";
import { dieAfterMark } from "./scenarios/die-after-mark.js";

describe("an up that is killed between the mark and the record", () => {
  describe("on the way back to a model that serves", () => {
    let serves: Chapter;
    let taken: Chapter;
    let left: Chapter;
    before(async () => {
      await tell({ program: gated("a") }, async (world) => {
        serves = await chapter(world, "up");
        await chapter(world, "up", { program: gated("b"), scores: BAD, fails: true });
        await dieAfterMark(world, gated("a"));
        taken = await chapter(world, "up", { program: gated("a") });
        await chapter(world, "up", { program: gated("b"), scores: BAD, fails: true });
        await dieAfterMark(world, gated("a"));
        left = await chapter(world, "up", { program: gated("b", { minF1Score: 0.2 }) });
      });
    });

    it("leaves it to the next up: it serves, nothing is trained, and the other one is gone", () => {
      expect(taken.recorded).to.equal(serves.recorded);
      expect(taken.trainingsAskedFor).to.equal(0);
      expect(taken.models).to.deep.equal([{ arn: serves.recorded, status: "RUNNING" }]);
    });

    it("leaves it running where the program goes on to the other one instead, and says what it costs", () => {
      expect(left.models).to.have.deep.members([
        { arn: serves.recorded, status: "RUNNING" },
        { arn: left.recorded, status: "RUNNING" },
      ]);
      expect(left.said)
        .to.contain("was left alone")
        .and.to.match(/\$\d+\.\d\d an hour/);
      expect(left.said).to.contain(
        `stop-project-version --region us-east-1 --project-version-arn ${String(serves.recorded)}`,
      );
    });
  });
});
