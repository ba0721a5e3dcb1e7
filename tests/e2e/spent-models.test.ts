import { expect } from "chai";
import { chapter, gated, tell } from "./scenarios/chapters.js";
import type { Chapter } from "./scenarios/chapters.js";

describe("a model that its record shows to be of no use any more", () => {
  let expired: { before: Chapter; after: Chapter };
  let failed: { serves: Chapter; failed: Chapter; again: Chapter; deletedAt: number[] };
  before(async () => {
    await tell({ program: gated("a") }, async (world) => {
      const { control } = world.emulator;
      const before = await chapter(world, "up");
      await control.forceStatus({ arn: String(before.recorded), status: "EXPIRED" });
      await world.stack.refresh();
      expired = { before, after: await chapter(world, "up") };
      const serves = expired.after;
      await control.script({ training: [{ status: "TRAINING_FAILED", message: "No labels." }] });
      const failedOnce = await chapter(world, "up", { program: gated("b"), fails: true });
      const since = await world.lastCall();
      const again = await chapter(world, "up");
      const calls = (await control.calls({ since })).filter(({ effect }) => effect);
      const at = (operation: string, arn: string | undefined): number =>
        calls.findIndex(
          (call) => call.operation === operation && (arn === undefined || JSON.stringify(call).includes(arn)),
        );
      const deletedAt = [at("StartProjectVersion", undefined), at("StopProjectVersion", serves.recorded)];
      failed = { serves, failed: failedOnce, again, deletedAt };
    });
  });

  it("is made again where it has expired", () => {
    const { before, after } = expired;
    expect(after.trainingsAskedFor).to.equal(1);
    expect(after.recorded).not.to.equal(before.recorded);
    expect(after.models).to.deep.equal([{ arn: after.recorded, status: "RUNNING" }]);
  });

  it("is made again where its training failed beside the one that serves, which goes only afterwards", () => {
    const { serves, failed: once, again, deletedAt } = failed;
    expect(once.models).to.deep.include({ arn: serves.recorded, status: "RUNNING" });
    expect(again.trainingsAskedFor).to.equal(1);
    expect(again.models).to.deep.equal([{ arn: again.recorded, status: "RUNNING" }]);
    const [started, stopped] = deletedAt;
    expect(started).to.be.at.least(0);
    expect(stopped).to.be.above(started ?? 0);
  });
});
