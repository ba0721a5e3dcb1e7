import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Rekognition, paginateListCollections } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { controlClient } from "../../../emulator/index.js";
import type { ControlClient } from "../../../emulator/index.js";
import { BUCKET, BucketFolder, labeled } from "../harness/bucket.js";
import { asJpeg, asPng, drawScene } from "../harness/drawings.js";
import { beginTraining, describeOnly, trainingRequest } from "../harness/models.js";
import { ACCOUNT, HOUR_MS, REGION, credentialsOf } from "../harness/scene.js";
import { setKeptScene } from "./scene.js";

const CLI = join(__dirname, "..", "..", "..", "emulator", "cli.js");

/** At so many moments of the series, each further into it than the one before. */
const KILLS = 12;
/** While models are trained; twice as many with FULL=1. */
const TRAINING_KILLS = process.env.FULL === "1" ? 6 : 3;
/** Clients that create at the same time, so that a write keeps several changes. */
const CREATORS = 3;

interface Running {
  readonly child: ChildProcess;
  readonly client: Rekognition;
  readonly control: ControlClient;
}

async function start(file: string, ...more: string[]): Promise<Running> {
  const args = [CLI, "--quiet", "--state", file, ...more];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const endpoint = line.replace("listening on ", "");
  const client = new Rekognition({ endpoint, region: REGION, credentials: credentialsOf(ACCOUNT), maxAttempts: 1 });
  return { child, client, control: controlClient(endpoint) };
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

describe("an emulator that is killed while it keeps what models learn", () => {
  let folder: string;
  let bucket: BucketFolder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "rekognition-kill-"));
    bucket = new BucketFolder();
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    bucket.remove();
  });

  it("has every training that it answered for, and knows the images of one that was asked about them", async () => {
    const file = join(folder, "state.json");
    const begin = () => start(file, "--time-scale", "0", "--bucket", `${BUCKET}=${bucket.path}`);
    const names = ["cat", "dog", "bird"];
    for (const [index, name] of names.entries()) bucket.put(`${name}.png`, asPng(drawScene(128, 1, index)));
    bucket.putManifest(
      "train.manifest",
      names.map((name) => labeled(`${name}.png`, name)),
    );
    const first = await begin();
    await first.control.setSwitches({ quotaModelsPerProject: 1000, quotaConcurrentTrainings: 1000 });
    const { ProjectArn = "" } = await first.client.createProject({ ProjectName: "animals" });
    await first.control.clock({ advanceMs: HOUR_MS });
    await first.client.createProjectVersion(trainingRequest(ProjectArn, "v-0-0"));
    await first.control.clock({ advanceMs: HOUR_MS });
    await end(first, "SIGKILL");
    const answered = new Set(["v-0-0"]);
    for (let kill = 1; kill <= TRAINING_KILLS; kill += 1) {
      const running = await begin();
      // Each part is a file of its own, made, filled and renamed before the state names it.
      let changes = 0;
      const met = (): void => {
        changes += 1;
        if (changes === kill * 4) running.child.kill("SIGKILL");
      };
      const watchers = [folder, join(`${file}.objects`, "parts")].map((each) => watch(each, met));
      const closed = once(running.child, "close");
      try {
        for (let index = 0; ; index += 1) {
          const VersionName = `v-${kill}-${index}`;
          await running.client.createProjectVersion(trainingRequest(ProjectArn, VersionName));
          answered.add(VersionName);
          await running.control.clock({ advanceMs: HOUR_MS });
        }
      } catch {
        await closed;
      }
      for (const watcher of watchers) watcher.close();
      running.client.destroy();
    }
    const asked = await begin();
    const described = await asked.client.describeProjectVersions({ ProjectArn, MaxResults: 100 });
    const versions = new Map(
      described.ProjectVersionDescriptions?.map((each) => [each.ProjectVersionArn, each.Status]),
    );
    const arns = [...answered].map((name) => [...versions.keys()].find((arn) => arn?.includes(`/version/${name}/`)));
    expect(arns).not.to.include(undefined);
    const [ProjectVersionArn] = arns;
    await asked.client.startProjectVersion({ ProjectVersionArn, MinInferenceUnits: 1 });
    await asked.control.clock({ advanceMs: HOUR_MS });
    const copy = { ProjectVersionArn, Image: { Bytes: asJpeg(drawScene(128, 1, 1), 70) }, MinConfidence: 91 };
    expect((await asked.client.detectCustomLabels(copy)).CustomLabels?.map(({ Name }) => Name)).to.deep.equal(["dog"]);
    await asked.client.createCollection({ CollectionId: "any" });
    await end(asked, "SIGKILL");
    for (const name of names) rmSync(join(bucket.path, `${name}.png`));
    const last = await begin();
    expect((await last.client.detectCustomLabels(copy)).CustomLabels?.map(({ Name }) => Name)).to.deep.equal(["dog"]);
    await end(last, "SIGTERM");
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
