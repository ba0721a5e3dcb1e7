import { expect } from "chai";
import { RekognitionError } from "../../../provider/base/errors.js";
import { failureOf } from "../../provider/harness/failure.js";
import { SharedService } from "./shared-service.js";

describe("shared answers", () => {
  let service: SharedService;
  beforeEach(() => {
    service = new SharedService();
  });

  it("tell all who ask for the first time by one call", async () => {
    const names = [...service.world.keys()];
    const found = await Promise.all(names.map((name) => service.look(service.viewer(), name)));
    expect(found).to.deep.equal(names.map(() => "old"));
    expect(service.asked).to.deep.equal(["all"]);
  });

  it("are of what is named where somebody looks on, who has no use for the others", async () => {
    const maker = service.viewer(undefined, "on");
    const other = service.viewer(undefined, "on");
    await Promise.all([service.look(maker, "a"), service.look(other, "b")]);
    expect(service.asked).to.deep.equal([["a", "b"]]);
  });

  it("are good for two seconds, and not longer", async () => {
    await service.look(service.viewer(), "a");
    service.nowMs += 1_800;
    await service.look(service.viewer(), "b");
    expect(service.asked).to.have.length(1);
    service.nowMs += 200;
    await service.look(service.viewer(), "c");
    expect(service.asked).to.have.length(2);
  });

  it("are remembered for so long, whatever else was asked for since", async () => {
    service.nowMs = 10_000;
    const one = service.viewer();
    await service.look(one, "a");
    service.nowMs += 1_500;
    await service.look(one, "a");
    await service.look(service.viewer(), "b");
    expect(service.asked).to.deep.equal(["all", ["a"]]);
    service.nowMs += 1_000;
    await service.look(one, "c");
    expect(await service.look(service.viewer(undefined, "on"), "a")).to.equal("old");
    expect(service.asked).to.deep.equal(["all", ["a"], "all"]);
  });

  it("say nothing of what they were not asked about", async () => {
    expect(await service.look(service.viewer(undefined, "on"), "a")).to.equal("old");
    expect(await service.look(service.viewer(undefined, "on"), "b")).to.equal("old");
    expect(service.asked).to.deep.equal([["a"], ["b"]]);
  });

  it("are not waited for by those they say nothing of", async () => {
    service.takesMs = 5_000;
    const early = service.look(service.viewer(undefined, "on"), "a");
    await service.time.ofProcess().sleep(1_000);
    await service.look(service.viewer(undefined, "on"), "b");
    expect(service.nowMs).to.equal(6_000);
    await early;
    expect(service.asked).to.deep.equal([["a"], ["b"]]);
  });

  it("are of all who come before their turn, though other calls end, fail and are repeated meanwhile", async () => {
    [service.turnMs, service.isRepeated] = [1_000, true];
    service.failure = () => (service.asked.length === 1 ? new RekognitionError("Throttled", "slow down") : undefined);
    const clock = service.time.ofProcess();
    const looks = await Promise.all(
      ["a", "b", "c", "d"].map(async (name, index) => {
        await clock.sleep([0, 1_050, 1_150, 1_300][index] ?? 0);
        return service.look(service.viewer(undefined, "on"), name);
      }),
    );
    expect(looks).to.deep.equal(["old", "old", "old", "old"]);
    expect(service.asked).to.deep.equal([["a"], ["a"], ["b", "c", "d"]]);
  });

  it("are taken once, however long they took", async () => {
    service.takesMs = 5_000;
    const early = service.look(service.viewer(), "a");
    await service.time.ofProcess().sleep(1_000);
    const late = service.look(service.viewer(), "b");
    expect(await Promise.all([early, late])).to.deep.equal(["old", "old"]);
    expect(service.asked).to.deep.equal(["all", "all"]);
  });

  it("are never shown twice to the same operation", async () => {
    const one = service.viewer();
    await service.look(one, "a");
    await service.look(one, "a");
    expect(service.asked).to.deep.equal(["all", ["a"]]);
  });

  it("name what is asked for again, and what others rest for", async () => {
    const [one, other] = [service.viewer(), service.viewer()];
    await Promise.all([service.look(one, "a"), service.look(other, "b")]);
    const rested = other.rest(60_000);
    await one.rest(1_000);
    await service.look(one, "a");
    await rested;
    expect(service.asked).to.deep.equal(["all", ["a", "b"]]);
    expect(service.nowMs).to.be.lessThan(5_000);
    service.world.set("b", "new");
    expect(await service.look(other, "b")).to.equal("old");
  });

  it("wake all who rest for the same thing, though one of them leaves", async () => {
    const [one, other] = [service.viewer(), service.viewer()];
    await Promise.all([service.look(one, "a"), service.look(other, "a")]);
    const rested = other.rest(60_000);
    await one.rest(1_000);
    expect(service.shared.watched).to.equal(1);
    await service.look(one, "a");
    await rested;
    expect(service.nowMs).to.be.lessThan(5_000);
  });

  it("are of all where more are waited for than one call can name", async () => {
    const viewers = ("abcdefghijk".match(/./g) ?? []).map((name) => ({ name, by: service.viewer() }));
    await Promise.all(viewers.map(({ by, name }) => service.look(by, name)));
    await Promise.all(
      viewers.map(async ({ by, name }) => {
        await by.rest(name === "a" ? 1_000 : 30_000);
        return service.look(by, name);
      }),
    );
    expect(service.asked).to.deep.equal(["all", "all"]);
  });

  it("name even what is asked for the first time where all would take several calls", async () => {
    service.pages = 3;
    await service.look(service.viewer(), "a");
    service.nowMs += 10_000;
    await service.look(service.viewer(), "b");
    expect(service.asked).to.deep.equal(["all", ["b"]]);
    service.pages = 1;
    await service.look(service.viewer(undefined, "on"), "c");
    await service.look(service.viewer(), "d");
    expect(service.asked.slice(2)).to.deep.equal([["c"], ["d"]]);
  });

  it("ask for all pages as for the first one, whatever is waited for meanwhile", async () => {
    service.pages = 2;
    const other = service.viewer();
    await service.look(other, "b");
    const [first] = await Promise.all([service.look(service.viewer(undefined, "on"), "a"), other.rest(1_000)]);
    expect(first).to.equal("old");
    expect(service.rest).to.deep.equal(service.asked);
  });

  it("are of what is waited for by then, where a call is repeated", async () => {
    const [one, other] = [service.viewer(), service.viewer()];
    await Promise.all([service.look(one, "a"), service.look(other, "b")]);
    service.isRepeated = true;
    service.failure = () => (service.asked.length === 2 ? new RekognitionError("Throttled", "slow down") : undefined);
    const found = service.look(one, "a");
    await service.time.ofProcess().sleep(50);
    await Promise.all([found, other.rest(60_000)]);
    expect(service.asked).to.deep.equal(["all", ["a"], ["a", "b"]]);
    expect(service.nowMs).to.be.lessThan(2_000);
  });

  it("from before a change are no evidence after it, even if the call was under way", async () => {
    service.shared = service.answers((name) => [`stream processor ${name ?? ""}`]);
    const early = service.look(service.viewer(), "a");
    await service.time.ofProcess().sleep(50);
    service.change("a", "new");
    expect(await service.look(service.viewer(), "a")).to.equal("new");
    expect(await early).to.equal("new");
    expect(await service.look(service.viewer(), "b")).to.equal("old");
    expect(service.asked).to.deep.equal(["all", "all"]);
  });

  it("reach the others where one of them is aborted", async () => {
    const controller = new AbortController();
    const left = failureOf(service.look(service.viewer(controller.signal), "a"));
    const stays = service.look(service.viewer(), "b");
    controller.abort(new Error("left"));
    expect(await left).to.contain("left");
    expect(await stays).to.equal("old");
    expect(service.asked).to.deep.equal(["all"]);
  });

  it("wake nobody who was aborted while it rested", async () => {
    const controller = new AbortController();
    const one = service.viewer(controller.signal);
    await service.look(one, "a");
    const left = failureOf(one.rest(60_000));
    controller.abort(new Error("left"));
    expect(await left).to.contain("left");
    expect(service.shared.watched).to.equal(0);
  });

  it("prove nothing gone by what they leave out, where they are not ten seconds apart", async () => {
    const isGoneAfterMs = async (ms: number): Promise<boolean> => {
      service.nowMs += ms;
      await service.look(service.viewer(undefined, "on"), "gone");
      return service.shared.isGone("gone");
    };
    for (const notFound of [undefined, "what they stand in"] as const) {
      service.shared = service.answers((name) => [name ?? "all"], notFound && { notFound });
      service.failure = notFound && (() => new RekognitionError("NotFound", "no such project"));
      expect([await isGoneAfterMs(0), await isGoneAfterMs(3_000), await isGoneAfterMs(7_000)]).to.deep.equal([
        false,
        false,
        true,
      ]);
    }
  });

  it("without a list show none", async () => {
    service.shared = service.answers((name) => [name ?? "all"], { itemsIn: () => undefined });
    expect(await service.shared.all(service.viewer())).to.deep.equal([]);
  });
});
