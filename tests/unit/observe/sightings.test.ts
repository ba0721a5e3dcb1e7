import { expect } from "chai";
import fc from "fast-check";
import { Sightings } from "../../../provider/observe/sightings.js";

describe("whether a thing is gone, by the answers that do not show it", () => {
  let moment: number;
  let changedAt: Map<string, number>;
  let sightings: Sightings;
  beforeEach(() => {
    moment = 0;
    changedAt = new Map();
    sightings = new Sightings((name) => changedAt.get(name) ?? 0);
  });

  /** A listing of all that shows these, each under its own name. */
  function listed(atMs: number, ...shown: string[]): void {
    sightings.note({ atMs, moment: ++moment, names: undefined, shown: new Map(shown.map((name) => [name, name])) });
  }
  /** An answer about some names. */
  function asked(atMs: number, names: readonly string[], shown: Readonly<Record<string, string>> = {}): void {
    sightings.note({ atMs, moment: ++moment, names, shown: new Map(Object.entries(shown)) });
  }
  /** "There is no such thing", to a question about it. */
  function notFound(atMs: number, name: string): void {
    sightings.note({ atMs, moment: ++moment, names: [name], shown: new Map(), saysNotFound: true });
  }
  const change = (name: string): void => void changedAt.set(name, ++moment);

  it("one answer proves nothing", () => {
    listed(0);
    asked(0, ["a"]);
    notFound(0, "b");
    expect([sightings.isGone("a"), sightings.isGone("b"), sightings.isGone("c")]).to.deep.equal([false, false, false]);
  });

  it("so do many that are not ten seconds apart", () => {
    for (let at = 0; at < 10_000; at += 1_000) asked(at, ["a"]);
    expect(sightings.isGone("a")).to.equal(false);
    asked(10_000, ["a"]);
    expect(sightings.isGone("a")).to.equal(true);
  });

  it("two that say of the thing itself that it is not found are enough, at any time", () => {
    notFound(0, "a");
    notFound(1, "a");
    expect(sightings.isGone("a")).to.equal(true);
  });

  it("the time begins with the first listing of all, for each that it did not show, even those nobody asked for", () => {
    listed(0, "here");
    asked(9_000, ["a"]);
    expect(sightings.isGone("a")).to.equal(false);
    asked(10_000, ["b"]);
    listed(10_500, "here");
    expect(["a", "b", "c", "here"].map((name) => sightings.isGone(name))).to.deep.equal([true, true, true, false]);
  });

  it("begins again where it was seen in between", () => {
    asked(0, ["a"]);
    asked(5_000, ["a"], { a: "1" });
    asked(10_000, ["a"]);
    expect(sightings.isGone("a")).to.equal(false);
    listed(20_000);
    expect(sightings.isGone("a")).to.equal(true);
  });

  it("begins again where this process changed it: it may have made it", () => {
    notFound(0, "a");
    asked(0, ["b"]);
    listed(0);
    for (const name of ["a", "b", "c"]) change(name);
    notFound(20_000, "a");
    asked(20_000, ["b"]);
    expect(["a", "b", "c"].map((name) => sightings.isGone(name))).to.deep.equal([false, false, false]);
    listed(30_000);
    expect(["a", "b", "c"].map((name) => sightings.isGone(name))).to.deep.equal([true, true, false]);
  });

  it("begins with the first answer after a change where only listings from before it left the name out", () => {
    listed(0);
    change("a");
    asked(20_000, ["a"]);
    expect(sightings.isGone("a")).to.equal(false);
    asked(30_000, ["a"]);
    expect(sightings.isGone("a")).to.equal(true);
  });

  it("does not count an answer that was asked for before a change, whenever it comes", () => {
    change("a");
    sightings.note({ atMs: 0, moment: 0, names: ["a"], shown: new Map() });
    asked(10_000, ["a"]);
    expect(sightings.isGone("a")).to.equal(false);
  });

  it("does not count an answer from before a change that comes after later ones, whatever it shows", () => {
    const late = moment;
    change("a");
    asked(0, ["a"]);
    sightings.note({ atMs: 0, moment: late, names: ["a"], shown: new Map([["a", "a"]]) });
    asked(10_000, ["a"]);
    expect(sightings.isGone("a")).to.equal(true);
  });

  it("is not proven of one by the first answer that shows another of its name, though no listing showed it before", () => {
    listed(0, "here");
    asked(10_000, ["a"], { a: "second" });
    expect(sightings.isGone("a", "first")).to.equal(false);
  });

  it("is asked of one of two that had the name one after the other", () => {
    asked(0, ["a"], { a: "second" });
    expect(sightings.isGone("a", "first")).to.equal(false);
    asked(10_000, ["a"], { a: "second" });
    expect([sightings.isGone("a", "first"), sightings.isGone("a", "second"), sightings.isGone("a")]).to.deep.equal([
      true,
      false,
      false,
    ]);
  });

  it("is proven by the first listing of all and the last, however many there were in between", () => {
    for (let at = 0; at < 600; at++) listed(at * 100, "here");
    expect(sightings.isGone("a")).to.equal(true);
    change("b");
    expect(sightings.isGone("b")).to.equal(false);
    listed(60_000, "here");
    expect(sightings.isGone("b")).to.equal(false);
    listed(70_000, "here");
    expect(sightings.isGone("b")).to.equal(true);
  });

  it("does not count an answer twice, nor one that comes after a later one", () => {
    asked(0, ["a"]);
    const late = { atMs: 20_000, names: ["a"], shown: new Map<string, string>() };
    sightings.note({ ...late, moment });
    sightings.note({ ...late, moment: moment - 0.5 });
    expect(sightings.isGone("a")).to.equal(false);
    notFound(100, "b");
    sightings.note({ ...late, atMs: 100, moment, names: ["b"], saysNotFound: true });
    expect(sightings.isGone("b")).to.equal(false);
  });

  it("does not begin with a listing from before a change", () => {
    listed(0, "here");
    change("a");
    asked(9_000, ["a"]);
    asked(10_000, ["a"]);
    expect(sightings.isGone("a")).to.equal(false);
  });

  it("does not count what says of a thing that shows that it is not found", () => {
    for (let times = 0; times < 2; times++) {
      sightings.note({
        atMs: 0,
        moment: ++moment,
        names: ["a"],
        shown: new Map([["a", "second"]]),
        saysNotFound: true,
      });
    }
    expect(sightings.isGone("a", "first")).to.equal(false);
  });

  it("is nothing that no answer tells of", () => {
    expect([sightings.isGone("a"), sightings.isMissing("a"), sightings.missing]).to.deep.equal([false, false, 0]);
  });

  it("tells how many are missing", () => {
    asked(0, ["a", "b", "c"], { c: "c" });
    expect([sightings.missing, sightings.isMissing("a"), sightings.isMissing("c")]).to.deep.equal([2, true, false]);
    change("a");
    expect(sightings.missing).to.equal(1);
  });

  it("never is what the last answer about it showed, nor by answers within less than ten seconds, whatever came before", () => {
    const answer = fc.record({
      gapMs: fc.nat(15_000),
      isAll: fc.boolean(),
      isShown: fc.boolean(),
      isChange: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 30 }), (answers) => {
        const seen = new Sightings((name) => changedAt.get(name) ?? 0);
        changedAt = new Map();
        let atMs = 0;
        let firstMissingMs: number | undefined;
        for (const { gapMs, isAll, isShown, isChange } of answers) {
          atMs += gapMs;
          if (isChange) {
            change("a");
            firstMissingMs = undefined;
          }
          const shown = new Map(isShown ? [["a", "a"]] : []);
          seen.note({ atMs, moment: ++moment, names: isAll ? undefined : ["a"], shown });
          firstMissingMs = isShown ? undefined : (firstMissingMs ?? atMs);
          expect(seen.isGone("a")).to.equal(firstMissingMs !== undefined && atMs - firstMissingMs >= 10_000);
        }
      }),
    );
  });
});
