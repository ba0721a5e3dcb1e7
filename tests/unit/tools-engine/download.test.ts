import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { downloadOfficial } from "../../../tools/engine/download.js";
import { binFolder, inspectDownloaded, inspectFolder, inspectPath } from "../../../tools/engine/installation.js";
import { pinnedEngineVersion } from "../../../tools/engine/modules.js";
import { showProgress } from "../../../tools/engine/progress.js";

const progress = showProgress({ report: () => undefined });
const VERSION = pinnedEngineVersion();

/** Takes Pulumi's arguments and puts an engine where they say. */
const INSTALLER = `
  while [ $# -gt 0 ]; do
    case "$1" in --install-root) root=$2; shift ;; --version) version=$2; shift ;; esac
    shift
  done
  for name in pulumi pulumi-language-nodejs pulumi-resource-pulumi-nodejs; do
    printf '#!/bin/sh\\necho v%s\\n' "$version" > "$root/bin/$name"
    chmod 755 "$root/bin/$name"
  done
`;

describe("the engine from Pulumi's npm package", () => {
  let folder: string;
  let server: Server | undefined;
  const before = { PATH: process.env["PATH"], PULUMI_HOME: process.env["PULUMI_HOME"] };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "engine-download-"));
    mkdirSync(binFolder(folder));
  });

  afterEach(() => {
    server?.close();
    server = undefined;
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  /** Stands in for Pulumi's own server. */
  async function served(script: string | undefined): Promise<string> {
    const started = createServer((request, response) => {
      response.writeHead(script === undefined ? 503 : 200);
      response.end(request.method === "GET" && request.url === "/install.sh" ? script : undefined);
    });
    server = started;
    await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${String((started.address() as AddressInfo).port)}/`;
  }

  it("is of the version that is built otherwise", () => {
    const manifest = readFileSync(require.resolve("pulumi/package.json"), "utf8");
    expect((JSON.parse(manifest) as { version: string }).version).to.equal(VERSION);
  });

  it("is put by Pulumi's install script where it is asked for", async () => {
    expect(await downloadOfficial(folder, progress, await served(INSTALLER))).to.equal(undefined);
    expect(await inspectFolder(binFolder(folder))).to.deep.equal({ folder: binFolder(folder), version: VERSION });
  });

  it("is not there if the script fails, which is said in its words", async () => {
    const problem = await downloadOfficial(folder, progress, await served("echo 'no such release' >&2; exit 1"));
    expect(problem).to.equal("the official download failed (no such release)");
  });

  it("is not asked for where nothing answers, or not well", async () => {
    const url = await served(undefined);
    expect(await downloadOfficial(folder, progress, url)).to.equal(`${url} answers 503`);
    server?.close();
    expect(await downloadOfficial(folder, progress, url)).to.contain("cannot be reached");
  });

  it("is taken from where npx has put it", async () => {
    process.env["PULUMI_HOME"] = folder;
    expect(await inspectDownloaded(VERSION)).to.contain("no working pulumi");
    const root = join(folder, "versions", VERSION);
    mkdirSync(binFolder(root), { recursive: true });
    await downloadOfficial(root, progress, await served(INSTALLER));
    expect(await inspectDownloaded(VERSION)).to.deep.equal({ folder: binFolder(root), version: VERSION });
  });

  it("is no installation as the package's own command, which would download when asked for its version", async () => {
    const [launchers, installed] = [join(folder, "launchers"), binFolder(folder)];
    mkdirSync(launchers);
    const launcher = join(folder, "pulumi", "run.js");
    mkdirSync(join(folder, "pulumi"));
    writeFileSync(launcher, "#!/bin/sh\nexit 1\n");
    chmodSync(launcher, 0o755);
    symlinkSync(launcher, join(launchers, "pulumi"));
    process.env["PATH"] = launchers;
    expect(await inspectPath()).to.equal("no pulumi on PATH");
    process.env["PATH"] = before.PATH;
    await downloadOfficial(folder, progress, await served(INSTALLER));
    process.env["PATH"] = [launchers, installed, before.PATH].join(delimiter);
    expect(await inspectPath()).to.deep.equal({ folder: installed, version: VERSION });
  });
});
