import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { BucketFolder } from "../../emulator/harness/bucket.js";
import { type MeasuredEmulator, startMeasuredEmulator } from "../../emulator/harness/measured-emulator.js";
import { DynamicPlugin } from "../harness/dynamic-plugin.js";
import { EngineServer } from "../harness/engine-server.js";
import { ACCOUNT, BUCKET, REGION } from "../harness/rig.js";
import { ImageFolder } from "./sets.js";

const IMAGES = process.env.FULL === "1" ? 10_000 : 300;
/** Of 10,000 images the making takes 331 MB, of 1,000 it takes 217. */
const LIMIT_MB = 400;
const PRELOAD = require.resolve("../dataset/peak-memory.js");

/** The real plugin and the emulator, each in a process of its own; FULL=1 sends 10,000 images. */
describe(`an image set of ${String(IMAGES)} images`, function () {
  this.timeout(1_800_000);
  let emulator: MeasuredEmulator;
  let bucket: BucketFolder;
  let engine: EngineServer;
  let peaks: string;

  before(async () => {
    bucket = new BucketFolder();
    peaks = mkdtempSync(join(tmpdir(), "rekognition-peaks-"));
    engine = await EngineServer.start();
    emulator = await startMeasuredEmulator(BUCKET, bucket.path);
  });
  after(async () => {
    await emulator.stop();
    engine.kill();
    bucket.remove();
    rmSync(peaks, { recursive: true, force: true });
  });

  /** Runs a command in a plugin of its own; gives the most memory that it ever had, in megabytes. */
  async function measured(name: string, run: (plugin: DynamicPlugin) => Promise<unknown>): Promise<number> {
    const file = join(peaks, name);
    const plugin = await DynamicPlugin.start(engine.address, {
      AWS_ACCESS_KEY_ID: ACCOUNT,
      AWS_SECRET_ACCESS_KEY: "made-up",
      AWS_CONFIG_FILE: "/nonexistent",
      AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
      NODE_OPTIONS: `--require ${PRELOAD}`,
      PEAK_MEMORY_FILE: file,
    });
    const config = { "rekognition:endpoint": emulator.url, "rekognition:s3Endpoint": emulator.url };
    await plugin.configure({ ...config, "rekognition:region": REGION });
    await run(plugin);
    plugin.stop();
    await plugin.exited;
    return Number(readFileSync(file, "utf8")) / 1024;
  }

  it(`is made, read and destroyed in less than ${String(LIMIT_MB)} MB, with eight bytes an image in state`, async () => {
    const folder = new ImageFolder({ circle: IMAGES / 2, square: IMAGES / 2 });
    const news = {
      ...(await folder.args()),
      __provider: 'exports.handler = () => require("pulumi-rekognition/provider").imageSet;',
      __host: {
        owner: "acme/shop/dev",
        urn: "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/rekognition:ImageSet::large",
      },
    };
    let id = "";
    let state: Record<string, unknown> = {};
    const create = await measured("create", async (plugin) => {
      const { inputs, failures } = await plugin.check({}, news);
      expect(failures).to.deep.equal([]);
      ({ id, outputs: state } = await plugin.create(inputs));
    });
    expect(state.images).to.equal(IMAGES);
    expect(String(state.__images).length).to.be.within((IMAGES * 8 * 4) / 3, (IMAGES * 8 * 4) / 3 + 4);
    const { __images: _list, ...rest } = state;
    expect(JSON.stringify(rest).length).to.be.lessThan(2_000);
    const read = await measured("read", async (plugin) => {
      expect((await plugin.read(id, state)).outputs).to.deep.equal(state);
    });
    const removed = await measured("delete", async (plugin) => {
      await plugin.delete(id, state);
      expect((await plugin.read(id, state)).id).to.equal("");
    });
    for (const peakMb of [create, read, removed]) expect(peakMb).to.be.lessThan(LIMIT_MB);
    console.log(
      `    peaks: create ${create.toFixed(0)} MB, read ${read.toFixed(0)} MB, delete ${removed.toFixed(0)} MB`,
    );
  });
});
