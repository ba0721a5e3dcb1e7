import { expect } from "chai";
import { modelProgram } from "./harness/model-program.js";
import { SHORT, World } from "./harness/world.js";
import { expectSameModelServes, forceReplacement, seenAfter } from "./scenarios/forced-replacement.js";
import type { Demand, ServingModel } from "./scenarios/forced-replacement.js";

describe("a serving model whose replacement is demanded, and which may be adopted", () => {
  const demands: readonly Demand[] = ["--replace", "taint"];
  let seen: readonly ServingModel[];
  before(async () => {
    seen = await forceReplacement(demands);
  });

  demands.forEach((demand, index) => {
    it(`goes on serving under the same ARN after ${demand}, and is not trained again`, () => {
      expectSameModelServes(seen[index]);
    });
  });
});

describe("a serving model whose successor fails its gate", () => {
  const ways = { "an ordinary up": [], "up --continue-on-error": ["--continue-on-error"] } as const;
  type Way = keyof typeof ways;
  const failed = new Map<Way, ServingModel>();
  const returned = new Map<Way, ServingModel>();
  before(async () => {
    const gated = { model: { minInferenceUnits: 1, minF1Score: 0.8 } };
    const world = await World.create({ program: modelProgram(gated), switches: SHORT });
    try {
      const { stack, emulator } = world;
      await stack.up();
      const arn = (await stack.state()).id("model");
      for (const way of Object.keys(ways) as Way[]) {
        const args = ways[way];
        await emulator.control.script({ training: [{ f1Score: 0.3 }] });
        stack.setProgram(modelProgram({ ...gated, bucket: "other-data" }));
        failed.set(way, await seenAfter(world, arn, () => stack.up({ args, fails: true })));
        stack.setProgram(modelProgram(gated));
        returned.set(way, await seenAfter(world, arn, () => stack.up({ args })));
      }
    } finally {
      world.dispose();
    }
  });

  for (const way of Object.keys(ways) as Way[]) {
    it(`serves after ${way} while the successor is kept, not started`, () => {
      const seen = failed.get(way);
      expect(seen?.trainingsAskedFor).to.equal(1);
      expect(seen?.models).to.have.deep.members([
        { arn: seen?.arnBefore, status: "RUNNING" },
        { arn: seen?.recordedArn, status: "TRAINING_COMPLETED" },
      ]);
    });

    it(`serves under the same ARN when the program goes back to it by ${way}`, () => {
      expectSameModelServes(returned.get(way));
    });
  }
});
