import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { plannedImages } from "../../../provider/session/image-folder.js";
import { png } from "../../emulator/harness/images.js";
import { BUCKET, type Rig } from "../harness/rig.js";

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder of images on this machine, which is removed with the tests of its file. */
export class ImageFolder {
  readonly path = mkdtempSync(join(tmpdir(), "rekognition-images-"));

  /** @param labels how many images each label has */
  constructor(labels: Readonly<Record<string, number>> = { circle: 2, square: 1 }) {
    folders.push(this.path);
    let shade = 0;
    for (const [label, count] of Object.entries(labels)) {
      for (let number = 1; number <= count; number++) this.put(`${label}/${String(number)}.png`, (shade += 1));
    }
  }

  /** Puts an image; each shade is another one. */
  put(name: string, shade: number): void {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, png(64, 64 + Math.floor(shade / 255), (shade % 255) + 1));
  }

  remove(name: string): void {
    rmSync(join(this.path, name), { recursive: true });
  }

  /** The arguments of a set of it as the class in the program passes them on. */
  async args(more: Readonly<Record<string, unknown>> = {}): Promise<Record<string, unknown>> {
    const { inputs } = await plannedImages({ folder: this.path });
    return { bucket: BUCKET, ...inputs, ...more };
  }
}

/** The arguments of a small set, of a rig whose processes ask the emulator's S3. */
export async function setArgs(
  rig: Rig,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, unknown>> {
  askS3(rig);
  return new ImageFolder().args(more);
}

/** From now on the processes of the rig ask the emulator's S3. */
export function askS3(rig: Rig): void {
  rig.config["rekognition:s3Endpoint"] = rig.emulator.url;
}
