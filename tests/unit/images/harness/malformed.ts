import { expect } from "chai";
import type { ImageFormat } from "../../../../provider/images/image-set.js";
import { refusal, setFolder, type TestFolder } from "./folder.js";
import { png } from "./pictures.js";

/** A set as a program gets it wrong, and what is said of it; FOLDER stands for the path of the set. */
export interface Malformed {
  readonly is: string;
  /** Beside a.png, of 100 x 80 pixels. */
  readonly files: Readonly<Record<string, string | Buffer>>;
  readonly says: readonly string[];
}

const ANNOTATIONS: Partial<Record<ImageFormat, string>> = { coco: "l.json", csv: "l.csv" };

/** What is said of a set. */
export async function reasonOf(folder: TestFolder, format: ImageFormat, files: Malformed["files"]): Promise<string> {
  folder.write("a.png", png(100, 80, 1));
  for (const [name, content] of Object.entries(files)) folder.write(name, content);
  const file = ANNOTATIONS[format];
  const annotations = file === undefined ? undefined : `${folder.path}/${file}`;
  const error = await refusal({ folder: folder.path, format, annotations });
  expect(error.code).to.equal("ImagesUnusable");
  return error.message.replaceAll(folder.path, "FOLDER");
}

/** Each set is refused with the place and the way out. */
export function describeMalformed(format: ImageFormat, cases: readonly Malformed[]): void {
  describe(`malformed ${format}`, () => {
    const folder = setFolder();

    for (const { is, files, says } of cases) {
      it(`${is}: the message names the place and the way out`, async () => {
        const reason = await reasonOf(folder, format, files);
        for (const text of says) expect(reason).to.include(text);
        expect(reason).to.match(/^images in FOLDER: .*limits\. \[ImagesUnusable\]$/);
      });
    }
  });
}
