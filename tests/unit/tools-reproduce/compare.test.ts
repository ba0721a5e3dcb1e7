import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import { create } from "tar";
import { compare } from "../../../tools/reproduce/compare.js";
import { differingRanges } from "../../../tools/reproduce/ranges.js";

const bytes = (length: number, changed: readonly number[] = []): Buffer => {
  const made = Buffer.alloc(length, 1);
  for (const index of changed) made[index] = 2;
  return made;
};

describe("where two files differ", () => {
  it("is nowhere, or at each byte, with near ones in one range", () => {
    expect(differingRanges(bytes(9_000), bytes(9_000))).to.deep.equal([]);
    expect(differingRanges(bytes(9_000), bytes(9_000, [0, 4_095, 4_096, 4_100, 8_999]))).to.deep.equal([
      { offset: 0, length: 1 },
      { offset: 4_095, length: 6 },
      { offset: 8_999, length: 1 },
    ]);
  });

  it("is all that one has more", () => {
    expect(differingRanges(bytes(100), bytes(130))).to.deep.equal([{ offset: 100, length: 30 }]);
    expect(differingRanges(bytes(130, [99]), bytes(100))).to.deep.equal([{ offset: 99, length: 31 }]);
  });
});

describe("a file of two releases", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "compared-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function archive(name: string, files: Readonly<Record<string, Buffer>>, mtime = new Date(0)): Buffer {
    const content = join(folder, name);
    mkdirSync(content);
    for (const [path, text] of Object.entries(files)) writeFileSync(join(content, path), text);
    const file = join(folder, `${name}.tgz`);
    create({ sync: true, file, cwd: content, gzip: true, portable: true, mtime }, Object.keys(files));
    return readFileSync(file);
  }

  it("is the same, with the number of files in it", () => {
    const one = archive("one", { a: bytes(10), b: bytes(20) });
    expect(compare("x.tgz", one, one)).to.deep.equal({ members: 2, differences: [] });
    expect(compare("x.json", bytes(10), bytes(10))).to.deep.equal({ differences: [] });
  });

  it("differs at bytes", () => {
    expect(compare("x.json", bytes(10), bytes(10, [3])).differences).to.deep.equal(["bytes 3+1 (1 of 10)"]);
  });

  it("differs at bytes of a file in it, and where one of them has a file more", () => {
    const one = archive("one", { a: bytes(10), b: bytes(20) });
    const other = archive("other", { a: bytes(10, [2, 9]), c: bytes(20) });
    expect(compare("x.tar.gz", one, other).differences).to.deep.equal([
      "a: bytes 2+8 (8 of 10)",
      "b: only in the first",
      "c: only in the second",
    ]);
  });

  it("differs in the date of a file in it", () => {
    const later = archive("later", { a: bytes(10) }, new Date(86_400_000));
    const { differences } = compare("x.tgz", archive("one", { a: bytes(10) }), later);
    expect(differences).to.have.length(1);
    expect(differences[0]).to.match(/^a: File .*1970-01-01.*, and File .*1970-01-02/);
  });

  it("differs in the order of what is in it", () => {
    const other = archive("other", { b: bytes(20), a: bytes(10) });
    const { differences } = compare("x.tgz", archive("one", { a: bytes(10), b: bytes(20) }), other);
    expect(differences).to.deep.equal(["the order of the files"]);
  });

  it("differs as it is packed only", () => {
    const one = archive("one", { a: bytes(10_000) });
    const [difference = ""] = compare("x.tgz", one, gzipSync(gunzipSync(one), { level: 1 })).differences;
    expect(difference).to.match(/^only as it is packed: bytes \d+\+\d+/);
  });
});
