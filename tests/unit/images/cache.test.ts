import { expect } from "chai";
import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { cacheFolder } from "../../../provider/images/cache-folder.js";
import { readLabelledImages } from "../../../provider/images/image-set.js";
import { setFolder } from "./harness/folder.js";
import { png } from "./harness/pictures.js";

describe("what was read of images, and is kept", () => {
  const folder = setFolder();
  const OTHER = "0".repeat(64);
  const YESTERDAY = new Date(1_700_000_000_000);
  const hashes = async (): Promise<string[]> =>
    (await readLabelledImages({ folder: folder.path, format: "folders" })).images.map(({ sha256 }) => sha256);
  const keptFiles = (): string[] => readdirSync(folder.cache).map((name) => join(folder.cache, name));
  const kept = (): Record<string, unknown[]> => {
    const [file = ""] = keptFiles();
    return (JSON.parse(readFileSync(file, "utf8")) as { files: Record<string, unknown[]> }).files;
  };
  /** Gives the cat's file another hash: reading that believes it shows it. */
  function forge(): void {
    const [file = ""] = keptFiles();
    const sha256 = String(kept()["cat/1.png"]?.[3]);
    writeFileSync(file, readFileSync(file, "utf8").replace(sha256, OTHER));
  }
  /** Writes a file as it was yesterday: of one that was only just written nothing is kept. */
  const settled = (name: string, content: Buffer): void => {
    utimesSync(folder.write(name, content), YESTERDAY, YESTERDAY);
  };

  beforeEach(() => {
    settled("cat/1.png", png(100, 80, 1));
    settled("dog/1.png", png(100, 80, 2));
  });

  it("saves reading them once more", async () => {
    const before = await hashes();
    expect(Object.keys(kept())).to.have.members(["cat/1.png", "dog/1.png"]);
    expect(await hashes()).to.deep.equal(before);
    forge();
    expect(await hashes()).to.include(OTHER);
  });

  it("is not believed of a file with another size or time", async () => {
    const before = await hashes();
    forge();
    utimesSync(join(folder.path, "cat", "1.png"), YESTERDAY, new Date(YESTERDAY.getTime() + 1_000));
    expect(await hashes()).to.deep.equal(before);
    forge();
    settled("cat/1.png", png(100, 81, 1));
    expect(await hashes()).not.to.include(OTHER);
  });

  it("is not kept of a file that may change once more in the same moment", async () => {
    folder.write("cat/2.png", png(100, 80, 3));
    expect(await hashes()).to.have.length(3);
    expect(Object.keys(kept())).to.have.members(["cat/1.png", "dog/1.png"]);
  });

  it("is kept of what was read before it was ended", async () => {
    for (let number = 3; number < 12; number += 1) settled(`dog/${String(number)}.png`, png(100, 80, number));
    const end = new AbortController();
    const onProgress = (): void => {
      end.abort(new Error("enough"));
    };
    const source = { folder: folder.path, format: "folders" } as const;
    const ended = readLabelledImages(source, { signal: end.signal, onProgress });
    expect(await ended.catch((error: unknown) => error)).to.have.property("message", "enough");
    expect(Object.keys(kept())).not.to.be.empty;
  });

  it("goes with the file", async () => {
    settled("cat/2.png", png(100, 80, 3));
    await hashes();
    rmSync(join(folder.path, "cat", "2.png"));
    settled("dog/2.png", png(100, 80, 4));
    await hashes();
    expect(Object.keys(kept())).to.have.members(["cat/1.png", "dog/1.png", "dog/2.png"]);
  });

  for (const [what, content] of [
    ["cut off", '{"form":1,"fol'],
    ["of another form", '{"form":2,"folder":"","files":{}}'],
    ["of something else", "[]"],
  ] as const) {
    it(`is done without where it is ${what}`, async () => {
      const before = await hashes();
      const [file = ""] = keptFiles();
      writeFileSync(file, content);
      expect(await hashes()).to.deep.equal(before);
      expect(Object.keys(kept())).to.have.members(["cat/1.png", "dog/1.png"]);
    });
  }

  it("is done without where an entry is damaged", async () => {
    const before = await hashes();
    const [file = ""] = keptFiles();
    writeFileSync(file, readFileSync(file, "utf8").replaceAll('"png"', '"tiff"'));
    expect(await hashes()).to.deep.equal(before);
  });

  it("is done without where it cannot be written", async () => {
    mkdirSync(dirname(folder.cache), { recursive: true });
    writeFileSync(folder.cache, "a file in its place");
    expect(await hashes()).to.have.length(2);
  });

  it("is kept of 64 folders, and leaves no half-written file", async () => {
    mkdirSync(folder.cache, { recursive: true });
    for (let number = 0; number < 70; number += 1) {
      const file = join(folder.cache, `${String(number)}.json`);
      writeFileSync(file, "{}");
      utimesSync(file, YESTERDAY, new Date(YESTERDAY.getTime() + number * 1_000));
    }
    await hashes();
    const names = readdirSync(folder.cache);
    expect(names).to.have.length(64).and.to.include("69.json").and.not.to.include("6.json");
    expect(names.every((name) => name.endsWith(".json"))).to.equal(true);
  });

  it("lies where the system keeps what can be made again", () => {
    const under = (environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string =>
      cacheFolder(environment, platform).replace(join("pulumi-rekognition", "images"), "");
    expect(under({ XDG_CACHE_HOME: "/cache" }, "linux")).to.equal("/cache/");
    expect(under({ XDG_CACHE_HOME: "relative" }, "linux")).to.equal(`${homedir()}/.cache/`);
    expect(under({}, "darwin")).to.equal(`${homedir()}/Library/Caches/`);
    expect(under({ LOCALAPPDATA: "/local" }, "win32")).to.equal("/local/");
    expect(under({}, "win32")).to.equal(`${homedir()}/AppData/Local/`);
  });
});
