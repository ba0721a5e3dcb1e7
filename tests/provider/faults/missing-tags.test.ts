import { expect } from "chai";
import type { ResponseOf } from "../../../provider/aws/operations.js";
import type { Report } from "../harness/command.js";
import { Rig } from "../harness/rig.js";
import { CASES } from "../statuses/cases.js";

const UNTAGGED_KINDS = ["projectPolicy", "videoAnalysisJob"];

describe("an answer without tags", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  /** Leaves the tags out of the next so many answers. */
  function leaveOut(times: number, empty: ResponseOf<"ListTagsForResource">): () => number {
    let left = times;
    rig.rewrite = {
      ListTagsForResource: (answer) => {
        left -= 1;
        return left < 0 ? answer : empty;
      },
    };
    return () => times - Math.max(left, 0);
  }

  const deletions = ({ operations }: Report): string[] => operations.filter((each) => each.startsWith("Delete"));

  for (const { what, kind, args } of CASES.filter((one) => !UNTAGGED_KINDS.includes(one.kind))) {
    for (const [form, empty] of Object.entries({ "without the list": {}, "with an empty one": { Tags: {} } })) {
      it(`${form}, three in a row, does not say that a ${what} has none: no drift, and it is deleted`, async () => {
        const inputs = { ...(await args(rig)), tags: { stage: "dev" } };
        const resource = rig.resource(kind, "x");
        await resource.up(inputs);
        rig.emulator.advance(300_000);
        const missed = leaveOut(3, empty);
        expect((await resource.refresh()).diffs).to.deep.equal([]);
        expect(missed()).to.equal(3);
        leaveOut(3, empty);
        expect((await resource.up(inputs)).calls).to.deep.equal([]);
        expect(deletions(await resource.destroy())).to.have.length(1);
      });
    }
  }

  it("is believed once answers over ten seconds agree: tags that were taken away are drift", async () => {
    const faces = rig.resource("collection", "faces");
    await faces.up({ tags: { stage: "dev" } });
    rig.emulator.advance(300_000);
    const { Tags = {} } = await rig.client.listTagsForResource({ ResourceArn: faces.id });
    await rig.client.untagResource({ ResourceArn: faces.id, TagKeys: Object.keys(Tags) });
    const refreshed = await faces.refresh();
    expect(refreshed.diffs).to.deep.equal(["tags"]);
    const asked = refreshed.calls.filter(({ operation }) => operation === "ListTagsForResource");
    const [first, last] = [asked[0], asked.at(-1)];
    expect((last?.atMs ?? 0) - (first?.atMs ?? 0)).to.be.at.least(10_000);
  });

  it("does not make what was left there for another create free to take: a claim that was seen once stands", async () => {
    const others = rig.resource("collection", "faces");
    await others.up({ collectionId: "visitors" });
    rig.emulator.advance(300_000);
    rig.owner = "acme/shop/prod";
    let asked = 0;
    rig.rewrite = {
      ListTagsForResource: (answer) => ((asked += 1) % 4 === 1 ? answer : {}),
    };
    const failed = await rig.resource("collection", "faces").up({ collectionId: "visitors" }, { fails: true });
    expect(failed.error).to.contain("[OwnedByAnother]");
  });
});
