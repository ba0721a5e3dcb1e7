import { createHash } from "node:crypto";
import { Enums, Models, Serialize, Spec, SPDX } from "@cyclonedx/cyclonedx-library";
import { NODE_VERSION } from "../targets.js";
import { installedPackages, type Lockfile } from "./installed.js";

/** A package of which a bundle has something. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** A bundle as it is released. */
export interface Bundle {
  readonly content: Buffer;
  readonly packages: readonly BundledPackage[];
}

interface Released {
  readonly name: string;
  readonly version: string;
}

/** What an installation of the npm package brings, at the versions it was tested with, and what is in its bundles. */
export function sbomOfPackage(
  released: Released,
  lockfile: Lockfile,
  bundles: Readonly<Record<string, Bundle>>,
): string {
  const root = npmComponent({ ...released, license: "Apache-2.0" });
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: root }) });
  const installed = installedPackages(lockfile);
  const byReference = new Map<string, Models.Component>();
  const componentAt = (place: string): Models.Component | undefined => {
    const found = installed.get(place);
    if (found === undefined) return undefined;
    const { name, locked } = found;
    const reference = purlOf(name, locked.version ?? "");
    const known = byReference.get(reference);
    if (known !== undefined) return known;
    const component = npmComponent({ name, version: locked.version ?? "", license: locked.license ?? "" });
    component.hashes = sha512Of(locked.integrity);
    byReference.set(reference, component);
    return component;
  };
  for (const [place, { needs }] of installed) {
    const component = componentAt(place);
    if (component === undefined) continue;
    bom.components.add(component);
    for (const need of needs) addTo(component.dependencies, componentAt(need)?.bomRef);
  }
  const direct = { ...lockfile.packages[""]?.dependencies, ...lockfile.packages[""]?.peerDependencies };
  for (const name of Object.keys(direct)) addTo(root.dependencies, componentAt(`node_modules/${name}`)?.bomRef);
  for (const [file, { content, packages }] of Object.entries(bundles)) {
    const bundle = new Models.Component(Enums.ComponentType.File, file, { bomRef: file });
    bundle.hashes.set(Enums.HashAlgorithm["SHA-256"], createHash("sha256").update(content).digest("hex"));
    for (const each of packages) bundle.components.add(npmComponent(each, `${file}#`));
    root.components.add(bundle);
  }
  return serialized(bom);
}

/** What is in the executables of the plugin: its bundle, and the Node that runs it. */
export function sbomOfPlugin(name: string, version: string, { packages }: Bundle): string {
  const plugin = new Models.Component(Enums.ComponentType.Application, name, { version, bomRef: `${name}@${version}` });
  plugin.licenses.add(licenceOf("Apache-2.0"));
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: plugin }) });
  const purl = `pkg:github/nodejs/node@v${NODE_VERSION}`;
  const node = new Models.Component(Enums.ComponentType.Platform, "node", {
    version: NODE_VERSION,
    purl,
    bomRef: purl,
  });
  node.licenses.add(new Models.NamedLicense("Node.js, with what is compiled into it: see THIRD_PARTY_NOTICES"));
  for (const component of [node, ...packages.map((each) => npmComponent(each))]) {
    bom.components.add(component);
    plugin.dependencies.add(component.bomRef);
  }
  return serialized(bom);
}

function npmComponent({ name, version, license }: BundledPackage, referencePrefix = ""): Models.Component {
  const purl = purlOf(name, version);
  const [last = name, group] = name.split("/").reverse();
  const component = new Models.Component(Enums.ComponentType.Library, last, {
    version,
    purl,
    bomRef: referencePrefix + purl,
    ...(group !== undefined && { group }),
  });
  component.licenses.add(licenceOf(license));
  return component;
}

/** Not every package names its licence by an identifier of SPDX. */
function licenceOf(said: string): Models.License {
  if (SPDX.isSupportedSpdxId(said)) return new Models.SpdxLicense(said);
  return / (AND|OR|WITH) /.test(said) ? new Models.LicenseExpression(said) : new Models.NamedLicense(said);
}

/** A package of npm as package URLs name it. */
function purlOf(name: string, version: string): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

function sha512Of(integrity = ""): Models.HashDictionary {
  const [, base64] = /^sha512-(\S+)/.exec(integrity) ?? [];
  const hex = base64 === undefined ? [] : [Buffer.from(base64, "base64").toString("hex")];
  return new Models.HashDictionary(hex.map((value) => [Enums.HashAlgorithm["SHA-512"], value]));
}

function addTo<T>(set: Set<T>, value: T | undefined): void {
  if (value !== undefined) set.add(value);
}

/** Sorted, without a serial number and without a time: the same content makes the same document. */
function serialized(bom: Models.Bom): string {
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}
