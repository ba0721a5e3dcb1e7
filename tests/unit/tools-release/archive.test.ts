import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { extract } from "tar";
import { checksumLine, pack } from "../../../tools/release/archive.js";

describe("a released archive", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "archive-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function content(name: string, date: Date): string {
    const made = join(folder, name);
    mkdirSync(made);
    for (const [file, mode] of [
      ["plugin", 0o755],
      ["LICENSE", 0o644],
    ] as const) {
      writeFileSync(join(made, file), file);
      chmodSync(join(made, file), mode);
      utimesSync(join(made, file), date, date);
    }
    return made;
  }

  it("is the same whenever it is made of the same files", () => {
    pack(content("one", new Date(2026, 0, 1)), join(folder, "one.tar.gz"));
    pack(content("other", new Date(2026, 5, 1)), join(folder, "other.tar.gz"));
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

  it("is named in its checksum as sha256sum wants it", () => {
    writeFileSync(join(folder, "empty"), "");
    const ofNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    expect(checksumLine(join(folder, "empty"), "empty.tar.gz")).to.equal(`${ofNothing}  empty.tar.gz\n`);
  });
});
