import { expect } from "chai";
import { Changes } from "../../../provider/aws/changes.js";
import { SharedAnswers } from "../../../provider/observe/shared-answers.js";
import { type Looks, Viewer } from "../../../provider/observe/viewer.js";
import { RekognitionError } from "../../../provider/base/errors.js";
import { failureOf } from "../../provider/harness/failure.js";
import { VirtualTime } from "../../provider/harness/virtual-time.js";

describe("shared answers", () => {
  let nowMs: number;
  let time: VirtualTime;
  let changes: Changes;
  /** The names each call asked for; "all" where it named none. */
  let asked: (readonly string[] | "all")[];
  let world: Map<string, string>;
  let takesMs: number;
  let pages: number;
  let failure: ((names: readonly string[] | undefined) => Error | undefined) | undefined;
  let shared: SharedAnswers<string>;
  beforeEach(() => {
    nowMs = 0;
    time = new VirtualTime({ nowMs: () => nowMs, advance: (ms) => (nowMs += ms) });
    changes = new Changes();
    asked = [];
    world = new Map(("abcdefghijklmnop".match(/./g) ?? []).map((name) => [name, "old"]));
    takesMs = 100;
    pages = 1;
    failure = undefined;
    const clock = time.ofProcess();
    shared = new SharedAnswers(clock, changes, {
      operation: "DescribeStreamProcessor",
      lastFailure: () => undefined,
      mostNames: 10,
      changedWith: (name) => [name ?? "all"],
      whoIs: (item) => item,
      async ask(choose) {
        const names = choose();
        const items = new Map(world);
        asked.push(names ?? "all");
        await clock.sleep(takesMs);
        const error = failure?.(names);
        if (error !== undefined) throw error;
        return { items, calls: pages };
      },
    });
  });

  const viewer = (signal = new AbortController().signal, looks?: Looks): Viewer =>
    new Viewer(time.ofProcess(), { signal, deadline: Infinity }, looks);

  /** What changes one object, as the gateway tells of it. */
  function change(name: string, to: string): void {
    world.set(name, to);
    changes.tell("StartStreamProcessor", { Name: name });
  }
  const changedWith = (name: string): string => `stream processor ${name}`;

  it("tell all who ask for the first time by one call", async () => {
    const names = [...world.keys()];
    const found = await Promise.all(names.map((name) => shared.one(viewer(), name)));
    expect(found).to.deep.equal(names.map(() => "old"));
    expect(asked).to.deep.equal(["all"]);
  });

  it("are of what is named where somebody looks on, who has no use for the others", async () => {
    const maker = viewer(undefined, "on");
    const other = viewer(undefined, "on");
    await Promise.all([shared.one(maker, "a"), shared.one(other, "b")]);
    expect(asked).to.deep.equal([["a", "b"]]);
  });

  it("are good for two seconds, and not longer", async () => {
    await shared.one(viewer(), "a");
    nowMs += 1_800;
    await shared.one(viewer(), "b");
    expect(asked).to.have.length(1);
    nowMs += 200;
    await shared.one(viewer(), "c");
    expect(asked).to.have.length(2);
  });

  it("are taken once, however long they took", async () => {
    takesMs = 5_000;
    const early = shared.one(viewer(), "a");
    await time.ofProcess().sleep(1_000);
    const late = shared.one(viewer(), "b");
    expect(await Promise.all([early, late])).to.deep.equal(["old", "old"]);
    expect(asked).to.deep.equal(["all", "all"]);
  });

  it("are never shown twice to the same operation", async () => {
    const one = viewer();
    await shared.one(one, "a");
    await shared.one(one, "a");
    expect(asked).to.deep.equal(["all", ["a"]]);
  });

  it("name what is asked for again, and what others rest for", async () => {
    const [one, other] = [viewer(), viewer()];
    await Promise.all([shared.one(one, "a"), shared.one(other, "b")]);
    const rested = other.rest(60_000);
    await one.rest(1_000);
    await shared.one(one, "a");
    await rested;
    expect(asked).to.deep.equal(["all", ["a", "b"]]);
    expect(nowMs).to.be.lessThan(5_000);
    world.set("b", "new");
    expect(await shared.one(other, "b")).to.equal("old");
  });

  it("are of all where more are waited for than one call can name", async () => {
    const viewers = ("abcdefghijk".match(/./g) ?? []).map((name) => ({ name, by: viewer() }));
    await Promise.all(viewers.map(({ by, name }) => shared.one(by, name)));
    await Promise.all(
      viewers.map(async ({ by, name }) => {
        await by.rest(name === "a" ? 1_000 : 30_000);
        return shared.one(by, name);
      }),
    );
    expect(asked).to.deep.equal(["all", "all"]);
  });

  it("name even what is asked for the first time where all would take several calls", async () => {
    pages = 3;
    await shared.one(viewer(), "a");
    nowMs += 10_000;
    await shared.one(viewer(), "b");
    expect(asked).to.deep.equal(["all", ["b"]]);
  });

  it("from before a change are no evidence after it, even if the call was under way", async () => {
    shared = new SharedAnswers(time.ofProcess(), changes, {
      operation: "DescribeStreamProcessor",
      lastFailure: () => undefined,
      mostNames: 10,
      changedWith: (name) => [changedWith(name ?? "")],
      whoIs: (item) => item,
      async ask(choose) {
        const names = choose();
        asked.push(names ?? "all");
        const items = new Map(world);
        await time.ofProcess().sleep(takesMs);
        return { items, calls: 1 };
      },
    });
    const early = shared.one(viewer(), "a");
    await time.ofProcess().sleep(50);
    change("a", "new");
    expect(await shared.one(viewer(), "a")).to.equal("new");
    expect(await early).to.equal("new");
    expect(await shared.one(viewer(), "b")).to.equal("old");
    expect(asked).to.deep.equal(["all", "all"]);
  });

  it("reach the others where one of them is aborted", async () => {
    const controller = new AbortController();
    const left = failureOf(shared.one(viewer(controller.signal), "a"));
    const stays = shared.one(viewer(), "b");
    controller.abort(new Error("left"));
    expect(await left).to.contain("left");
    expect(await stays).to.equal("old");
    expect(asked).to.deep.equal(["all"]);
  });

  it("wake nobody who was aborted while it rested", async () => {
    const controller = new AbortController();
    const one = viewer(controller.signal);
    await shared.one(one, "a");
    const left = failureOf(one.rest(60_000));
    controller.abort(new Error("left"));
    expect(await left).to.contain("left");
    expect(shared.watched).to.equal(0);
  });

  it("fail for all who wait, and the next one asks again", async () => {
    failure = () => new RekognitionError("Throttled", "slow down");
    const failed = await Promise.all([failureOf(shared.one(viewer(), "a")), failureOf(shared.one(viewer(), "b"))]);
    expect(failed.every((text) => text.includes("[Throttled]"))).to.equal(true);
    failure = undefined;
    expect(await shared.one(viewer(), "a")).to.equal("old");
  });

  it("spare the others a name that AWS does not take", async () => {
    const [one, other] = [viewer(), viewer()];
    await Promise.all([shared.one(one, "a"), shared.one(other, "not one")]);
    failure = (names) =>
      names?.includes("not one") === true ? new RekognitionError("InvalidInput", "pattern") : undefined;
    const [found, refused] = await Promise.all([shared.one(one, "a"), failureOf(shared.one(other, "not one"))]);
    expect(found).to.equal("old");
    expect(refused).to.contain("[InvalidInput]");
  });
});
