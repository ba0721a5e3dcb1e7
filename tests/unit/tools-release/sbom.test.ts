import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";
import { expect } from "chai";
import type { BundledPackage } from "../../../tools/release/sbom/document.js";
import { installedPackages, type Lockfile } from "../../../tools/release/sbom/installed.js";
import { sbomsOfRelease } from "../../../tools/release/sbom/release.js";

const root = join(__dirname, "..", "..", "..", "..");
const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(root, ...path), "utf8"));
const manifest = read("package.json") as { name: string; version: string; dependencies: Record<string, string> };
const lockfile = read("package-lock.json") as Lockfile;
const bundled = read("dist", "bundled-packages.json") as Record<string, readonly BundledPackage[]>;

const documents = Object.values(sbomsOfRelease(root, "pulumi-resource-rekognition"));
const [ofPackage = "", ofPlugin = ""] = documents;

interface Component {
  readonly name: string;
  readonly purl?: string;
  readonly licenses?: readonly object[];
  readonly components?: readonly Component[];
}

interface Document {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

const parsed = (text: string): Document => JSON.parse(text) as Document;
const purls = (components: readonly Component[] = []) => components.map(({ purl }) => purl ?? "");

describe("the software bill of materials", () => {
  for (const [of, made] of Object.entries({ "the npm package": ofPackage, "the plugin": ofPlugin })) {
    it(`of ${of} is valid, strictly`, async () => {
      const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
      expect(await validator.validate(made)).to.equal(null);
    });

    it(`of ${of} says neither when nor where it was made`, () => {
      expect(made).not.to.match(/serialNumber|timestamp/);
      expect(made).not.to.contain(root);
    });
  }

  it("is the same again", () => {
    expect(Object.values(sbomsOfRelease(root, "pulumi-resource-rekognition"))).to.deep.equal(documents);
  });

  it("of the npm package has each dependency at the version and with the hash that are locked", () => {
    const { components, dependencies } = parsed(ofPackage);
    const listed = purls(components);
    const locked = Object.keys(manifest.dependencies).map(
      (name) => `pkg:npm/${name.replace("@", "%40")}@${lockfile.packages[`node_modules/${name}`]?.version ?? ""}`,
    );
    expect(listed).to.include.members(locked);
    const direct = dependencies.find(({ ref }) => ref === `pkg:npm/pulumi-rekognition@${manifest.version}`);
    expect(direct?.dependsOn).to.include.members(locked);
    const zod = components.find(({ name }) => name === "zod") as Component & { hashes: { content: string }[] };
    const integrity = lockfile.packages["node_modules/zod"]?.integrity ?? "";
    expect(`sha512-${Buffer.from(zod.hashes[0]?.content ?? "", "hex").toString("base64")}`).to.equal(integrity);
  });

  it("of the npm package has nothing that only development or an example needs", () => {
    const listed = purls(parsed(ofPackage).components).join("\n");
    expect(listed).not.to.match(/npm\/(mocha|typescript-eslint|quickstart|%40pulumi\/aws)@/);
  });

  it("of the npm package has what esbuild says is in its bundles", () => {
    const files = parsed(ofPackage).metadata.component.components ?? [];
    expect(files.map(({ name }) => name)).to.deep.equal(["dist/provider/plugin.js", "plugin/plugin.cjs"]);
    for (const { name, components } of files) {
      expect(components).to.have.length(bundled[name]?.length ?? 0);
    }
    expect(purls(files[0]?.components)).to.include(
      `pkg:npm/zod@${lockfile.packages["node_modules/zod"]?.version ?? ""}`,
    );
  });

  it("of the plugin has the packages of its bundle, and Node", () => {
    const names = parsed(ofPlugin).components.map(({ name }) => name);
    expect(names).to.include.members(["node", "zod", "csv-parse", "exifr", "image-size", "parse-xml", "yaml"]);
  });

  it("names a licence for each package", () => {
    const { components, metadata } = parsed(ofPackage);
    const all = [...components, ...(metadata.component.components ?? []).flatMap((file) => file.components ?? [])];
    expect(all.filter(({ licenses = [] }) => licenses.length === 0)).to.deep.equal([]);
  });
});

describe("what an installation brings", () => {
  const found = (packages: Lockfile["packages"]) => [...installedPackages({ packages }).keys()];

  it("is what is needed, found as Node finds it, and not what an example needs", () => {
    const packages = {
      "": {
        dependencies: { a: "1" },
        peerDependencies: { b: "1", c: "1" },
        peerDependenciesMeta: { c: { optional: true } },
      },
      "examples/one": { dependencies: { d: "1" } },
      "node_modules/a": { dependencies: { d: "2" } },
      "node_modules/a/node_modules/d": { dependencies: { b: "1" } },
      "node_modules/b": {},
      "node_modules/c": {},
      "node_modules/d": {},
    };
    expect(found(packages)).to.have.members(["node_modules/a", "node_modules/a/node_modules/d", "node_modules/b"]);
  });

  it("may be a circle", () => {
    const circle = { "": { dependencies: { a: "1" } }, "node_modules/a": { dependencies: { a: "1" } } };
    expect(found(circle)).to.deep.equal(["node_modules/a"]);
  });
});
