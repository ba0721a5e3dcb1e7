import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Rekognition } from "@aws-sdk/client-rekognition";
import { startEmulator } from "../../../emulator/index.js";
import type { Emulator, EmulatorOptions } from "../../../emulator/index.js";
import { BUCKET, BucketFolder } from "../harness/bucket.js";
import { ACCOUNT, REGION, credentialsOf } from "../harness/scene.js";
import type { Scene } from "../harness/scene.js";

/** A scene whose emulator keeps its state in a file. */
export interface KeptScene extends Scene {
  readonly file: string;
  stop(): Promise<void>;
  /** Ends the emulator, and starts another one with the same file. @param meanwhile done between the two */
  restart(options?: EmulatorOptions, meanwhile?: () => void): Promise<void>;
}

/** Registers the hooks that set the scene for each test of the surrounding `describe`. */
export function setKeptScene(): KeptScene {
  let running: { readonly emulator: Emulator; readonly client: Rekognition } | undefined;
  let bucket: BucketFolder | undefined;
  let folder = "";
  const present = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error("the scene is set only while a test runs");
    return thing;
  };
  const stop = async (): Promise<void> => {
    running?.client.destroy();
    await running?.emulator.close();
    running = undefined;
  };
  const clientOf = (account: string, region = REGION): Rekognition => {
    const endpoint = present(running).emulator.url;
    return new Rekognition({ endpoint, region, credentials: credentialsOf(account), maxAttempts: 1 });
  };
  const start = async (options: EmulatorOptions = {}): Promise<void> => {
    const state = join(folder, "state.json");
    const buckets = { [BUCKET]: present(bucket).path };
    const emulator = await startEmulator({ clock: "manual", buckets, state, ...options });
    const client = new Rekognition({
      endpoint: emulator.url,
      region: REGION,
      credentials: credentialsOf(ACCOUNT),
      maxAttempts: 1,
    });
    running = { emulator, client };
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "rekognition-state-"));
    bucket = new BucketFolder();
    await start();
  });
  afterEach(async () => {
    await stop();
    bucket?.remove();
    rmSync(folder, { recursive: true });
  });
  return {
    get file() {
      return join(folder, "state.json");
    },
    get emulator() {
      return present(running).emulator;
    },
    get bucket() {
      return present(bucket);
    },
    get client() {
      return present(running).client;
    },
    clientOf,
    stop,
    restart: async (options, meanwhile) => {
      await stop();
      meanwhile?.();
      await start(options);
    },
  };
}
