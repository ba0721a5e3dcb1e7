import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type SourceModel, extractModel } from "./extract.js";

const USAGE = `Writes the emulator's models from the service models that botocore carries.

  python3 -m pip install --no-deps --target FOLDER botocore
  node dist/tools/extract-api-model/cli.js FOLDER [OUTPUT]

FOLDER is the folder pip installed into; OUTPUT defaults to emulator/model under the current folder.
`;

/** Botocore's name of each service, the file that is written, and the operations that are kept of it; default: all. */
const MODELS: readonly { readonly service: string; readonly file: string; readonly only?: readonly string[] }[] = [
  { service: "rekognition", file: "rekognition.json" },
  { service: "resourcegroupstaggingapi", file: "tagging.json", only: ["GetResources"] },
];

function readModel(folder: string, service: string): SourceModel {
  const versions = join(folder, "botocore", "data", service);
  const newest = readdirSync(versions).sort().at(-1);
  if (newest === undefined) throw new Error(`no service model under ${versions}`);
  const plain = join(versions, newest, "service-2.json");
  const text = existsSync(plain) ? readFileSync(plain) : gunzipSync(readFileSync(`${plain}.gz`));
  return JSON.parse(text.toString("utf8")) as SourceModel;
}

function readVersion(folder: string): string {
  const source = readFileSync(join(folder, "botocore", "__init__.py"), "utf8");
  return /__version__ = ['"]([^'"]+)['"]/.exec(source)?.[1] ?? "of an unknown version";
}

const [folder, output = join("emulator", "model")] = process.argv.slice(2);
if (folder === undefined || folder === "--help") {
  process.stdout.write(USAGE);
  process.exitCode = folder === undefined ? 2 : 0;
} else {
  for (const { service, file, only } of MODELS) {
    const path = join(output, file);
    writeFileSync(path, extractModel(readModel(folder, service), `botocore ${readVersion(folder)}`, only));
    process.stdout.write(`wrote ${path}\n`);
  }
}
