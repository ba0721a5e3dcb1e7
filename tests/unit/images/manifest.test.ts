import { expect } from "chai";
import { manifestLines, readLabelledImages } from "../../../provider/images/image-set.js";
import { labelsOf, readEntryLine } from "../../../provider/resources/dataset/entry-line.js";
import { setFolder } from "./harness/folder.js";
import { png } from "./harness/pictures.js";

describe("a manifest of images", () => {
  const folder = setFolder();

  beforeEach(() => {
    folder.write("1.png", png(100, 80, 1));
    folder.write("2.png", png(100, 80, 2));
  });

  async function linesOf(rows: string): Promise<readonly string[]> {
    const annotations = folder.write("labels.csv", rows);
    const images = await readLabelledImages({ folder: folder.path, format: "csv", annotations });
    const lines = manifestLines(images, "my-bucket", ({ name }) => `set/${name}`);
    // They can be gone through as often as one likes.
    expect([...lines]).to.deep.equal([...lines]);
    return [...lines].sort();
  }

  it("has an attribute for each label of an image, as AWS's guide shows it", async () => {
    const [first, second] = await linesOf("1.png,red,a round one\n2.png,red\n");
    const metadata = { confidence: 1, type: "groundtruth/image-classification", "human-annotated": "yes" };
    expect(JSON.parse(first ?? "")).to.deep.equal({
      "source-ref": "s3://my-bucket/set/1.png",
      "label-1": 1,
      "label-1-metadata": { "class-name": "a round one", ...metadata, "creation-date": "2000-01-01T00:00:00" },
      "label-2": 1,
      "label-2-metadata": { "class-name": "red", ...metadata, "creation-date": "2000-01-01T00:00:00" },
    });
    expect(JSON.parse(second ?? "")).to.have.nested.property("label-1-metadata.class-name", "red");
  });

  it("has boxes with class ids in the order of labels, and of them those of the image", async () => {
    const rows = [
      "image,label,left,top,width,height",
      "1.png,zebra,1,2,30,40",
      "1.png,ant,5,6,7,8",
      "2.png,bee,1,1,9,9",
    ];
    const [first, second] = await linesOf(rows.join("\n"));
    expect(JSON.parse(first ?? "")).to.deep.equal({
      "source-ref": "s3://my-bucket/set/1.png",
      "bounding-box": {
        image_size: [{ width: 100, height: 80, depth: 3 }],
        annotations: [
          { class_id: 0, left: 5, top: 6, width: 7, height: 8 },
          { class_id: 2, left: 1, top: 2, width: 30, height: 40 },
        ],
      },
      "bounding-box-metadata": {
        objects: [{ confidence: 1 }, { confidence: 1 }],
        "class-map": { 0: "ant", 2: "zebra" },
        type: "groundtruth/object-detection",
        "human-annotated": "yes",
        "creation-date": "2000-01-01T00:00:00",
      },
    });
    expect(JSON.parse(second ?? "")).to.have.deep.nested.property("bounding-box-metadata.class-map", { 1: "bee" });
  });

  it("is read as it was meant by a dataset", async () => {
    const read = async (rows: string) =>
      (await linesOf(rows)).map((line, index) => {
        const entry = readEntryLine(line, index + 1);
        if (typeof entry === "string") throw new Error(entry);
        const { names, hasBoxes } = labelsOf(entry.fields);
        return [entry.sourceRef, [...names], hasBoxes];
      });
    expect(await read("1.png,red,round\n2.png,red\n")).to.deep.equal([
      ["s3://my-bucket/set/1.png", ["red", "round"], false],
      ["s3://my-bucket/set/2.png", ["red"], false],
    ]);
    expect(await read("image,label,left,top,width,height\n1.png,ant,1,2,30,40\n")).to.deep.equal([
      ["s3://my-bucket/set/1.png", ["ant"], true],
    ]);
  });
});
