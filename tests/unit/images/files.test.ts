import { expect } from "chai";
import { renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { readLabelledImages } from "../../../provider/images/image-set.js";
import { refusal, setFolder } from "./harness/folder.js";
import { jpeg, jpegWithExif, png } from "./harness/pictures.js";

describe("the files of a set of images", () => {
  const folder = setFolder();
  const folders = () => ({ folder: folder.path, format: "folders" as const });
  const reason = async (): Promise<string> => (await refusal(folders())).what;

  /** Two labels that are all right. */
  function writeTwo(): void {
    folder.write("cat/1.jpg", jpeg(100, 80, 1));
    folder.write("dog/1.png", png(100, 80, 2));
  }

  it("are known by their bytes, whatever their names end with", async () => {
    folder.write("cat/1.png", jpeg(100, 80, 1));
    folder.write("dog/1.jpeg", png(120, 64, 2));
    const { images } = await readLabelledImages(folders());
    const facts = images.map(({ name, extension, widthPx, heightPx }) => ({ name, extension, widthPx, heightPx }));
    expect(facts).to.have.deep.members([
      { name: "cat/1.png", extension: "jpg", widthPx: 100, heightPx: 80 },
      { name: "dog/1.jpeg", extension: "png", widthPx: 120, heightPx: 64 },
    ]);
    expect(images.map(({ sha256 }) => sha256)).to.deep.equal(images.map(({ sha256 }) => sha256).sort());
  });

  it("that are hidden or left by a system are passed over", async () => {
    writeTwo();
    for (const name of [
      ".DS_Store",
      "cat/.DS_Store",
      "cat/._1.jpg",
      "cat/Thumbs.db",
      ".git/config",
      "__MACOSX/cat/1.jpg",
    ])
      folder.write(name, "x");
    expect([...(await readLabelledImages(folders())).labels]).to.deep.equal([
      ["cat", 1],
      ["dog", 1],
    ]);
  });

  it("that are equal are one image with the labels of all, and that is said", async () => {
    writeTwo();
    folder.write("dog/2.jpg", jpeg(100, 80, 1));
    const { images, labels, warnings } = await readLabelledImages(folders());
    const both = images.find(({ labels }) => labels.length === 2);
    expect(both).to.deep.include({
      name: "cat/1.jpg",
      file: join(folder.path, "cat", "1.jpg"),
      labels: ["cat", "dog"],
    });
    expect(images).to.have.length(2);
    expect([...labels]).to.deep.equal([
      ["cat", 1],
      ["dog", 2],
    ]);
    expect(warnings).to.deep.equal([
      "files are equal, and count as one image with the labels of all: cat/1.jpg = dog/2.jpg (1 in all)",
    ]);
  });

  it("that say where they were taken are told of", async () => {
    writeTwo();
    for (const number of [2, 3, 4, 5])
      folder.write(`dog/${String(number)}.jpg`, jpegWithExif(100, 80 + number, 1, true));
    folder.write("dog/6.jpg", jpegWithExif(100, 80, 6, false));
    const { images, warnings } = await readLabelledImages(folders());
    expect(warnings).to.deep.equal([
      "EXIF says where images were taken, for anyone to see who may read them: dog/2.jpg, dog/3.jpg, dog/4.jpg, … (4 in all)",
    ]);
    // An orientation turns nothing.
    expect(images.find(({ name }) => name === "dog/6.jpg")).to.include({ widthPx: 100, heightPx: 80 });
  });

  it("with boxes that are to be shown turned are told of", async () => {
    folder.write("1.jpg", jpegWithExif(100, 80, 6, false));
    const annotations = folder.write("boxes.csv", "image,label,left,top,width,height\n1.jpg,cat,1,2,30,40\n");
    const { warnings } = await readLabelledImages({ folder: folder.path, format: "csv", annotations });
    expect(warnings).to.deep.equal([
      "EXIF says that images are to be shown turned, and boxes are taken as of the pixels as they are stored: 1.jpg (1 in all)",
    ]);
  });

  it("are found behind links, but for one that leads to a folder above it", async () => {
    writeTwo();
    renameSync(join(folder.path, "dog"), join(folder.path, "..", "dogs"));
    symlinkSync(join(folder.path, "..", "dogs"), join(folder.path, "dog"));
    symlinkSync(folder.path, join(folder.path, "cat", "all"));
    expect([...(await readLabelledImages(folders())).labels.keys()]).to.deep.equal(["cat", "dog"]);
  });

  it("are missed where a link leads nowhere", async () => {
    writeTwo();
    symlinkSync("nowhere.png", join(folder.path, "cat", "2.png"));
    expect(await reason()).to.include("cat/2.png cannot be read (ENOENT: no such file or directory, stat");
  });

  it("have labels that are the same on every system", async () => {
    folder.write(`${"é".normalize("NFD")}/1.png`, png(100, 80, 1));
    folder.write("a/1.png", png(100, 80, 2));
    expect([...(await readLabelledImages(folders())).labels.keys()]).to.deep.equal(["a", "é".normalize("NFC")]);
  });

  const UNUSABLE: readonly (readonly [string, string | Buffer, string])[] = [
    [
      "Git LFS pointers",
      "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
      "is a Git LFS pointer, not the image: run `git lfs pull`",
    ],
    ["texts", "hello", "is no PNG or JPEG image: remove it, or save it as one"],
    ["empty files", "", "is empty: copy it again, or leave it out"],
    ["GIFs", Buffer.from("GIF89a\x64\0\x64\0\0\0\0;", "latin1"), "is GIF, and AWS takes PNG and JPEG: convert it"],
    ["JPEGs that are cut off", jpeg(100, 80).subarray(0, -40), "is cut off: copy it again, or leave it out"],
    [
      "JPEGs without a whole header",
      jpeg(100, 80).subarray(0, 60),
      "has a damaged header: copy it again, or leave it out",
    ],
    ["PNGs that are cut off", png(100, 80).subarray(0, -20), "is cut off: copy it again, or leave it out"],
    ["large files", Buffer.alloc(15 * 1024 ** 2 + 1), "has 15.0 MB, and AWS takes at most 15: scale it down"],
    ["small images", png(63, 80), "has 63 x 80 pixels, and AWS takes 64 to 4096 a side: scale it, or leave it out"],
    ["large images", png(4097, 205), "has 4097 x 205 pixels, and AWS takes 64 to 4096 a side"],
    [
      "long images",
      png(1301, 65),
      "has 1301 x 65 pixels, and AWS takes at most 20 times as many on one side as on the other",
    ],
  ];
  for (const [what, content, says] of UNUSABLE) {
    it(`that are ${what} are named`, async () => {
      writeTwo();
      folder.write("cat/2.jpg", content);
      expect(await reason()).to.include(`cat/2.jpg ${says}`);
    });
  }

  it("lie in the folder of their label, not beside it or deeper", async () => {
    writeTwo();
    folder.write("README.md", "x");
    folder.write("train/cat/1.jpg", jpeg(100, 80, 3));
    folder.write("train/cat/2.jpg", jpeg(100, 80, 4));
    const said = await reason();
    expect(said).to.include("README.md lies beside the folders of labels: move it into one of them");
    expect(said).to.include(
      `train/cat is a folder in the one of the label train: move its images up, or name ${folder.path}/train if`,
    );
    expect(said).not.to.include("train/cat/1.jpg");
  });

  it("are needed: an empty folder of a label is named", async () => {
    writeTwo();
    renameSync(join(folder.path, "cat", "1.jpg"), join(folder.path, "dog", "2.jpg"));
    expect(await reason()).to.include("cat is a folder of a label without images: add some, or remove it");
  });

  it("are needed: an empty folder is an error", async () => {
    expect(await reason()).to.equal(
      `images in ${folder.path}: ${folder.path} is empty: put the images there, or name another folder.`,
    );
    folder.write(".DS_Store", "x");
    expect(await reason()).to.include("is empty");
  });

  it("are needed: a missing folder is an error", async () => {
    const missing = join(folder.path, "nowhere");
    const error = await refusal({ folder: missing, format: "folders" });
    expect([error.code, error.what]).to.deep.equal(["FileUnreadable", `folder ${missing} does not exist.`]);
  });

  it("are needed: a missing file of annotations is an error, and so is none", async () => {
    writeTwo();
    const annotations = join(folder.path, "labels.json");
    const missing = await refusal({ folder: folder.path, format: "coco", annotations });
    expect([missing.code, missing.what]).to.deep.equal([
      "FileUnreadable",
      `annotations ${annotations} does not exist.`,
    ]);
    const none = await refusal({ folder: folder.path, format: "coco" });
    expect(none.what).to.equal("annotations must name the file with the labels, since format is coco.");
    const many = await refusal({ folder: folder.path, format: "folders", annotations });
    expect(many.what).to.include("annotations must be left out");
  });

  it("are counted while they are read, and reading can be ended", async () => {
    writeTwo();
    const counted: [number, number][] = [];
    await readLabelledImages(folders(), { onProgress: (done, of) => counted.push([done, of]) });
    expect(counted).to.deep.equal([
      [1, 2],
      [2, 2],
    ]);
    const ended = readLabelledImages(folders(), { signal: AbortSignal.abort(new Error("enough")) });
    expect(await ended.catch((error: unknown) => error)).to.have.property("message", "enough");
  });
});

describe("AWS's limits of a set", () => {
  const folder = setFolder();
  const write = (text: string): string => folder.write("labels.csv", text);
  const reason = async (annotations: string): Promise<string> =>
    (await refusal({ folder: folder.path, format: "csv", annotations })).what;
  const header = "image,label,left,top,width,height";
  const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));

  beforeEach(() => {
    folder.write("1.png", png(2560, 128, 1));
  });

  it("two labels of whole images, one of boxes", async () => {
    expect(await reason(write("1.png,cat"))).to.include(
      "the set has one label (cat), and AWS takes 2 or more of whole",
    );
    const annotations = write(`${header}\n1.png,cat,1,1,20,20`);
    const { labels } = await readLabelledImages({ folder: folder.path, format: "csv", annotations });
    expect([...labels]).to.deep.equal([["cat", 1]]);
  });

  it("250 labels, 50 of an image", async () => {
    expect(await reason(write(`1.png,${numbers(51).join(",")}`))).to.include(
      "1.png has 51 labels, and AWS takes at most 50",
    );
    for (const number of numbers(6)) folder.write(`${number}.png`, png(64, 64, Number(number)));
    const rows = numbers(6).map(
      (number) =>
        `${number}.png,${numbers(42)
          .map((label) => `${number}-${label}`)
          .join(",")}`,
    );
    expect(await reason(write(rows.join("\n")))).to.include("the set has 252 labels, and AWS takes at most 250");
  });

  it("labels of 256 characters", async () => {
    expect(await reason(write(`1.png,cat,${"x".repeat(257)}`))).to.include(
      "labels.csv line 1 has a label of 257 characters, and AWS takes at most 256: shorten it",
    );
  });

  it("labels in one line", async () => {
    expect(await reason(write('1.png,cat,"a\nb"'))).to.include("b with a line break or another control");
  });

  it("50 boxes of an image; one that is given twice counts once", async () => {
    const boxes = numbers(51).map((at) => `1.png,cat,${at},1,20,20`);
    expect(await reason(write([header, ...boxes].join("\n")))).to.include(
      "1.png has 51 boxes, and AWS takes at most 50",
    );
    const annotations = write([header, ...boxes.slice(1), ...boxes.slice(1)].join("\n"));
    const { images } = await readLabelledImages({ folder: folder.path, format: "csv", annotations });
    expect(images[0]?.boxes).to.have.length(50);
  });

  it("boxes larger than a pixel when the image is scaled to 1280", async () => {
    expect(await reason(write(`${header}\n1.png,cat,1,1,2,20`))).to.include(
      "labels.csv line 2 is a box of 2 x 20 pixels, and AWS takes larger ones than 1 x 1, counted when the image is scaled to at most 1280",
    );
    const annotations = write(`${header}\n1.png,cat,1,1,3,3`);
    expect((await readLabelledImages({ folder: folder.path, format: "csv", annotations })).images).to.have.length(1);
  });
});
