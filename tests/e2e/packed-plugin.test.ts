import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { inc } from "semver";
import { onCleanUp } from "../../tools/sandbox/cleanup.js";
import { pack } from "../../tools/release/archive.js";
import { npm, REPOSITORY } from "./harness/package-under-test.js";
import { PLUGIN_CLASSES, providePlugin } from "./harness/plugin-program.js";
import { World } from "./harness/world.js";

const { version } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as { version: string };
const NEXT = String(inc(version, "patch"));
const WAYS = ["path", "command", "archive"] as const;

/** Installs the package as the next release of it, as a command. */
function installNext(installed: string): { readonly plugin: string; readonly commands: string } {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-rekognition-next-"));
  onCleanUp(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const source = join(folder, "package");
  cpSync(installed, source, { recursive: true, filter: (path) => path !== join(installed, "node_modules") });
  for (const file of ["package.json", "plugin/plugin.cjs"]) {
    const text = readFileSync(join(source, file), "utf8");
    expect(text).to.contain(`"${version}"`);
    writeFileSync(join(source, file), text.replace(`"${version}"`, `"${NEXT}"`));
  }
  npm(["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], source);
  const where = ["--global", "--prefix", join(folder, "prefix")];
  const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline", "--omit=peer"];
  npm(["install", ...where, ...quiet, join(folder, `pulumi-rekognition-${NEXT}.tgz`)], folder);
  const modules = npm(["root", ...where], folder).trim();
  const commands = process.platform === "win32" ? join(folder, "prefix") : join(folder, "prefix", "bin");
  return { plugin: join(modules, "pulumi-rekognition", "plugin"), commands };
}

async function lifeOf(world: World) {
  const { stack, emulator } = world;
  const fromNpm = join("node_modules", "pulumi-rekognition", "plugin");
  const plugin = realpathSync(join(stack.folder, fromNpm));
  providePlugin(stack, fromNpm);
  const schema = await stack.cli(["package", "get-schema", join(plugin, "pulumi-resource-rekognition")]);
  const made = await stack.up();
  const unchanged = await world.observe(() => stack.up());
  rmSync(join(stack.folder, "index.js"));
  const recorded = await stack.state();
  /** Refreshes all that is left and destroys a collection. */
  const end = async (name: string, options: { environment?: Record<string, string> } = {}) => {
    const refreshed = await stack.refresh(options);
    const destroyed = await stack.destroy({ ...options, args: ["--target", recorded.resource(name).urn] });
    return { refreshed, destroyed, left: (await emulator.control.state()).collections.length };
  };

  const next = installNext(join(plugin, ".."));
  providePlugin(stack, next.plugin);
  const path = await end("path");

  providePlugin(stack, null);
  const PATH = [next.commands, stack.context.environment["PATH"]].join(delimiter);
  const command = await end("command", { environment: { PATH } });

  const install = async (as: string, folder: string) => {
    const archive = join(stack.folder, `${as}.tar.gz`);
    pack(folder, archive);
    await stack.cli(["plugin", "install", "resource", "rekognition", as, "--file", archive]);
  };
  await install(NEXT, next.plugin);
  const demanded = await stack.refresh({ fails: true });
  await install(version, plugin);
  const archive = await end("archive");
  return { schema, made, unchanged, ends: { path, command, archive }, demanded };
}

describe("the plugin of the packed package, with an empty home", () => {
  let story: Awaited<ReturnType<typeof lifeOf>>;
  before(async () => {
    const options = JSON.stringify({ version });
    const collections = WAYS.map((name) => `new Collection("${name}", {}, ${options});`);
    const world = await World.create({ program: PLUGIN_CLASSES + collections.join("\n"), package: "tarball" });
    try {
      story = await lifeOf(world);
    } finally {
      world.dispose();
    }
  });

  it("answers with the schema as it is in the package", () => {
    const { resources } = JSON.parse(readFileSync(join(REPOSITORY, "schema.json"), "utf8")) as { resources: object };
    expect(JSON.parse(story.schema)).to.have.property("resources").that.has.keys(Object.keys(resources));
  });

  it("is started from node_modules, and an unchanged up makes no call", () => {
    expect(story.made.changes).to.deep.equal({ create: 4 });
    expect(story.unchanged.calls).to.deep.equal([]);
  });

  for (const [index, way] of WAYS.entries()) {
    it(`refreshes and destroys without a program what an earlier one has made, found by its ${way}`, () => {
      const { refreshed, destroyed, left } = story.ends[way];
      expect(Object.keys(refreshed.changes)).to.deep.equal(["same"]);
      expect(destroyed.changes).to.include({ delete: 1 });
      expect(left).to.equal(WAYS.length - 1 - index);
    });
  }

  it("is demanded as the state has it where it comes from archives", () => {
    expect(story.demanded.text).to.contain(
      `no resource plugin 'pulumi-resource-rekognition' found in the workspace at version v${version}`,
    );
  });
});
