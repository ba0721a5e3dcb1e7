import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { publishedManifest, packForRegistry } from "../../tools/release/npm/tarball.js";
import type { Manifest } from "../../tools/release/npm/demands.js";
import { compare } from "../../tools/reproduce/compare.js";
import { type Member, membersOf } from "../../tools/reproduce/members.js";
import { REPOSITORY } from "./harness/package-under-test.js";

/** The whole comparison, of two builds in two places, is `npm run reproduce`. */
describe("the package, packed twice", () => {
  let folder: string;
  let one: Buffer;
  let other: Buffer;
  let members: readonly Member[];
  const textOf = (path: string): string =>
    members.find((member) => member.path === `package/${path}`)?.content.toString() ?? "";

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "packed-twice-"));
    const packed = (name: string, umask: number): Buffer => {
      const work = join(folder, name);
      mkdirSync(work);
      const usual = process.umask(umask);
      try {
        return readFileSync(packForRegistry(REPOSITORY, work));
      } finally {
        process.umask(usual);
      }
    };
    one = packed("one", 0o022);
    other = packed("another-and-longer", 0o077);
    members = membersOf(one);
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("is the same tarball, byte for byte", () => {
    expect(compare("package.tgz", one, other).differences).to.deep.equal([]);
    expect(one.equals(other)).to.equal(true);
  });

  it("names no folder of the machine that built it", () => {
    const named = members.filter(({ content }) => [REPOSITORY, folder].some((path) => content.includes(path)));
    expect(named.map(({ path }) => path)).to.deep.equal([]);
  });

  it("has the bundles, the schema and the README as they were built and checked", () => {
    for (const path of [
      "dist/provider/plugin.js",
      "dist/sdk/plugin.js",
      "plugin/plugin.cjs",
      "schema.json",
      "README.md",
    ])
      expect(textOf(path) === readFileSync(join(REPOSITORY, path), "utf8"), path).to.equal(true);
  });

  it("has a package.json without what is of the repository only", () => {
    const manifest = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as Manifest;
    expect(JSON.parse(textOf("package.json"))).to.deep.equal(publishedManifest(manifest));
    expect(textOf("package.json")).not.to.contain('"scripts"');
  });
});
