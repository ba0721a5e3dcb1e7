import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Rekognition, paginateListCollections } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { BUCKET } from "../harness/bucket.js";
import { beginTraining, describeOnly } from "../harness/models.js";
import { ACCOUNT, HOUR_MS, REGION, credentialsOf } from "../harness/scene.js";
import { setKeptScene } from "./scene.js";

const CLI = join(__dirname, "..", "..", "..", "emulator", "cli.js");

/** At so many moments of the series, each further into it than the one before. */
const KILLS = 12;
/** Clients that create at the same time, so that a write keeps several changes. */
const CREATORS = 3;

interface Running {
  readonly child: ChildProcess;
  readonly client: Rekognition;
}

async function start(file: string): Promise<Running> {
  const child = spawn(process.execPath, [CLI, "--quiet", "--state", file], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const endpoint = line.replace("listening on ", "");
  const client = new Rekognition({ endpoint, region: REGION, credentials: credentialsOf(ACCOUNT), maxAttempts: 1 });
  return { child, client };
}

async function end({ child, client }: Running, signal: "SIGKILL" | "SIGTERM"): Promise<void> {
  const closed = once(child, "close");
  child.kill(signal);
  await closed;
  client.destroy();
}

async function listed(client: Rekognition): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of paginateListCollections({ client }, {})) ids.push(...(page.CollectionIds ?? []));
  return ids;
}

describe("an emulator that is killed while it keeps its state", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "rekognition-kill-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("has everything that it answered for, whenever it was killed", async () => {
    const file = join(folder, "state.json");
    const answered = new Set<string>();
    const asked = new Set<string>();
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const running = await start(file);
      const before = await listed(running.client);
      expect(before).to.include.members([...answered]);
      expect([...asked]).to.include.members(before);
      // Each write makes a file, fills it and renames it: the kill meets another one of these moments each time.
      let changes = 0;
      const watcher = watch(folder, () => {
        changes += 1;
        if (changes === kill * 3) running.child.kill("SIGKILL");
      });
      let gone = false;
      const create = async (creator: number): Promise<void> => {
        for (let index = 0; !gone; index += 1) {
          const CollectionId = `${kill}-${creator}-${index}`;
          asked.add(CollectionId);
          try {
            await running.client.createCollection({ CollectionId });
            answered.add(CollectionId);
          } catch {
            // The connection broke: nobody knows whether it was made.
            gone = true;
          }
        }
      };
      const closed = once(running.child, "close");
      await Promise.all(Array.from({ length: CREATORS }, (_, creator) => create(creator)));
      await closed;
      watcher.close();
      running.client.destroy();
    }
    const last = await start(file);
    expect(await listed(last.client)).to.include.members([...answered]);
    expect(answered.size).to.be.greaterThan(KILLS);
    await end(last, "SIGTERM");
    expect(existsSync(`${file}.lock`)).to.equal(false);
  });
});

describe("a training whose end was not recorded any more", () => {
  const scene = setKeptScene();

  for (const writable of [false, true]) {
    it(`ends again, with the same results, ${writable ? "in" : "beside"} the folder`, async () => {
      const buckets = { [BUCKET]: { folder: scene.bucket.path, writable } };
      await scene.restart({ buckets });
      const arn = await beginTraining(scene);
      const before = readFileSync(scene.file);
      scene.emulator.advance(HOUR_MS);
      const description = await describeOnly(scene, arn);
      expect(description?.Status).to.equal("TRAINING_COMPLETED");
      await scene.restart({ buckets }, () => {
        writeFileSync(scene.file, before);
      });
      expect((await describeOnly(scene, arn))?.Status).to.equal("TRAINING_IN_PROGRESS");
      scene.emulator.advance(HOUR_MS);
      expect(await describeOnly(scene, arn)).to.deep.equal(description);
    });
  }
});
