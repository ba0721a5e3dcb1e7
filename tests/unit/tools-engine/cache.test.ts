import { expect } from "chai";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CACHE_VARIABLE, cacheKey, fillCache, inspectCache } from "../../../tools/engine/cache.js";
import { binFolder } from "../../../tools/engine/installation.js";

/** Stands in for an engine: answers `version` and has its companions beside it. */
function fakeEngine(root: string, version: string): void {
  const script = `#!/bin/sh\necho ${version}\n`;
  for (const name of ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]) {
    writeFileSync(join(binFolder(root), name), script, { mode: 0o755 });
  }
}

describe("the engine cache", () => {
  let folder: string;
  let before: string | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "engine-cache-"));
    before = process.env[CACHE_VARIABLE];
    process.env[CACHE_VARIABLE] = folder;
  });

  afterEach(() => {
    if (before === undefined) Reflect.deleteProperty(process.env, CACHE_VARIABLE);
    else process.env[CACHE_VARIABLE] = before;
    rmSync(folder, { recursive: true, force: true });
  });

  it("is empty at first", async () => {
    expect(await inspectCache())
      .to.be.a("string")
      .that.contains("nothing in the cache");
  });

  it("keeps what was put there under the key of the pinned sources", async () => {
    const made = await fillCache((root) => {
      fakeEngine(root, "v3.250.0");
      return Promise.resolve(undefined);
    });
    const installed = { folder: binFolder(join(folder, cacheKey())), version: "3.250.0" };
    expect(made).to.deep.equal(installed);
    expect(await inspectCache()).to.deep.equal(installed);
  });

  it("leaves nothing behind when filling it fails", async () => {
    const made = await fillCache((root) => {
      fakeEngine(root, "v3.250.0");
      return Promise.resolve("the network went away");
    });
    expect(made).to.equal("the network went away");
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it("refuses what does not answer as an engine", async () => {
    const made = await fillCache((root) => {
      fakeEngine(root, "v3.100.0");
      return Promise.resolve(undefined);
    });
    expect(made).to.be.a("string").that.contains("too old");
    expect(existsSync(join(folder, cacheKey()))).to.equal(false);
  });

  it("lets two at once fill it, and both have an engine", async () => {
    const fill = (root: string) => {
      fakeEngine(root, "v3.250.0");
      return Promise.resolve(undefined);
    };
    const [one, other] = await Promise.all([fillCache(fill), fillCache(fill)]);
    expect(one).to.deep.equal({ folder: binFolder(join(folder, cacheKey())), version: "3.250.0" });
    expect(other).to.deep.equal(one);
    expect(readdirSync(folder)).to.deep.equal([cacheKey()]);
  });

  it("replaces an engine that is broken", async () => {
    const fill = (version: string) => (root: string) => {
      fakeEngine(root, version);
      return Promise.resolve(undefined);
    };
    await fillCache(fill("v3.250.0"));
    writeFileSync(join(folder, cacheKey(), "bin", "pulumi"), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    expect(await inspectCache()).to.be.a("string");
    expect(await fillCache(fill("v3.251.0"))).to.have.property("version", "3.251.0");
  });
});
