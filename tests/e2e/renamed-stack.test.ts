import { expect } from "chai";
import { changesIn } from "./harness/operation.js";
import type { Operation } from "./harness/operation.js";
import { collections, saidOf, tell } from "./scenarios/chapters.js";

describe("a stack that is renamed", () => {
  const explicit = collections({ faces: {} }, { collectionId: "faces", forceDestroy: true });
  const derived = collections({ faces: {} }, { forceDestroy: true });
  for (const [what, program] of [
    ["derived names", derived],
    ["explicit names", explicit],
  ] as const) {
    describe(`whose resources have ${what}`, () => {
      let held: readonly string[] = [];
      const left: (readonly string[])[] = [];
      const errors: string[] = [];
      let preview: Operation;
      let own: readonly string[] = [];
      before(async () => {
        await tell({ program, name: "dev" }, async (world) => {
          const { stack: prod, emulator } = world;
          const there = async (): Promise<string[]> =>
            (await emulator.control.state()).collections.map(({ id }) => id).sort();
          await prod.up();
          held = await there();
          await prod.rename("prod");
          const dev = await prod.beside("dev");
          // Before the next `up` of the renamed stack, and after it.
          errors.push(saidOf(await dev.up({ fails: true }), "error"));
          await dev.destroy();
          left.push(await there());
          preview = await prod.preview();
          await prod.up();
          errors.push(saidOf(await dev.up({ fails: true }), "error"));
          await dev.destroy();
          left.push(await there());
          if (what === "derived names") {
            await dev.setConfig({ "rekognition:ownerId": "dev-again" });
            await dev.up();
            own = await there();
            await dev.destroy();
          }
          left.push(await there());
        });
      });

      it("keeps what it made: a new stack of its old name takes nothing up, and its destroy deletes nothing", () => {
        expect(held).to.have.length(1);
        expect(left).to.deep.equal([held, held, held]);
      });

      it("is named, with the ways out, before and after its next up", () => {
        expect(errors[0]).to.contain("[RecordedBefore]").and.to.contain("renamed or moved");
        expect(errors[1]).to.contain("[OwnedByAnother]").and.to.contain("/prod").and.to.contain("rekognition:ownerId");
      });

      it("is shown to change nothing but its marks", () => {
        expect(changesIn(preview)).to.deep.equal(["update faces"]);
        expect(saidOf(preview, "info")).to.contain("only its owner mark is brought up to date");
      });

      if (what === "derived names") {
        it("leaves the new stack names of its own, by an ownerId of its own", () => {
          expect(own).to.have.length(2);
          expect(own).to.include(held[0]);
        });
      }
    });
  }
});
