import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { type SourceModel, extractModel } from "./extract.js";

const USAGE = `Writes emulator/model/rekognition.json from the service model that botocore carries.

  python3 -m pip install --no-deps --target FOLDER botocore
  node dist/tools/extract-api-model/cli.js FOLDER [OUTPUT]

FOLDER is the folder pip installed into; OUTPUT defaults to emulator/model/rekognition.json under the current folder.
`;

function readModel(folder: string): SourceModel {
  const versions = join(folder, "botocore", "data", "rekognition");
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

const [folder, output = join("emulator", "model", "rekognition.json")] = process.argv.slice(2);
if (folder === undefined || folder === "--help") {
  process.stdout.write(USAGE);
  process.exitCode = folder === undefined ? 2 : 0;
} else {
  writeFileSync(output, extractModel(readModel(folder), `botocore ${readVersion(folder)}`));
  process.stdout.write(`wrote ${output}\n`);
}
