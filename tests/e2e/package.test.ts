import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { expect } from "chai";
import { onCleanUp } from "../../tools/sandbox/cleanup.js";
import { packedTarball } from "./harness/package-under-test.js";

const RELATIVE = /(?:from|import\()\s*"(\.[^"]+)\.js"/g;
const FOREIGN_TYPES = /(?:from|import\()\s*"(zod|@aws-sdk\/|@smithy\/)/;

describe("the packed package", () => {
  let folder: string;
  let files: readonly string[];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "pulumi-rekognition-package-"));
    onCleanUp(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const tarball = packedTarball(folder);
    execFileSync("tar", ["-xzf", tarball, "-C", folder]);
    const listed = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" });
    files = listed.split("\n").filter((name) => name !== "" && !name.endsWith("/"));
  });

  const declarations = (): readonly string[] => files.filter((name) => name.endsWith(".d.ts"));
  const text = (name: string): string => readFileSync(join(folder, name), "utf8");

  it("has what publint asks of a package", async () => {
    const { publint } = await import("publint");
    const { messages } = await publint({ pkgDir: join(folder, "package"), pack: false });
    expect(messages).to.deep.equal([]);
  });

  it("shows no type of zod or of the AWS SDK", () => {
    expect(declarations().filter((name) => FOREIGN_TYPES.test(text(name)))).to.deep.equal([]);
  });

  it("has every declaration that its entries lead to", () => {
    const entries = ["sdk/index", "sdk/components/index", "sdk/components/aws/index", "emulator/index"];
    const reached = new Set(entries.map((entry) => `package/dist/${entry}.d.ts`));
    for (const name of reached) {
      expect(files).to.include(name);
      for (const [, path] of text(name).matchAll(RELATIVE))
        reached.add(posix.join(dirname(name), `${path ?? ""}.d.ts`));
    }
    expect(reached.size).to.be.greaterThan(20);
  });

  it("has the plugin in one file, which needs no other to load and says whose work is in it", () => {
    const plugin = join(folder, "package", "dist", "provider", "plugin.js");
    const program = "require(process.argv[1]); console.log(Object.keys(require.cache).join())";
    expect(execFileSync(process.execPath, ["-e", program, plugin], { encoding: "utf8" }).trim()).to.equal(plugin);
    for (const library of ["zod", "p-retry", "is-network-error", "fastest-levenshtein"]) {
      expect(text("package/dist/provider/plugin.js")).to.match(new RegExp(`^${library}\n\nMIT License$`, "m"));
    }
  });

  it("has the plugin of the engine's own kind, which starts without any other file and with notices for what is in it", () => {
    const plugin = join(folder, "package", "plugin");
    const bundle = join(plugin, "plugin.cjs");
    const program = "require(process.argv[1]); console.log(Object.keys(require.cache).join()); process.exit()";
    expect(execFileSync(process.execPath, ["-e", program, bundle], { encoding: "utf8" }).trim()).to.equal(bundle);
    expect(readdirSync(plugin).sort()).to.deep.equal([
      "THIRD_PARTY_NOTICES",
      "plugin.cjs",
      "pulumi-resource-rekognition",
      "pulumi-resource-rekognition.cmd",
    ]);
    const notices = text("package/plugin/THIRD_PARTY_NOTICES");
    for (const library of ["zod", "@grpc/grpc-js", "google-protobuf", "@aws-sdk/client-rekognition"])
      expect(notices).to.match(new RegExp(`^${library} \\d+\\.\\d+\\.\\d+ \\(.+\\)$`, "m"));
  });

  it("has no line that would make the dynamic provider's programs demand that plugin", () => {
    expect(JSON.parse(text("package/package.json"))).not.to.have.property("pulumi");
  });

  it("carries the code, the documents and nothing else", () => {
    const rooms = new Set(files.map((name) => name.split("/").slice(1, -1).slice(0, 2).join("/")));
    const expected = ["", "dist/emulator", "dist/provider", "dist/sdk", "dist/sweep", "plugin"];
    expect([...rooms].sort()).to.deep.equal(expected);
  });
});
