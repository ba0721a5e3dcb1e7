import { expect } from "chai";
import { type Manifest, unmetByManifest } from "../../../tools/release/npm/demands.js";
import { publishedManifest } from "../../../tools/release/npm/tarball.js";

const COMPLETE: Manifest = {
  name: "some-package",
  version: "1.0.0",
  repository: { type: "git", url: "git+https://example.com/some/package.git" },
  homepage: "https://example.com/some/package#readme",
  bugs: { url: "https://example.com/some/package/issues" },
  publishConfig: { provenance: true },
};

const without = (name: keyof Manifest): Manifest =>
  Object.fromEntries(Object.entries(COMPLETE).filter(([key]) => key !== name)) as unknown as Manifest;

describe("what a registry demands of package.json", () => {
  it("is met by one that has it all", () => {
    expect(unmetByManifest(COMPLETE)).to.deep.equal([]);
  });

  for (const name of ["repository", "homepage", "bugs"] as const) {
    it(`names a missing ${name}`, () => {
      const [said, ...more] = unmetByManifest(without(name));
      expect(said).to.match(new RegExp(`^package.json has no ${name}: `));
      expect(more).to.deep.equal([]);
    });
  }

  it("is provenance as well", () => {
    const [said] = unmetByManifest({ ...COMPLETE, publishConfig: {} });
    expect(said).to.match(/^package.json has no publishConfig.provenance: /);
  });

  for (const url of ["git@example.com:some/package.git", "https://example.com/some/package", "some/package"]) {
    it(`is not met by the repository ${url}`, () => {
      const [said] = unmetByManifest({ ...COMPLETE, repository: url });
      expect(said).to.match(/^The repository in package.json is no git\+https:/);
    });
  }

  it("is no script that npm runs by itself, which is left out when the package is packed", () => {
    const manifest = { ...COMPLETE, scripts: { prepare: "npm run build", build: "tsc" } };
    expect(unmetByManifest(manifest)).to.deep.equal([
      "The packed package.json has a script prepare, which npm runs by itself.",
    ]);
    expect(publishedManifest(manifest)).to.deep.equal(COMPLETE);
  });
});
