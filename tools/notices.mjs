// Whose code is in a bundle, and under which licence. esbuild itself says which files went in; what walks the installed
// packages instead (license-checker and its like) lists hundreds that did not.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;
/** Up to the innermost package that a file belongs to. */
const PACKAGE = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/** The packages of which a bundle has something, with their licences. */
export function packagesIn(metafile, root) {
  const folders = new Set(Object.keys(metafile.inputs).flatMap((file) => PACKAGE.exec(file) ?? []));
  return [...folders].sort().map((folder) => described(join(root, folder)));
}

/** The text that has to go with a bundle of these packages: each licence once, under the packages that have it. */
export function noticesFor(packages) {
  const titles = new Map();
  for (const { name, version, license, text } of packages) {
    // Some packages of a project name its licence and leave the file to the others.
    const said = text ?? packages.find((other) => other.license === license && other.text !== undefined)?.text;
    if (said === undefined) throw new Error(`${name} ${version} comes without a licence.`);
    titles.set(said, [...(titles.get(said) ?? []), `${name} ${version} (${license})`]);
  }
  return [...titles].map(([text, by]) => `${by.join("\n")}\n\n${text}\n`).join(`\n${"-".repeat(80)}\n\n`);
}

function described(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
  const texts = files.sort().map((file) => readFileSync(join(folder, file), "utf8").trim());
  return { name, version, license, text: texts.length === 0 ? undefined : texts.join("\n\n") };
}
