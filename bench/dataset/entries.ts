import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Rekognition } from "@aws-sdk/client-rekognition";
import { startMeasuredEmulator } from "../../tests/emulator/harness/measured-emulator.js";
import { REPOSITORY } from "../../tests/e2e/harness/package-under-test.js";
import type { DynamicPlugin } from "../../tests/provider/harness/dynamic-plugin.js";
import { EngineServer } from "../../tests/provider/harness/engine-server.js";
import type { Bag } from "../../tests/provider/harness/property-bag.js";
import { emulatorControl } from "../../tools/sandbox/emulator-control.js";
import { SANDBOX_CREDENTIALS, SANDBOX_REGION } from "../../tools/sandbox/surroundings.js";
import { type Figure, atMost } from "../report/figure.js";
import type { Section } from "../section.js";
import { type Place, type Taken, asCommand } from "./dataset-plugin.js";
import { firstLines, writeManifest } from "./manifest.js";

const BUCKET = "inspections";
const MOST_ENTRIES = 250_000;
const MEMORY_MB = 300;
/** So fast that AWS's rates do not show beside the work. */
const SCALE = 2_000;
const CREATING_MS = 60_000;
const CHANGED = 500;
const PLANNER = join(REPOSITORY, "dist", "provider", "session", "manifest-file.js");
const CLASS = 'exports.handler = () => require("pulumi-rekognition/provider").dataset;';

/** One command and what it has taken. */
interface Step {
  readonly id: string;
  readonly what: string;
  readonly ms: number;
  readonly peakMb: number;
  readonly calls: number;
}

/** What the program reads of a manifest file at every preview. */
interface Planned {
  readonly args: Bag;
  readonly ms: number;
  readonly peakMb: number;
}

/** Reads a manifest as the program does, in a process of its own. */
function plan(path: string): Planned {
  const program = `
    const from = performance.now();
    require(${JSON.stringify(PLANNER)}).plannedManifest(${JSON.stringify(path)}).then(({ hash, contents }) => {
      const args = { contentHash: hash, __contents: contents };
      const [ms, peakMb] = [performance.now() - from, process.resourceUsage().maxRSS / 1024];
      console.log(JSON.stringify({ args, ms, peakMb }));
    });`;
  const { args, ...took } = JSON.parse(
    execFileSync(process.execPath, ["--eval", program], { encoding: "utf8" }),
  ) as Planned;
  return { args: { manifestFile: path, ...args }, ...took };
}

function asked(projectArn: string, source: Bag): Bag {
  return {
    projectArn,
    datasetType: "TRAIN",
    ...source,
    __provider: CLASS,
    __host: {
      owner: "acme/shop/dev",
      urn: "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/rekognition:Dataset::large",
      // While time runs very fast, a moment in which the machine is busy is hours of it.
      timeouts: { create: "10000h", update: "10000h" },
    },
  };
}

async function checked(plugin: DynamicPlugin, olds: Bag, news: Bag): Promise<Bag> {
  const { inputs } = await plugin.check(olds, news);
  return { ...inputs, __provider: CLASS };
}

const stepOf = (id: string, what: string, { ms, peakMb, calls }: Taken<unknown>): Step => {
  return { id, what, ms, peakMb, calls: calls.length };
};

/** The commands that a dataset of very many entries goes through, each in a new provider process. */
async function commands(
  place: Place,
  projectArn: string,
  entries: number,
  buckets: string,
  client: Rekognition,
  progress: (text: string) => void,
): Promise<Step[]> {
  const path = join(place.folder, "train.manifest");
  progress(`a manifest of ${entries} lines is written and read`);
  writeManifest(path, BUCKET, entries - CHANGED);
  const first = plan(path);
  progress("create");
  const create = await asCommand(place, async (plugin) => {
    const inputs = await checked(plugin, {}, asked(projectArn, first.args));
    return { inputs, ...(await plugin.create(inputs)) };
  });
  const { id, inputs, outputs } = create.answer;
  progress("preview");
  const preview = await asCommand(place, async (plugin) => {
    const news = await checked(plugin, inputs, asked(projectArn, first.args));
    return plugin.diff(id, outputs, news);
  });
  writeManifest(path, BUCKET, entries - CHANGED, { changed: CHANGED, added: CHANGED });
  const second = plan(path);
  progress("update");
  const update = await asCommand(place, async (plugin) => {
    const news = await checked(plugin, inputs, asked(projectArn, second.args));
    return { inputs: news, outputs: await plugin.update(id, outputs, news) };
  });
  // What somebody sends again is no other contents, but AWS's time of the last change tells nothing else than that.
  const GroundTruth = Buffer.from(firstLines(BUCKET, CHANGED));
  await client.updateDatasetEntries({ DatasetArn: String(update.answer.outputs.arn), Changes: { GroundTruth } });
  await place.control.clock({ advanceMs: CREATING_MS });
  progress("refresh");
  const refresh = await asCommand(place, (plugin) => plugin.read(id, update.answer.outputs));
  progress("made again from S3");
  writeManifest(join(buckets, "train.manifest"), BUCKET, entries);
  const fromS3 = await asCommand(place, async (plugin) => {
    const groundTruthManifest = { s3Object: { bucket: BUCKET, name: "train.manifest" } };
    const news = await checked(plugin, update.answer.inputs, asked(projectArn, { groundTruthManifest }));
    return plugin.update(id, refresh.answer.outputs, news);
  });
  const { totalEntries } = fromS3.answer.stats as { totalEntries: number };
  if (totalEntries !== entries) throw new Error(`the dataset holds ${totalEntries} entries, and not ${entries}`);
  const planning = { ms: first.ms, peakMb: Math.max(first.peakMb, second.peakMb), calls: 0 };
  return [
    { id: "plan", what: "the program reads the file", ...planning },
    stepOf("create", "create from the file", create),
    stepOf("preview", "preview, unchanged", preview),
    stepOf("update", `update, ${CHANGED} changed and ${CHANGED} added`, update),
    stepOf("refresh", "refresh, every entry compared", refresh),
    stepOf("s3", "made again from a manifest in S3", fromS3),
  ];
}

function figuresOf({ id, what, ms, peakMb, calls }: Step): Figure[] {
  return [
    { id: `${id}-time`, what: `${what}: time`, unit: "s", ours: ms / 1_000 },
    { id: `${id}-calls`, what: `${what}: AWS calls`, unit: "calls", ours: calls },
    {
      id: `${id}-memory`,
      what: `${what}: most memory`,
      unit: "MB",
      ours: peakMb,
      bound: atMost(peakMb, MEMORY_MB, `at most ${MEMORY_MB} MB`),
    },
  ];
}

/** A dataset as large as AWS takes. */
export const entries: Section = {
  name: "entries",
  title: "A dataset as large as AWS takes",
  async run({ count, progress }) {
    const number = count(MOST_ENTRIES, 5_000);
    const folder = mkdtempSync(join(tmpdir(), "bench-entries-"));
    const buckets = join(folder, "bucket");
    mkdirSync(buckets);
    const engine = await EngineServer.start();
    const emulator = await startMeasuredEmulator(BUCKET, buckets);
    const control = emulatorControl(emulator.url);
    const connection = { endpoint: emulator.url, region: SANDBOX_REGION, credentials: SANDBOX_CREDENTIALS };
    const client = new Rekognition({ ...connection, maxAttempts: 1 });
    try {
      await control.clock({ scale: SCALE });
      const { ProjectArn = "" } = await client.createProject({ ProjectName: "inspections" });
      await control.clock({ advanceMs: CREATING_MS });
      const place: Place = { engine, control, endpoint: emulator.url, folder, clockScale: SCALE };
      const steps = await commands(place, ProjectArn, number, buckets, client, progress);
      const emulatorMb = (await emulator.peakBytes()) / 1024 ** 2;
      return {
        method: [
          `A TRAIN dataset of ${number.toLocaleString("en-US")} entries, from a manifest file with a label for each image ` +
            "(inline entries are 100 at most). Each command has a provider process of its own, Pulumi's dynamic one; " +
            "the memory is the most that the process ever had, that of the emulator over all of them.",
          `Time runs ${SCALE.toLocaleString("en-US")} times as fast: what shows is the work, of provider and emulator together. ` +
            "At AWS itself the calls bound it: UpdateDatasetEntries takes 5 MB, each once the one before it is done, and " +
            "ListDatasetEntries answers 100 entries, of which the provider asks four times a second; only update and a refresh " +
            "of a dataset that AWS says was changed read them.",
        ],
        figures: [
          ...steps.flatMap(figuresOf),
          {
            id: "entries-emulator",
            what: "the emulator: most memory",
            unit: "MB",
            ours: emulatorMb,
            bound: atMost(emulatorMb, MEMORY_MB, `at most ${MEMORY_MB} MB`),
          },
        ],
        plots: [],
      };
    } finally {
      client.destroy();
      await emulator.stop();
      engine.kill();
      rmSync(folder, { recursive: true });
    }
  },
};
