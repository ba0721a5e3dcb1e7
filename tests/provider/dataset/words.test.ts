import { expect } from "chai";
import { Rig } from "../harness/rig.js";
import { fromFile, line, lines, ManifestFolder, planned } from "./datasets.js";

const MANY = 10_001;

describe("what a preview says of a manifest file", () => {
  let rig: Rig;
  let projectArn: string;
  let folder: ManifestFolder;
  beforeEach(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject();
    folder = new ManifestFolder();
  });
  afterEach(async () => {
    folder.remove();
    await rig.close();
  });

  const train = (more: object): object => ({ projectArn, datasetType: "TRAIN", ...more });
  const ofFile = async (content: readonly object[]): Promise<object> =>
    train(await planned(folder.write("train.manifest", content)));
  const made = async (args: object) => {
    const data = rig.resource("dataset", "train");
    await data.up(args);
    return data;
  };

  for (const { what, after, said } of [
    { what: "the same", after: lines(4), said: [] },
    { what: "the same in another order", after: lines(4).reverse(), said: [] },
    { what: "lines more", after: [...lines(4), line("new.png", "bird")], said: ["+1 image; bird 0 -> 1."] },
    {
      what: "another label",
      after: [...lines(3), line("3.png", "cat")],
      said: ["1 changed; cat 2 -> 3, dog 2 -> 1."],
    },
    {
      what: "lines fewer",
      after: lines(2),
      said: [
        "-2 images; cat 2 -> 1, dog 2 -> 1.",
        "2 entries are to go, and AWS takes none away: the dataset is deleted and made again with the others.",
      ],
    },
    {
      what: "a line fewer",
      after: lines(3),
      said: [
        "-1 image; dog 2 -> 1.",
        "1 entry is to go, and AWS takes none away: the dataset is deleted and made again with the others.",
      ],
    },
  ]) {
    it(`with ${what}: ${said[0] ?? "nothing"}`, async () => {
      const data = await made(await ofFile(lines(4)));
      const args = await ofFile(after);
      const { result, calls } = await rig.record(() => data.preview(args));
      expect(result.warnings).to.deep.equal(said);
      expect(calls).to.deep.equal([]);
    });
  }

  it("is the same where the lines stood in the program before, or will", async () => {
    const data = await made(train({ entries: lines(4) }));
    expect((await data.preview(await ofFile(lines(5)))).warnings).to.deep.equal(["+1 image; cat 2 -> 3."]);
    await data.up(await ofFile(lines(5)));
    const { warnings } = await data.preview(train({ entries: lines(6) }));
    expect(warnings).to.deep.equal(["+1 image; dog 2 -> 3."]);
  });

  it("is nothing of what 0.1.0 recorded, which stays as it is until its lines change", async () => {
    const path = folder.write("train.manifest", lines(4));
    const data = await made(train(await fromFile(path)));
    expect((await data.up(train(await planned(path)))).steps).to.deep.equal(["same"]);
    const next = await ofFile(lines(5));
    expect((await data.preview(next)).warnings).to.deep.equal([]);
    await data.up(next);
    expect((await data.preview(await ofFile(lines(6)))).warnings).to.deep.equal(["+1 image; dog 2 -> 3."]);
  });

  it("takes eight bytes a line and no line of it in state, and beyond 10,000 only counts", async () => {
    const data = await made(await ofFile(lines(4)));
    const { list = "" } = data.outputs.__contents as { list?: string };
    expect(Buffer.from(list, "base64")).to.have.length(4 * 8);
    expect(JSON.stringify(data.state)).not.to.contain("0.png");
    expect((await data.preview(await ofFile(lines(MANY)))).warnings).to.deep.equal([
      "4 images -> 10001 (beyond 10,000 images the state does not tell which changed); cat 2 -> 5001, dog 2 -> 5000.",
    ]);
  });
});
