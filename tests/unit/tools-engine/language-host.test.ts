import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { CACHE_VARIABLE, cacheKey } from "../../../tools/engine/cache.js";
import { languageHost } from "../../../tools/engine/go-program.js";
import { binFolder, executable } from "../../../tools/engine/installation.js";
import { hostModule } from "../../../tools/engine/modules.js";

describe("a language's host", () => {
  let folder: string;
  let before: { cache: string | undefined; path: string | undefined };
  const output = { report: () => undefined };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "language-host-"));
    before = { cache: process.env[CACHE_VARIABLE], path: process.env["PATH"] };
    process.env[CACHE_VARIABLE] = folder;
    // Neither a host nor Go.
    process.env["PATH"] = join(folder, "nothing");
  });

  afterEach(() => {
    process.env["PATH"] = before.path;
    if (before.cache === undefined) Reflect.deleteProperty(process.env, CACHE_VARIABLE);
    else process.env[CACHE_VARIABLE] = before.cache;
    rmSync(folder, { recursive: true, force: true });
  });

  function put(name: string, into: string): string {
    mkdirSync(into, { recursive: true });
    writeFileSync(join(into, executable(name)), "");
    return into;
  }

  it("is taken from beside the engine, where Pulumi's installer puts it", async () => {
    const engine = put("pulumi-language-yaml", join(folder, "engine"));
    expect(await languageHost("yaml", engine, output)).to.equal(engine);
  });

  it("is taken from the cache, where it has a place of its own", async () => {
    const [python, yaml] = (["python", "yaml"] as const).map((language) => {
      const name = `pulumi-language-${language}`;
      return put(name, binFolder(join(folder, `${name}-${cacheKey([hostModule(language)])}`)));
    });
    expect(python).not.to.equal(yaml);
    expect(await languageHost("python", folder, output)).to.equal(python);
    expect(await languageHost("yaml", folder, output)).to.equal(yaml);
  });

  it("that cannot be had names what to install", async () => {
    const failure: unknown = await languageHost("yaml", folder, output).catch((error: unknown) => error);
    expect(String(failure)).to.match(/pulumi-language-yaml could not be built: install Go 1\.\d+/);
  });
});
