import { readFileSync } from "node:fs";
import { Rekognition } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { controlClient } from "../../../emulator/index.js";
import { BucketFolder } from "../../emulator/harness/bucket.js";
import { type MeasuredEmulator, startMeasuredEmulator } from "../../emulator/harness/measured-emulator.js";
import { DynamicPlugin } from "../harness/dynamic-plugin.js";
import { EngineServer } from "../harness/engine-server.js";
import type { Bag } from "../harness/property-bag.js";
import { ACCOUNT, BUCKET, REGION } from "../harness/rig.js";
import { ManifestFolder, fromFile, line } from "./datasets.js";

const ENTRIES = 50_000;
const LIMIT_MB = 300;
/** Waits of seconds pass in milliseconds. */
const SCALE = 300;
const PRELOAD = require.resolve("./peak-memory.js");

const entries = (changed: number, added: number): Bag[] =>
  Array.from({ length: ENTRIES + added }, (_, index) => ({
    ...line(`images/${String(index)}.png`, `label-${String(index % 100)}${index < changed ? "-new" : ""}`),
    note: "x".repeat(150),
  }));

/** The real plugin and the emulator, each in a process of its own whose memory is measured. */
describe("a dataset of 50,000 entries", function () {
  this.timeout(240_000);
  let emulator: MeasuredEmulator;
  let bucket: BucketFolder;
  let folder: ManifestFolder;
  let engine: EngineServer;
  let projectArn = "";

  before(async () => {
    bucket = new BucketFolder();
    folder = new ManifestFolder();
    engine = await EngineServer.start();
    emulator = await startMeasuredEmulator(BUCKET, bucket.path);
    await controlClient(emulator.url).clock({ scale: SCALE });
    const credentials = { accessKeyId: ACCOUNT, secretAccessKey: "made-up" };
    const client = new Rekognition({ endpoint: emulator.url, region: REGION, credentials, maxAttempts: 1 });
    projectArn = (await client.createProject({ ProjectName: "large" })).ProjectArn ?? "";
    client.destroy();
  });
  after(async () => {
    await emulator.stop();
    engine.kill();
    bucket.remove();
    folder.remove();
  });

  /** Starts a plugin, as each command does; `measured` ends it and gives the most memory it ever had. */
  async function start(): Promise<{ plugin: DynamicPlugin; measured: () => Promise<number> }> {
    const file = folder.write("peak", "");
    const plugin = await DynamicPlugin.start(engine.address, {
      AWS_ACCESS_KEY_ID: ACCOUNT,
      AWS_SECRET_ACCESS_KEY: "made-up",
      AWS_CONFIG_FILE: "/nonexistent",
      AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
      PULUMI_REKOGNITION_CLOCK_SCALE: String(SCALE),
      NODE_OPTIONS: `--require ${PRELOAD}`,
      PEAK_MEMORY_FILE: file,
    });
    await plugin.configure({ "rekognition:endpoint": emulator.url, "rekognition:region": REGION });
    const measured = async (): Promise<number> => {
      plugin.stop();
      await plugin.exited;
      return Number(readFileSync(file, "utf8")) / 1024;
    };
    return { plugin, measured };
  }

  const program = async (path: string): Promise<Bag> => ({
    projectArn,
    datasetType: "TRAIN",
    ...(await fromFile(path)),
    __provider: 'exports.handler = () => require("pulumi-rekognition/provider").dataset;',
    __host: {
      owner: "acme/shop/dev",
      urn: "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/rekognition:Dataset::large",
      // Its clock runs so fast that an hour is over in seconds, which is not what this is about.
      timeouts: { create: "1000h", update: "1000h" },
    },
  });

  it(`is made, changed in place and read in less than ${String(LIMIT_MB)} MB, with only a hash of it in state`, async () => {
    const path = folder.write("large.manifest", entries(0, 0));
    const create = await start();
    const news = await program(path);
    const { inputs } = await create.plugin.check({}, news);
    const made = await create.plugin.create({ ...inputs, __provider: news.__provider });
    expect(await create.measured(), "create").to.be.lessThan(LIMIT_MB);
    expect(made.outputs.stats).to.include({ totalEntries: ENTRIES, totalLabels: 100 });
    expect(JSON.stringify(made.outputs).length).to.be.lessThan(2_500);

    folder.write("large.manifest", entries(200, 300));
    const update = await start();
    const next = await program(path);
    const checked = await update.plugin.check(inputs, next);
    const outs = await update.plugin.update(made.id, made.outputs, { ...checked.inputs, __provider: next.__provider });
    expect(await update.measured(), "update").to.be.lessThan(LIMIT_MB);
    expect(outs.stats).to.include({ totalEntries: ENTRIES + 300, totalLabels: 200 });
    expect(outs.arn).to.equal(made.outputs.arn);

    const refresh = await start();
    const read = await refresh.plugin.read(made.id, outs);
    expect(await refresh.measured(), "refresh").to.be.lessThan(LIMIT_MB);
    expect(read.outputs.stats).to.include({ totalEntries: ENTRIES + 300 });
    expect((await emulator.peakBytes()) / 1024 ** 2, "emulator").to.be.lessThan(LIMIT_MB);
  });
});
