import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { BundledPackage } from "../../../tools/release/sbom/document.js";
import { installedPackages, type Lockfile } from "../../../tools/release/sbom/installed.js";

const root = join(__dirname, "..", "..", "..", "..");
const text = (...path: string[]): string => readFileSync(join(root, ...path), "utf8");
const bundled = JSON.parse(text("dist", "bundled-packages.json")) as Record<string, readonly BundledPackage[]>;

/** They ask for their text to go along, and for nothing that a user would have to think about. */
const ALLOWED = ["Apache-2.0", "MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "BlueOak-1.0.0"];

const others = (packages: readonly { name: string; license?: string }[]) =>
  packages.filter(({ license = "" }) =>
    license
      .replace(/[()]/g, "")
      .split(" AND ")
      .some((each) => !ALLOWED.includes(each)),
  );

describe("the licences of what is released", () => {
  for (const [file, packages] of Object.entries(bundled)) {
    it(`are among those allowed in ${file}`, () => {
      expect(packages).not.to.have.length(0);
      expect(others(packages)).to.deep.equal([]);
    });
  }

  it("are among those allowed in what an installation brings beside the user's own Pulumi", () => {
    const { packages } = JSON.parse(text("package-lock.json")) as Lockfile;
    const { dependencies = {} } = packages[""] ?? {};
    const installed = [...installedPackages({ packages: { ...packages, "": { dependencies } } }).values()];
    expect(installed.length).to.be.greaterThan(Object.keys(dependencies).length);
    expect(others(installed.map(({ name, locked }) => ({ name, license: locked.license ?? "" })))).to.deep.equal([]);
  });

  it("are the ones that the page of dependencies names", () => {
    const page = text("docs", "maintainers", "dependencies.md").replace(/\s+/g, " ");
    const [, said = ""] = /has one of these: (.+?)\. Tests compare/.exec(page) ?? [];
    expect(said.split(", ")).to.deep.equal(ALLOWED);
  });

  it("stand in the notices of the plugin, each package with its version", () => {
    const notices = text("plugin", "THIRD_PARTY_NOTICES").split("\n");
    for (const { name, version, license } of bundled["plugin/plugin.cjs"] ?? [])
      expect(notices).to.include(`${name} ${version} (${license})`);
  });

  it("stand at the head of the dynamic provider, for each package in it and no other", () => {
    const [head = ""] = text("dist", "provider", "plugin.js").split("*/");
    const named = (bundled["dist/provider/plugin.js"] ?? []).map(({ name }) => name);
    const titles = [...head.matchAll(/^([@a-z][\w@/-]*)$/gm)].map(([title]) => title);
    expect(titles).to.have.members(named);
  });
});
