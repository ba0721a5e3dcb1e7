import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { backendFolder, readLock } from "../../../sweep/stack/lock.js";

describe("the lock of a stack", () => {
  let backend: string;
  beforeEach(() => {
    backend = mkdtempSync(join(tmpdir(), "with space "));
  });
  afterEach(() => {
    rmSync(backend, { recursive: true });
  });

  const pulumi =
    (url: string, stacks: readonly object[] = []) =>
    (args: readonly string[]) =>
      Promise.resolve(JSON.stringify(args[0] === "whoami" ? { user: "me", url } : stacks));

  it("is a file in a file:// backend", async () => {
    const ask = pulumi(pathToFileURL(backend).href);
    expect(await readLock(ask, ".", "organization/shop/dev")).to.deep.equal({ state: "free" });
    const folder = join(backend, ".pulumi", "locks", "organization", "shop", "dev");
    mkdirSync(folder, { recursive: true });
    expect(await readLock(ask, ".", "organization/shop/dev")).to.deep.equal({ state: "free" });
    const content = { pid: 7, username: "ann", hostname: "laptop", timestamp: "2026-11-21T10:00:00Z" };
    writeFileSync(join(folder, "a.json"), JSON.stringify(content));
    expect(await readLock(ask, ".", "organization/shop/dev")).to.deep.equal({
      state: "locked",
      by: "ann@laptop, process 7, since 2026-11-21T10:00:00Z",
    });
    expect(await readLock(ask, ".", "organization/shop/prod")).to.deep.equal({ state: "free" });
  });

  it("counts, too, where its file says nothing", async () => {
    const folder = join(backend, ".pulumi", "locks", "organization", "shop", "dev");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "a.json"), "");
    expect(await readLock(pulumi(pathToFileURL(backend).href), ".", "organization/shop/dev")).to.include({
      state: "locked",
    });
  });

  it("is what Pulumi Cloud says", async () => {
    const stacks = [
      { name: "acme/shop/dev", updateInProgress: true },
      { name: "acme/shop/prod", updateInProgress: false },
    ];
    const ask = pulumi("https://app.pulumi.com/me", stacks);
    expect(await readLock(ask, ".", "acme/shop/dev")).to.include({ state: "locked" });
    expect(await readLock(ask, ".", "acme/shop/prod")).to.deep.equal({ state: "free" });
    expect(await readLock(ask, ".", "acme/shop/test")).to.include({ state: "unknown" });
  });

  it("is unknown in a bucket", async () => {
    for (const url of ["s3://states?region=us-east-1", "gs://states", "azblob://states"]) {
      expect(await readLock(pulumi(url), ".", "organization/shop/dev")).to.include({ state: "unknown" });
    }
  });

  it("is looked for where Pulumi has its files", () => {
    expect(backendFolder("file://~", "/p")).to.equal(homedir());
    expect(backendFolder("file://~/states", "/p")).to.equal(join(homedir(), "states"));
    expect(backendFolder("file://./states?metadata=skip", "/p")).to.equal(resolve("/p", "states"));
    expect(backendFolder("file:///a%20b", "/p")).to.equal(resolve("/a b"));
  });
});
