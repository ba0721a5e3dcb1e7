import { Rekognition } from "@aws-sdk/client-rekognition";
import { startEmulator } from "../../../emulator/index.js";
import type { Emulator, EmulatorOptions } from "../../../emulator/index.js";
import { BUCKET, BucketFolder } from "./bucket.js";

/** The account and Region of the scene's own client. */
export const ACCOUNT = "111122223333";
export const REGION = "us-east-1";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** Made-up credentials that stand for an account. */
export const credentialsOf = (account: string) => ({ accessKeyId: account, secretAccessKey: "made-up" });

/** A fresh emulator whose time stands still, a bucket, and a client, for each test. */
export interface Scene {
  readonly emulator: Emulator;
  readonly bucket: BucketFolder;
  readonly client: Rekognition;
  clientOf(account: string, region?: string): Rekognition;
}

/**
 * Registers the hooks that set the scene for each test of the surrounding `describe`.
 * @param writable whether what the emulator writes into the bucket reaches the folder, where a test can read it
 */
export function setScene(options: EmulatorOptions = {}, writable = false): Scene {
  let emulator: Emulator | undefined;
  let bucket: BucketFolder | undefined;
  let clients: Rekognition[] = [];
  const present = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error("the scene is set only while a test runs");
    return thing;
  };
  const clientOf = (account: string, region = REGION): Rekognition => {
    const endpoint = present(emulator).url;
    const client = new Rekognition({ endpoint, region, credentials: credentialsOf(account), maxAttempts: 1 });
    clients.push(client);
    return client;
  };
  beforeEach(async () => {
    bucket = new BucketFolder();
    const buckets = { [BUCKET]: { folder: bucket.path, writable } };
    emulator = await startEmulator({ clock: "manual", buckets, ...options });
    clientOf(ACCOUNT);
  });
  afterEach(async () => {
    for (const client of clients) client.destroy();
    clients = [];
    await emulator?.close();
    bucket?.remove();
  });
  return {
    get emulator() {
      return present(emulator);
    },
    get bucket() {
      return present(bucket);
    },
    get client() {
      return present(clients[0]);
    },
    clientOf,
  };
}
