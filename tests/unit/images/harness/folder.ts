import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type RekognitionError, isRekognitionError } from "../../../../provider/base/errors.js";
import {
  type ImageSource,
  type LabelledImages,
  manifestLines,
  readLabelledImages,
} from "../../../../provider/images/image-set.js";

/** A folder of a test, and the cache beside it. */
export interface TestFolder {
  readonly path: string;
  /** Where the reader keeps what it has seen. */
  readonly cache: string;
  /** Writes a file below the folder. */
  write(name: string, content: string | Buffer): string;
}

/** A folder for each test, removed after it. The user's own cache is left alone. */
export function setFolder(): TestFolder {
  let root = "";
  let before: string | undefined;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "images-"));
    mkdirSync(join(root, "set"));
    before = process.env.XDG_CACHE_HOME;
    process.env.XDG_CACHE_HOME = join(root, "cache");
  });
  afterEach(() => {
    if (before === undefined) delete process.env.XDG_CACHE_HOME;
    else process.env.XDG_CACHE_HOME = before;
    rmSync(root, { recursive: true });
  });
  return {
    get path() {
      return join(root, "set");
    },
    get cache() {
      return join(root, "cache", "pulumi-rekognition", "images");
    },
    write(name, content) {
      const path = join(root, "set", name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
      return path;
    },
  };
}

/** The error that reading ends with. */
export async function refusal(source: ImageSource): Promise<RekognitionError> {
  try {
    await readLabelledImages(source);
  } catch (error) {
    if (isRekognitionError(error)) return error;
    throw error;
  }
  throw new Error("It was read.");
}

/** The manifest as one text. */
export function manifestOf(images: LabelledImages): string {
  return [...manifestLines(images, "bucket", ({ sha256, extension }) => `set/${sha256}.${extension}`)].join("\n");
}
