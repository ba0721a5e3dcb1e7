import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ImageFormat, readLabelledImages } from "../../../provider/images/image-set.js";
import { setFolder } from "./harness/folder.js";
import { png } from "./harness/pictures.js";

const PAGE = readFileSync(join(__dirname, "..", "..", "..", "..", "docs", "images.md"), "utf8");

/** The text of an example in a format's section. */
function exampleOf(format: ImageFormat, language: string, nth = 0): string {
  const [section = ""] = PAGE.split(`### \`${format}\``)[1]?.split("\n#") ?? [];
  const [, text] = [...section.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, "g"))][nth] ?? [];
  if (text === undefined) throw new Error(`no example of ${format} in ${language}`);
  return text;
}

describe("the examples of docs/images.md", () => {
  const folder = setFolder();

  beforeEach(() => {
    folder.write("1.jpg", png(640, 480, 1));
    folder.write("2.jpg", png(640, 480, 2));
  });

  const WRITERS: Readonly<Record<"csv" | "coco" | "pascalVoc" | "yolo", () => string>> = {
    csv: () => folder.write("boxes.csv", exampleOf("csv", "csv", 1)),
    coco: () => folder.write("labels.json", exampleOf("coco", "json")),
    pascalVoc: () => join(folder.write("voc/1.xml", exampleOf("pascalVoc", "xml")), ".."),
    yolo() {
      const lines = exampleOf("yolo", "text").split("\n");
      for (const [name = "", content = ""] of lines.slice(1, 3).map((line) => line.split(/ {2,}/))) {
        folder.write(name, content);
      }
      return join(folder.path, "labels");
    },
  };

  for (const [format, write] of Object.entries(WRITERS) as [keyof typeof WRITERS, () => string][]) {
    it(`say the same box in ${format}`, async () => {
      const { images } = await readLabelledImages({ folder: folder.path, format, annotations: write() });
      const [box] = images[0]?.boxes ?? [];
      expect(box?.label).to.equal("cat");
      const sides = [box?.leftPx, box?.topPx, box?.widthPx, box?.heightPx];
      for (const [index, side] of [10, 20, 100, 50].entries()) expect(sides[index]).to.be.closeTo(side, 1);
    });
  }

  it("say labels of images in CSV", async () => {
    const annotations = folder.write("labels.csv", exampleOf("csv", "csv"));
    const { labels } = await readLabelledImages({ folder: folder.path, format: "csv", annotations });
    expect([...labels.keys()]).to.deep.equal(["black, white", "cat"]);
  });
});
