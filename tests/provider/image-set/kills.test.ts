import { expect } from "chai";
import { BUCKET } from "../harness/rig.js";
import { manifestOf, S3Scene, sent } from "./scene.js";
import { ImageFolder } from "./sets.js";

/**
 * The process dies at every call that it makes, before it is sent and after its effect. Whatever came of it, the next command
 * ends where the first would have, no image is sent twice, and nothing is deleted that is not the set's.
 */
describe("an image set whose process is killed at any call", () => {
  for (const versioned of [false, true]) {
    for (const when of ["before", "after"] as const) {
      describe(`${when} it has its effect, in a bucket ${versioned ? "with" : "without"} versions,`, () => {
        let scene: S3Scene;
        let found: string[];
        const foreign = "shapes/images/foreign.png";
        beforeEach(async () => {
          scene = await S3Scene.open();
          await scene.s3.putObject({ Bucket: BUCKET, Key: foreign, Body: "foreign" });
          if (versioned) {
            await scene.s3.putBucketVersioning({ Bucket: BUCKET, VersioningConfiguration: { Status: "Enabled" } });
          }
          found = await scene.versions();
        });
        afterEach(() => scene.close());

        const imagesOf = (keys: readonly string[]): string[] => keys.filter((key) => key.includes("/images/"));
        const killedAt = (operations: readonly string[], call: number): string =>
          `killed ${when} call ${call} (${operations.at(-1) ?? "none"})`;

        it("while it is made, replaced and destroyed: converges, and leaves the bucket as it was", async () => {
          const kills = { made: 0, replaced: 0, destroyed: 0 };
          for (let call = 1, killed = true; killed; call++) {
            killed = false;
            const folder = new ImageFolder({ circle: 3, square: 2 });
            const first = await folder.args();
            const set = scene.rig.resource("imageSet", "shapes");
            const kill = { call, when };

            const made = await set.up(first, { kill });
            const all = [made];
            if (made.steps.includes("killed")) {
              killed = true;
              kills.made += 1;
              all.push(await set.up(first));
            }
            const told = killedAt(made.operations, call);
            const images = all.flatMap((each) => imagesOf(sent(each)));
            expect(new Set(images).size, told).to.equal(images.length).and.to.equal(5);
            expect((await set.up(first)).calls, told).to.deep.equal([]);

            folder.put("circle/4.png", 100);
            folder.remove("square/1.png");
            const second = await folder.args();
            const replaced = await set.up(second, { kill });
            const more = [replaced];
            if (replaced.steps.includes("killed")) {
              killed = true;
              kills.replaced += 1;
              more.push(await set.up(second));
            }
            const then = killedAt(replaced.operations, call);
            const moreImages = more.flatMap((each) => imagesOf(sent(each)));
            expect(moreImages, then).to.have.length(1);
            const manifest = manifestOf(set.outputs);
            const named = await scene.imagesIn(manifest);
            expect(named, then).to.have.length(5);
            expect(await scene.keys(`${String(set.outputs.setName)}/`), then).to.have.members([...named, manifest]);

            const destroyed = await set.destroy({ kill });
            if (destroyed.steps.includes("killed")) {
              killed = true;
              kills.destroyed += 1;
              await set.destroy();
            }
            expect(await scene.versions(), killedAt(destroyed.operations, call)).to.deep.equal(found);
          }
          expect(kills.made).to.be.at.least(8);
          expect(kills.replaced).to.be.at.least(5);
          expect(kills.destroyed).to.be.at.least(3);
        });
      });
    }
  }
});
