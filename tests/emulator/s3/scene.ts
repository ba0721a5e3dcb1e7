import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { S3 } from "@aws-sdk/client-s3";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import { startEmulator } from "../../../emulator/index.js";
import type { Emulator } from "../../../emulator/index.js";
import { ACCOUNT, REGION, credentialsOf } from "../harness/scene.js";

/** The bucket that is a folder. */
export const GIVEN = "given";

/** Keys that differ from each other although a file system, an address or a form might take some for the same. */
export const KEYS = [
  "a",
  "a/",
  "a/b",
  "a//b",
  "a/../b",
  "./a",
  "/a",
  "with space",
  "plus+plus",
  "per%cent",
  "per%2Fcent",
  "quest?ion=1&x",
  "ha#sh",
  "semi;colon:at@",
  "ünïcødé/日本語/🐈",
  "<xml>&\"'",
  "back\\slash",
  "~tilde!*()",
  "x".repeat(1024),
];

export interface S3Scene {
  readonly emulator: Emulator;
  readonly s3: S3;
  /** The folder of the bucket GIVEN. */
  readonly folder: string;
  end(): Promise<void>;
}

/** A client at its default settings. */
export const clientOf = (emulator: Emulator, settings: S3ClientConfig = {}): S3 =>
  new S3({ endpoint: emulator.url, region: REGION, credentials: credentialsOf(ACCOUNT), ...settings });

/** An emulator with one folder, in which there are `files`. */
export async function setS3Scene(
  files: Readonly<Record<string, string>> = {},
  options: { readonly writable?: boolean } = {},
): Promise<S3Scene> {
  const folder = mkdtempSync(join(tmpdir(), "rekognition-s3-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  const emulator = await startEmulator({ buckets: { [GIVEN]: { folder, ...options } } });
  const s3 = clientOf(emulator);
  return {
    emulator,
    s3,
    folder,
    end: async () => {
      s3.destroy();
      await emulator.close();
      rmSync(folder, { recursive: true });
    },
  };
}
