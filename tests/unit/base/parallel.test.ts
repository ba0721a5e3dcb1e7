import { expect } from "chai";
import { inParallel } from "../../../provider/base/parallel.js";

describe("the same done to many items", () => {
  it("keeps their order, whichever is ready first", async () => {
    const ready = new Map<number, () => void>();
    const all = inParallel(
      [0, 1, 2],
      (item) =>
        new Promise<number>((end) =>
          ready.set(item, () => {
            end(item * 10);
          }),
        ),
    );
    for (const item of [2, 0, 1]) ready.get(item)?.();
    expect(await all).to.eql([0, 10, 20]);
  });

  it("has no more of them under way than its limit", async () => {
    let underWay = 0;
    let most = 0;
    const items = Array.from({ length: 20 }, (_, index) => index);
    const work = async (): Promise<void> => {
      most = Math.max(most, (underWay += 1));
      await Promise.resolve();
      underWay -= 1;
    };
    await inParallel(items, work, 3);
    expect(most).to.equal(3);
  });

  it("begins no other after an error", async () => {
    const begun: number[] = [];
    const work = async (item: number): Promise<void> => {
      begun.push(item);
      await Promise.resolve();
      if (item === 1) throw new Error("one is broken");
    };
    const error = await inParallel([0, 1, 2, 3, 4, 5], work, 1).catch((thrown: unknown) => thrown);
    expect(error).to.have.property("message", "one is broken");
    expect(begun).to.eql([0, 1]);
  });

  it("throws its first error, and only when those under way have ended", async () => {
    const ends = new Map<number, (error?: Error) => void>();
    const ended: string[] = [];
    const work = (item: number): Promise<void> =>
      new Promise((resolve, reject) => {
        ends.set(item, (error) => {
          ended.push(`item ${String(item)}`);
          if (error === undefined) resolve();
          else reject(error);
        });
      });
    const all = inParallel([0, 1, 2, 3], work, 3).catch((error: unknown) => ended.push(String(error)));
    ends.get(1)?.(new Error("first"));
    await new Promise(setImmediate);
    ends.get(2)?.(new Error("second"));
    await new Promise(setImmediate);
    expect(ended).to.eql(["item 1", "item 2"]);
    ends.get(0)?.();
    await all;
    expect(ended).to.eql(["item 1", "item 2", "item 0", "Error: first"]);
    expect([...ends.keys()]).to.eql([0, 1, 2]);
  });

  it("throws whatever was thrown, also nothing", async () => {
    const thrown = await inParallel([1], () => Promise.reject(undefined as unknown as Error)).then(
      () => "no error",
      (error: unknown) => error,
    );
    expect(thrown).to.equal(undefined);
  });
});
