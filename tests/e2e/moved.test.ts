import { expect } from "chai";
import type { Operation } from "./harness/operation.js";
import { changesIn } from "./harness/operation.js";
import { collections, saidOf, tell } from "./scenarios/chapters.js";

const ONE = collections({ faces: {} }, { collectionId: "faces", forceDestroy: true });
const NONE = collections({});

describe("a resource that is moved to another stack", () => {
  const errors: string[] = [];
  const left: number[] = [];
  let moved: Operation;
  let again: Operation;
  let emptied: Operation;
  before(async () => {
    await tell({ program: ONE, name: "source" }, async (world) => {
      const { stack: source, emulator } = world;
      const count = async (): Promise<number> => (await emulator.control.state()).collections.length;
      await source.up();
      const target = await source.beside("target");
      const { urn } = (await source.state()).resource("faces");
      await source.cli(["state", "move", "--source", "source", "--dest", "target", "--yes", urn]);
      // The source's program is unchanged, before the target's next `up` and after it.
      errors.push(saidOf(await source.up({ fails: true }), "error"));
      left.push(await count());
      moved = await target.up();
      again = await target.up();
      errors.push(saidOf(await source.up({ fails: true }), "error"));
      source.setProgram(NONE);
      emptied = await source.up();
      left.push(await count());
      await source.destroy();
      left.push(await count());
    });
  });

  it("is left to that stack by the one that it comes from, whose program still has it", () => {
    expect(errors[0]).to.contain("[RecordedBefore]").and.to.contain("take this one out of the program");
    expect(errors[1]).to.contain("[OwnedByAnother]").and.to.contain("/target");
    expect(left).to.deep.equal([1, 1, 1]);
  });

  it("only gets that stack's mark", () => {
    expect(changesIn(moved)).to.deep.equal(["update faces"]);
    expect(changesIn(again)).to.deep.equal([]);
  });

  it("is gone from the other one once its program does not have it", () => {
    expect(changesIn(emptied)).to.deep.equal([]);
  });
});
