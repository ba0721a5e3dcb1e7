import { expect } from "chai";
import type { Gateway } from "../../../provider/aws/gateway.js";
import { Changes } from "../../../provider/aws/changes.js";
import { SharedAnswers } from "../../../provider/observe/shared-answers.js";
import { type Looks, Viewer } from "../../../provider/observe/viewer.js";
import { RekognitionError } from "../../../provider/base/errors.js";
import { failureOf } from "../../provider/harness/failure.js";
import { VirtualTime } from "../../provider/harness/virtual-time.js";

interface Item {
  readonly name: string;
  readonly is: string;
}

interface Request {
  readonly names: readonly string[] | undefined;
  readonly NextToken?: string;
}

describe("shared answers", () => {
  let nowMs: number;
  let time: VirtualTime;
  let changes: Changes;
  /** The names each call asked for; "all" where it named none. */
  let asked: (readonly string[] | "all")[];
  /** The same of the pages that follow a first one. */
  let rest: (readonly string[] | "all")[];
  let world: Map<string, string>;
  let takesMs: number;
  let pages: number;
  let isRepeated: boolean;
  let lastFailure: Error | undefined;
  let failure: ((names: readonly string[] | undefined) => Error | undefined) | undefined;
  let shared: SharedAnswers<Item>;
  beforeEach(() => {
    nowMs = 0;
    time = new VirtualTime({ nowMs: () => nowMs, advance: (ms) => (nowMs += ms) });
    changes = new Changes();
    asked = [];
    rest = [];
    world = new Map(("abcdefghijklmnop".match(/./g) ?? []).map((name) => [name, "old"]));
    takesMs = 100;
    pages = 1;
    isRepeated = false;
    failure = undefined;
    lastFailure = undefined;
    shared = answers((name) => [name ?? "all"]);
  });

  /** Answers of a service that shows the world, in so many pages. */
  function answers(changedWith: (name: string | undefined) => string[]): SharedAnswers<Item> {
    const clock = time.ofProcess();
    const send = async ({ names, NextToken = "1" }: Request): Promise<object> => {
      if (NextToken === "1") asked.push(names ?? "all");
      else rest.push(names ?? "all");
      const items = [...world].map(([name, is]) => ({ name, is }));
      await clock.sleep(takesMs);
      const error = failure?.(names);
      if (error !== undefined) throw error;
      return { items, ...(Number(NextToken) < pages && { NextToken: String(Number(NextToken) + 1) }) };
    };
    const aws = {
      inTurn: (_: string, attempt: (sending: typeof send) => Promise<unknown>) =>
        isRepeated ? attempt(send).catch(() => attempt(send)) : attempt(send),
      lastFailure: () => lastFailure,
    };
    return new SharedAnswers<Item>(clock, changes, aws as unknown as Gateway, {
      operation: "DescribeStreamProcessor",
      mostNames: 10,
      request: (names) => ({ names }) as object,
      itemsIn: (answer) => (answer as { readonly items: Item[] }).items,
      nameOf: ({ name }) => name,
      whoIs: ({ is }) => is,
      changedWith,
    });
  }

  const look = async (by: Viewer, name: string): Promise<string | undefined> => (await shared.one(by, name))?.is;

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
    const found = await Promise.all(names.map((name) => look(viewer(), name)));
    expect(found).to.deep.equal(names.map(() => "old"));
    expect(asked).to.deep.equal(["all"]);
  });

  it("are of what is named where somebody looks on, who has no use for the others", async () => {
    const maker = viewer(undefined, "on");
    const other = viewer(undefined, "on");
    await Promise.all([look(maker, "a"), look(other, "b")]);
    expect(asked).to.deep.equal([["a", "b"]]);
  });

  it("are good for two seconds, and not longer", async () => {
    await look(viewer(), "a");
    nowMs += 1_800;
    await look(viewer(), "b");
    expect(asked).to.have.length(1);
    nowMs += 200;
    await look(viewer(), "c");
    expect(asked).to.have.length(2);
  });

  it("are taken once, however long they took", async () => {
    takesMs = 5_000;
    const early = look(viewer(), "a");
    await time.ofProcess().sleep(1_000);
    const late = look(viewer(), "b");
    expect(await Promise.all([early, late])).to.deep.equal(["old", "old"]);
    expect(asked).to.deep.equal(["all", "all"]);
  });

  it("are never shown twice to the same operation", async () => {
    const one = viewer();
    await look(one, "a");
    await look(one, "a");
    expect(asked).to.deep.equal(["all", ["a"]]);
  });

  it("name what is asked for again, and what others rest for", async () => {
    const [one, other] = [viewer(), viewer()];
    await Promise.all([look(one, "a"), look(other, "b")]);
    const rested = other.rest(60_000);
    await one.rest(1_000);
    await look(one, "a");
    await rested;
    expect(asked).to.deep.equal(["all", ["a", "b"]]);
    expect(nowMs).to.be.lessThan(5_000);
    world.set("b", "new");
    expect(await look(other, "b")).to.equal("old");
  });

  it("are of all where more are waited for than one call can name", async () => {
    const viewers = ("abcdefghijk".match(/./g) ?? []).map((name) => ({ name, by: viewer() }));
    await Promise.all(viewers.map(({ by, name }) => look(by, name)));
    await Promise.all(
      viewers.map(async ({ by, name }) => {
        await by.rest(name === "a" ? 1_000 : 30_000);
        return look(by, name);
      }),
    );
    expect(asked).to.deep.equal(["all", "all"]);
  });

  it("name even what is asked for the first time where all would take several calls", async () => {
    pages = 3;
    await look(viewer(), "a");
    nowMs += 10_000;
    await look(viewer(), "b");
    expect(asked).to.deep.equal(["all", ["b"]]);
  });

  it("ask for all pages as for the first one, whatever is waited for meanwhile", async () => {
    pages = 2;
    const other = viewer();
    await look(other, "b");
    const [first] = await Promise.all([look(viewer(undefined, "on"), "a"), other.rest(1_000)]);
    expect(first).to.equal("old");
    expect(rest).to.deep.equal(asked);
  });

  it("are of what is waited for by then, where a call is repeated", async () => {
    const [one, other] = [viewer(), viewer()];
    await Promise.all([look(one, "a"), look(other, "b")]);
    isRepeated = true;
    failure = () => (asked.length === 2 ? new RekognitionError("Throttled", "slow down") : undefined);
    const found = look(one, "a");
    await time.ofProcess().sleep(50);
    await Promise.all([found, other.rest(60_000)]);
    expect(asked).to.deep.equal(["all", ["a"], ["a", "b"]]);
    expect(nowMs).to.be.lessThan(2_000);
  });

  it("from before a change are no evidence after it, even if the call was under way", async () => {
    shared = answers((name) => [changedWith(name ?? "")]);
    const early = look(viewer(), "a");
    await time.ofProcess().sleep(50);
    change("a", "new");
    expect(await look(viewer(), "a")).to.equal("new");
    expect(await early).to.equal("new");
    expect(await look(viewer(), "b")).to.equal("old");
    expect(asked).to.deep.equal(["all", "all"]);
  });

  it("reach the others where one of them is aborted", async () => {
    const controller = new AbortController();
    const left = failureOf(look(viewer(controller.signal), "a"));
    const stays = look(viewer(), "b");
    controller.abort(new Error("left"));
    expect(await left).to.contain("left");
    expect(await stays).to.equal("old");
    expect(asked).to.deep.equal(["all"]);
  });

  it("wake nobody who was aborted while it rested", async () => {
    const controller = new AbortController();
    const one = viewer(controller.signal);
    await look(one, "a");
    const left = failureOf(one.rest(60_000));
    controller.abort(new Error("left"));
    expect(await left).to.contain("left");
    expect(shared.watched).to.equal(0);
  });

  it("fail for all who wait, and the next one asks again", async () => {
    failure = () => new RekognitionError("Throttled", "slow down");
    const failed = await Promise.all([failureOf(look(viewer(), "a")), failureOf(look(viewer(), "b"))]);
    expect(failed.every((text) => text.includes("[Throttled]"))).to.equal(true);
    failure = undefined;
    expect(await look(viewer(), "a")).to.equal("old");
  });

  it("spare the others a name that AWS does not take", async () => {
    const [one, other] = [viewer(), viewer()];
    await Promise.all([look(one, "a"), look(other, "not one")]);
    failure = (names) =>
      names?.includes("not one") === true ? new RekognitionError("InvalidInput", "pattern") : undefined;
    const [found, refused] = await Promise.all([look(one, "a"), failureOf(look(other, "not one"))]);
    expect(found).to.equal("old");
    expect(refused).to.contain("[InvalidInput]");
  });

  it("that do not come before the end of an operation's time are an error that says why", async () => {
    takesMs = 60_000;
    const late = (): Promise<string> => {
      const bounds = { signal: new AbortController().signal, deadline: nowMs + 5_000 };
      return failureOf(look(new Viewer(time.ofProcess(), bounds), "a"));
    };
    expect(await late()).to.match(/^DescribeStreamProcessor: no answer before the timeout.*\[ConnectionFailed\]$/);
    lastFailure = new RekognitionError("Throttled", "slow down");
    expect(await late()).to.equal(lastFailure.message);
    expect(nowMs).to.equal(10_000);
  });

  it("that fail for one who asks alone, or for all, are not asked for again", async () => {
    failure = () => new RekognitionError("InvalidInput", "pattern");
    expect(await failureOf(look(viewer(undefined, "on"), "a"))).to.contain("[InvalidInput]");
    expect(await failureOf(shared.all(viewer()))).to.contain("[InvalidInput]");
    expect(asked).to.deep.equal([["a"], "all"]);
  });

  it("that fail otherwise are not asked for again by name", async () => {
    failure = () => new RekognitionError("AccessDenied", "no");
    const [one, other] = [viewer(undefined, "on"), viewer(undefined, "on")];
    const failed = await Promise.all([failureOf(look(one, "a")), failureOf(look(other, "b"))]);
    expect(failed.every((text) => text.includes("[AccessDenied]"))).to.equal(true);
    expect(asked).to.deep.equal([["a", "b"]]);
  });
});
