import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { extract, list } from "tar";
import { checksumLine, pack } from "../../../tools/release/archive.js";

describe("a released archive", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "archive-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** What is packed, as it was made on a day and under a umask. */
  function content(name: string, date: Date, umask = 0o022): string {
    const made = join(folder, name);
    mkdirSync(join(made, "sources", "deep"), { recursive: true });
    for (const [file, mode] of [
      ["plugin", 0o777],
      ["sources/deep/z.ts", 0o666],
      ["sources/a.ts", 0o666],
      ["LICENSE", 0o666],
    ] as const) {
      writeFileSync(join(made, file), file);
      chmodSync(join(made, file), mode & ~umask);
      utimesSync(join(made, file), date, date);
    }
    return made;
  }

  it("is the same whenever, and under whatever umask, it is made of the same files", () => {
    pack(content("one", new Date(2026, 0, 1)), join(folder, "one.tar.gz"));
    pack(content("other", new Date(2026, 5, 1), 0o077), join(folder, "other.tar.gz"));
    expect(readFileSync(join(folder, "one.tar.gz"))).to.deep.equal(readFileSync(join(folder, "other.tar.gz")));
  });

  it("keeps what may be executed", () => {
    pack(content("one", new Date()), join(folder, "one.tar.gz"));
    const out = join(folder, "out");
    mkdirSync(out);
    extract({ sync: true, file: join(folder, "one.tar.gz"), cwd: out });
    expect(statSync(join(out, "plugin")).mode & 0o111).to.equal(0o111);
    expect(statSync(join(out, "LICENSE")).mode & 0o111).to.equal(0);
  });

  it("holds all files below the folder, sorted", () => {
    pack(content("one", new Date()), join(folder, "one.tar.gz"));
    const names: string[] = [];
    list({ sync: true, file: join(folder, "one.tar.gz"), onReadEntry: ({ path }) => names.push(path) });
    expect(names).to.deep.equal(["LICENSE", "plugin", "sources/a.ts", "sources/deep/z.ts"]);
  });

  it("is named in its checksum as sha256sum wants it", () => {
    writeFileSync(join(folder, "empty"), "");
    const ofNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    expect(checksumLine(join(folder, "empty"), "empty.tar.gz")).to.equal(`${ofNothing}  empty.tar.gz\n`);
  });
});
