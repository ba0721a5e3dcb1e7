import { expect } from "chai";
import { type ImageFormat, type LabelledImage, readLabelledImages } from "../../../provider/images/image-set.js";
import { manifestOf, setFolder, type TestFolder } from "./harness/folder.js";
import { jpeg, png } from "./harness/pictures.js";

interface Drawn {
  readonly label: string;
  /** Left, top, width, height in pixels with fractions. */
  readonly at: readonly [number, number, number, number];
}

const SIZE: Readonly<Record<"a" | "b" | "deep/c", readonly [number, number]>> = {
  a: [641, 427],
  b: [300, 200],
  "deep/c": [1301, 777],
};
const DRAWN: Readonly<Record<keyof typeof SIZE, readonly Drawn[]>> = {
  a: [
    { label: "wheel", at: [10.4, 20.6, 100.3, 50.9] },
    { label: "bell", at: [300.1, 200.49, 41.7, 30.2] },
    { label: "wheel", at: [500, 0, 141, 427] },
  ],
  b: [{ label: "bell", at: [0, 0, 299.98, 199.99] }],
  "deep/c": [
    { label: "saddle", at: [800.5, 400.5, 400.25, 300.75] },
    { label: "bell", at: [3.3, 4.4, 5.5, 6.6] },
  ],
};
const NAMES = ["wheel", "bell", "saddle"];
const IMAGES = Object.keys(SIZE) as (keyof typeof SIZE)[];

function writeImages(folder: TestFolder): void {
  for (const [index, name] of IMAGES.entries()) folder.write(`images/${name}.png`, png(...SIZE[name], index));
}

/** The same boxes as a program of each format would write them. */
const WRITERS: Readonly<Record<"coco" | "pascalVoc" | "yolo" | "csv", (folder: TestFolder) => string>> = {
  coco(folder) {
    const images = IMAGES.map((name, id) => ({
      id,
      file_name: name.includes("/") ? `${name.replaceAll("/", "\\")}.png` : `./${name}.png`,
      width: SIZE[name][0],
      height: SIZE[name][1],
    }));
    const annotations = IMAGES.flatMap((name, image_id) =>
      DRAWN[name].map(({ label, at }) => ({
        id: 0,
        image_id,
        category_id: NAMES.indexOf(label) + 1,
        bbox: at,
        iscrowd: 0,
      })),
    );
    const categories = NAMES.map((name, index) => ({ id: index + 1, name, supercategory: "parts" }));
    return folder.write("labels.json", JSON.stringify({ info: {}, images, annotations, categories }));
  },
  pascalVoc(folder) {
    for (const name of IMAGES) {
      const objects = DRAWN[name].map(({ label, at: [left, top, width, height] }) => {
        const box = { xmin: left + 1, ymin: top + 1, xmax: left + width, ymax: top + height };
        const sides = Object.entries(box).map(([side, px]) => `<${side}>${String(Math.round(px))}</${side}>`);
        return `<object><name>${label}</name><difficult>0</difficult><bndbox>${sides.join("")}</bndbox></object>`;
      });
      const [width, height] = SIZE[name];
      const size = `<size><width>${String(width)}</width><height>${String(height)}</height><depth>3</depth></size>`;
      const file = `<filename>${name.split("/").at(-1) ?? ""}.png</filename>`;
      folder.write(
        `voc/${name}.xml`,
        `<annotation>\n${file}\n${size}\n${objects.reverse().join("\n")}\n</annotation>\n`,
      );
    }
    return `${folder.path}/voc`;
  },
  yolo(folder) {
    folder.write("data.yaml", `train: images\nnc: 3\nnames: [${NAMES.join(", ")}]\n`);
    for (const name of IMAGES) {
      const [wide, high] = SIZE[name];
      const lines = DRAWN[name].map(({ label, at: [left, top, width, height] }) => {
        const parts = [(left + width / 2) / wide, (top + height / 2) / high, width / wide, height / high];
        return [NAMES.indexOf(label), ...parts.map((part) => part.toFixed(6))].join(" ");
      });
      folder.write(`labels/${name}.txt`, `${lines.join("\r\n")}\r\n`);
    }
    return `${folder.path}/labels`;
  },
  csv(folder) {
    const rows = IMAGES.flatMap((name) => DRAWN[name].map(({ label, at }) => [`${name}.png`, label, ...at].join(",")));
    return folder.write("boxes.csv", `image,label,left,top,width,height\n${rows.join("\n")}\n`);
  },
};

describe("a set of images with boxes", () => {
  const folder = setFolder();

  async function readAs(format: "coco" | "pascalVoc" | "yolo" | "csv"): Promise<readonly LabelledImage[]> {
    writeImages(folder);
    const annotations = WRITERS[format](folder);
    return (await readLabelledImages({ folder: `${folder.path}/images`, format, annotations })).images;
  }

  it("is the same from each format: images, labels, order, and boxes within a pixel", async () => {
    const expected = await readAs("coco");
    expect(expected.map(({ name, boxes }) => [name, boxes.map(({ label }) => label)])).to.have.deep.members([
      ["a.png", ["bell", "wheel", "wheel"]],
      ["b.png", ["bell"]],
      ["deep/c.png", ["bell", "saddle"]],
    ]);
    for (const format of ["pascalVoc", "yolo", "csv"] as const) {
      const images = await readAs(format);
      expect(images.map(({ sha256 }) => sha256)).to.deep.equal(expected.map(({ sha256 }) => sha256));
      for (const [index, { boxes }] of images.entries()) {
        const others = expected[index]?.boxes ?? [];
        expect(boxes.map(({ label }) => label)).to.deep.equal(others.map(({ label }) => label));
        for (const [at, box] of boxes.entries()) {
          for (const side of ["leftPx", "topPx", "widthPx", "heightPx"] as const) {
            expect(box[side], `${format} ${side}`).to.be.closeTo(others[at]?.[side] ?? NaN, 1);
          }
        }
      }
    }
  });

  it("has each edge at the nearest border between pixels", async () => {
    const images = await readAs("coco");
    const boxes = images.find(({ name }) => name === "a.png")?.boxes;
    expect(boxes).to.deep.equal([
      { label: "bell", leftPx: 300, topPx: 200, widthPx: 42, heightPx: 31 },
      { label: "wheel", leftPx: 500, topPx: 0, widthPx: 141, heightPx: 427 },
      { label: "wheel", leftPx: 10, topPx: 21, widthPx: 101, heightPx: 51 },
    ]);
  });

  it("counts pixels of Pascal VOC from 1, the last one within; one that counts from 0 loses that pixel", async () => {
    folder.write("a.png", png(100, 80));
    const box = (xmin: number, ymin: number, xmax: number, ymax: number): string =>
      `<object><name>x</name><bndbox><xmin>${String(xmin)}</xmin><ymin>${String(ymin)}</ymin><xmax>${String(xmax)}</xmax><ymax>${String(ymax)}</ymax></bndbox></object>`;
    folder.write(
      "a.xml",
      `<annotation><filename>a.png</filename>${box(1, 1, 100, 80)}${box(0, 0, 50, 40)}</annotation>`,
    );
    const { images } = await readLabelledImages({ folder: folder.path, format: "pascalVoc" });
    expect(images[0]?.boxes).to.deep.equal([
      { label: "x", leftPx: 0, topPx: 0, widthPx: 50, heightPx: 40 },
      { label: "x", leftPx: 0, topPx: 0, widthPx: 100, heightPx: 80 },
    ]);
  });

  it("does not depend on the order in which boxes, images and classes are written", async () => {
    writeImages(folder);
    const read = async (): Promise<string> =>
      manifestOf(
        await readLabelledImages({
          folder: `${folder.path}/images`,
          format: "csv",
          annotations: `${folder.path}/boxes.csv`,
        }),
      );
    WRITERS.csv(folder);
    const before = await read();
    const [header, ...rows] = ["image,label,left,top,width,height", "b.png,bell,0,0,299.98,199.99"].concat(
      [...DRAWN["deep/c"]].reverse().map(({ label, at }) => ["deep/c.png", label, ...at].join(",")),
      [...DRAWN.a].reverse().map(({ label, at }) => ["a.png", label, ...at].join(",")),
    );
    folder.write("boxes.csv", [header, ...rows].join("\r\n"));
    expect(await read()).to.equal(before);
  });

  it("leaves out boxes around crowds and images without boxes, and says so", async () => {
    folder.write("a.png", png(100, 80, 1));
    folder.write("b.png", png(100, 80, 2));
    const bbox = [1, 1, 20, 20];
    const annotations = folder.write(
      "labels.json",
      JSON.stringify({
        images: [
          { id: "a", file_name: "a.png" },
          { id: "b", file_name: "b.png", width: null, height: 0 },
        ],
        categories: [
          { id: 0, name: "fish" },
          { id: 1, name: "fish" },
        ],
        annotations: [
          { image_id: "a", category_id: 0, bbox },
          { image_id: "a", category_id: 1, bbox },
          { image_id: "b", category_id: 0, bbox, iscrowd: 1 },
        ],
      }),
    );
    const { images, labels, warnings } = await readLabelledImages({ folder: folder.path, format: "coco", annotations });
    expect(images.map(({ name, boxes }) => [name, boxes.length])).to.deep.equal([["a.png", 1]]);
    expect([...labels]).to.deep.equal([["fish", 1]]);
    expect(warnings).to.deep.equal([
      `boxes around crowds (iscrowd) are left out: ${annotations} annotations[2] (1 in all)`,
      "images without labels are left out: b.png (1 in all)",
    ]);
  });

  for (const [file, text] of [
    ["data.yaml", "names:\n  0: no\n  1: '1'\n"],
    ["classes.txt", "no\n1\n\n"],
    ["obj.names", "no\r\n1\r\n"],
  ] as const) {
    it(`takes the names of YOLO's classes from ${file}`, async () => {
      folder.write("train/images/a.png", png(100, 80));
      folder.write("train/labels/a.txt", "1 0.5 0.5 0.2 0.2\n0.0 0.5 0.5 0.4 0.4\n");
      folder.write(file, text);
      const source = { folder: `${folder.path}/train/images`, annotations: `${folder.path}/train/labels` };
      const { labels } = await readLabelledImages({ ...source, format: "yolo" });
      expect([...labels]).to.deep.equal([
        ["1", 1],
        ["no", 1],
      ]);
    });
  }
});

describe("a set of images with labels", () => {
  const folder = setFolder();

  async function read(format: ImageFormat, annotations?: string): Promise<string> {
    const images = await readLabelledImages({ folder: folder.path, format, annotations });
    return manifestOf(images);
  }

  it("is the same, byte for byte, from folders and from AWS's CSV", async () => {
    folder.write("cat/1.jpg", jpeg(100, 80, 1));
    folder.write("cat/2.png", png(100, 80, 2));
    folder.write("dog, wet/1.JPEG", jpeg(100, 80, 3));
    folder.write("dog, wet/2.jpg", jpeg(100, 80, 1));
    const expected = await read("folders");
    const rows = [
      "cat/2.png,cat,",
      '"dog, wet/1.JPEG","dog, wet"',
      "cat/1.jpg, cat ,",
      '"dog, wet/2.jpg","dog, wet",,',
    ];
    expect(await read("csv", folder.write(".labels.csv", `\ufeff${rows.join("\r\n")}\r\n\r\n`))).to.equal(expected);
    expect(expected.split("\n")).to.have.length(3);
  });

  it("takes several labels for an image from a row", async () => {
    folder.write("1.png", png(100, 80, 1));
    folder.write("2.png", png(100, 80, 2));
    const annotations = folder.write("labels.csv", "1.png,red,round\n2.png,red\n");
    const { images, labels } = await readLabelledImages({ folder: folder.path, format: "csv", annotations });
    expect(images.map((image) => image.labels)).to.have.deep.members([["red", "round"], ["red"]]);
    expect([...labels]).to.deep.equal([
      ["red", 2],
      ["round", 1],
    ]);
  });
});
