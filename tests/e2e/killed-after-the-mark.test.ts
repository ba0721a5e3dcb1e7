import { expect } from "chai";
import { chapter, gated, tell } from "./scenarios/chapters.js";
import type { Chapter } from "./scenarios/chapters.js";
import { dieAfterMark } from "./scenarios/die-after-mark.js";

const PROJECT = `
  const { Project } = require("pulumi-rekognition");
  new Project("shapes", {});
`;

describe("an up that is killed between the mark and the record", () => {
  describe("of a first create, or of a replacement", () => {
    const outcomes: Record<string, { refused: Chapter; adopted: Chapter; plain: Chapter }> = {};
    before(async () => {
      await tell({}, async (world) => {
        for (const data of ["a", "b"] as const) {
          // The project is marked before the model is begun.
          await (data === "a" ? chapter(world, "up", { program: PROJECT }) : Promise.resolve());
          await dieAfterMark(world, gated(data));
          outcomes[data] = {
            refused: await chapter(world, "up", { fails: true }),
            adopted: await chapter(world, "up", { program: gated(data, { adopt: true }) }),
            plain: await chapter(world, "preview", { program: gated(data), args: ["--expect-no-changes"] }),
          };
        }
      });
    });

    for (const [data, what] of [
      ["a", "a first create"],
      ["b", "a replacement"],
    ] as const) {
      it(`fails in the next up of ${what}, and names adopt: true`, () => {
        expect(outcomes[data]?.refused.said).to.contain("[RecordedBefore]").and.to.contain("`adopt: true` for one");
        expect(outcomes[data]?.refused.trainingsAskedFor).to.equal(0);
      });

      it(`is overcome by it: the model of ${what} serves alone, and taking it out is no difference`, () => {
        const { adopted, plain } = outcomes[data] ?? {};
        expect(adopted?.models).to.deep.equal([{ arn: adopted?.recorded, status: "RUNNING" }]);
        expect(adopted?.trainingsAskedFor).to.equal(0);
        expect(plain?.changes).to.deep.equal([]);
      });
    }
  });
});
