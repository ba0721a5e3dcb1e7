import { expect } from "chai";
import { Viewer, type Watchable } from "../../../provider/observe/shared-answers.js";
import { failureOf } from "../../provider/harness/failure.js";
import { VirtualTime } from "../../provider/harness/virtual-time.js";

describe("an operation that rests", () => {
  let nowMs: number;
  let time: VirtualTime;
  let watched: string[];
  let controller: AbortController;
  let viewer: Viewer;
  const answers: Watchable = {
    watch: (name) => void watched.push(`+${name}`),
    unwatch: (name) => void watched.push(`-${name}`),
  };
  beforeEach(() => {
    nowMs = 0;
    watched = [];
    time = new VirtualTime({ nowMs: () => nowMs, advance: (ms) => (nowMs += ms) });
    controller = new AbortController();
    viewer = new Viewer(time.ofProcess(), { signal: controller.signal, deadline: 60_000 });
  });

  it("remembers the last moment at which it saw a name", () => {
    expect(viewer.lastSeen(answers, "a")).to.equal(0);
    viewer.saw(answers, "a", 3);
    viewer.saw(answers, "b", 4);
    viewer.saw(answers, "a", 5);
    expect([viewer.lastSeen(answers, "a"), viewer.lastSeen(answers, "b")]).to.deep.equal([5, 4]);
  });

  it("watches what it looked at since its last rest, and only meanwhile", async () => {
    viewer.saw(answers, "a", 1);
    viewer.saw(answers, "b", 2);
    await viewer.rest(1_000);
    expect([nowMs, watched]).to.deep.equal([1_000, ["+a", "+b", "-a", "-b"]]);
    watched = [];
    viewer.saw(answers, "b", 3);
    await viewer.rest(1_000);
    expect([nowMs, watched]).to.deep.equal([2_000, ["+b", "-b"]]);
  });

  it("goes on as soon as there is news, which is nothing to anybody who does not rest", async () => {
    viewer.wake();
    viewer.saw(answers, "a", 1);
    const rested = viewer.rest(10_000);
    viewer.wake();
    await rested;
    expect([nowMs, watched]).to.deep.equal([0, ["+a", "-a"]]);
    await viewer.rest(1_000);
    expect(nowMs).to.equal(1_000);
  });

  it("ends with the reason of an abort, and watches nothing any more", async () => {
    viewer.saw(answers, "a", 1);
    const rested = failureOf(viewer.rest(10_000));
    controller.abort(new Error("left"));
    expect(await rested).to.equal("left");
    expect(watched).to.deep.equal(["+a", "-a"]);
  });

  it("waits for what others wait for no longer than it may", async () => {
    const late = (): Error => new Error("late");
    expect(await viewer.unlessEnded(Promise.resolve(7), late)).to.equal(7);
    expect(await failureOf(viewer.unlessEnded(new Promise(() => undefined), late))).to.equal("late");
    expect(nowMs).to.equal(60_000);
  });
});
