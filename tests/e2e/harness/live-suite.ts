import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Rekognition } from "@aws-sdk/client-rekognition";
import { S3 } from "@aws-sdk/client-s3";
import { type Emulator, type Switches, startEmulator } from "../../../emulator/index.js";
import { onCleanUp } from "../../../tools/sandbox/cleanup.js";
import { SANDBOX_ACCOUNT, SANDBOX_CREDENTIALS, SANDBOX_REGION } from "../../../tools/sandbox/surroundings.js";
import type { LiveRecord } from "../../live/record/record.js";

const CLI = join(__dirname, "..", "..", "live", "cli.js");
const PRELOAD = `--require ${JSON.stringify(join(__dirname, "preload.js"))}`;
/** Slower than elsewhere: what the provider waits for an answer is no shorter than a busy machine needs. */
const TIME_SCALE = 60;
/** Virtual; so a training takes ten seconds. */
const SHORT: Partial<Switches> = {
  trainingMs: 600_000,
  modelStartingMs: 60_000,
  modelStoppingMs: 60_000,
  modelCopyingMs: 60_000,
};
const LOOK_AGAIN_MS = 20;
const LOOK_LIMIT_MS = 300_000;

export const LIVE_BUCKET = "live-bucket";

export interface LiveRun {
  readonly exitCode: number | null;
  readonly text: string;
}

/** A run that goes on. */
export interface RunningLive {
  readonly child: ChildProcess;
  readonly finished: Promise<LiveRun>;
}

/** The live suite, and in place of AWS an emulator that nothing but AWS's operations steers. */
export class LiveSuite {
  readonly rekognition: Rekognition;
  readonly s3: S3;

  private constructor(
    readonly emulator: Emulator,
    readonly folder: string,
    private readonly remove: () => void,
  ) {
    const common = { endpoint: emulator.url, region: SANDBOX_REGION, credentials: SANDBOX_CREDENTIALS };
    this.rekognition = new Rekognition(common);
    this.s3 = new S3({ ...common, forcePathStyle: true });
  }

  static async create(): Promise<LiveSuite> {
    const folder = mkdtempSync(join(tmpdir(), "live-suite-"));
    const remove = onCleanUp(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const emulator = await startEmulator({ timeScale: TIME_SCALE, switches: SHORT, isControlOpen: false });
    const suite = new LiveSuite(emulator, folder, remove);
    await suite.s3.createBucket({ Bucket: LIVE_BUCKET });
    return suite;
  }

  /** What says where to work, and as whom. */
  get place(): readonly string[] {
    const endpoint = ["--endpoint", this.emulator.url, "--clock-scale", String(TIME_SCALE)];
    return [...endpoint, "--region", SANDBOX_REGION, "--bucket", LIVE_BUCKET, "--account", SANDBOX_ACCOUNT];
  }

  /** What the cases need that the suite does not make; the emulator looks into no stream, and hardly into a video. */
  get givenThings(): readonly string[] {
    const video = join(this.folder, "video.mp4");
    writeFileSync(video, "a video");
    const arn = (service: string, rest: string, region = SANDBOX_REGION): string =>
      `arn:aws:${service}:${region}:${SANDBOX_ACCOUNT}:${rest}`;
    return [
      ...["--role-arn", arn("iam", "role/stream", "")],
      ...["--kinesis-video-stream-arn", arn("kinesisvideo", "stream/door/1747995600000")],
      ...["--kinesis-data-stream-arn", arn("kinesis", "stream/faces")],
      ...["--sns-topic-arn", arn("sns", "home")],
      ...["--video", video, "--video-minutes", "1"],
    ];
  }

  /** Starts the suite as a process of its own, without a terminal. */
  start(args: readonly string[], environment: Readonly<Record<string, string | undefined>> = {}): RunningLive {
    const child = spawn(process.execPath, [CLI, "--folder", join(this.folder, "live"), ...args], {
      env: {
        ...process.env,
        HOME: this.folder,
        // The engine's cache is the user's.
        XDG_CACHE_HOME: process.env["XDG_CACHE_HOME"] ?? join(process.env["HOME"] ?? "", ".cache"),
        NODE_OPTIONS: PRELOAD,
        AWS_ACCESS_KEY_ID: SANDBOX_CREDENTIALS.accessKeyId,
        AWS_SECRET_ACCESS_KEY: SANDBOX_CREDENTIALS.secretAccessKey,
        AWS_EC2_METADATA_DISABLED: "true",
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    const kill = onCleanUp(() => child.kill("SIGKILL"));
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
    }
    const finished = new Promise<LiveRun>((resolve) => {
      // What a killed run has started can hold its pipes open.
      child.on("exit", (exitCode, signal) => {
        if (signal !== null) resolve({ exitCode, text });
      });
      child.on("close", (exitCode) => {
        kill();
        resolve({ exitCode, text });
      });
    });
    return { child, finished };
  }

  async run(args: readonly string[], environment: Readonly<Record<string, string | undefined>> = {}): Promise<LiveRun> {
    return await this.start(args, environment).finished;
  }

  /** Looks with plain clients until something holds. */
  async until(what: string, run: RunningLive, look: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + LOOK_LIMIT_MS;
    while (!(await look())) {
      if (run.child.exitCode !== null || performance.now() > deadline) {
        throw new Error(`It never held: ${what}. The run printed:\n${(await run.finished).text}`);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }

  /** The statuses of all models there are. */
  async modelStatuses(): Promise<string[]> {
    const statuses: string[] = [];
    for (const ProjectArn of await this.projectArns()) {
      const page = await this.rekognition.describeProjectVersions({ ProjectArn }).catch(() => undefined);
      statuses.push(...(page?.ProjectVersionDescriptions ?? []).map(({ Status = "" }) => Status));
    }
    return statuses;
  }

  async projectArns(): Promise<string[]> {
    const Features = ["CUSTOM_LABELS", "CONTENT_MODERATION"] as const;
    const { ProjectDescriptions = [] } = await this.rekognition.describeProjects({ Features: [...Features] });
    return ProjectDescriptions.map(({ ProjectArn = "" }) => ProjectArn);
  }

  async objects(): Promise<number> {
    const { Versions = [], DeleteMarkers = [] } = await this.s3.listObjectVersions({ Bucket: LIVE_BUCKET });
    const { Uploads = [] } = await this.s3.listMultipartUploads({ Bucket: LIVE_BUCKET });
    return Versions.length + DeleteMarkers.length + Uploads.length;
  }

  /** All that there is in the account; what is in a project (models, datasets, policies) goes with it. */
  async everything() {
    const { CollectionIds = [] } = await this.rekognition.listCollections({});
    const { StreamProcessors = [] } = await this.rekognition.listStreamProcessors({});
    return {
      projects: await this.projectArns(),
      models: await this.modelStatuses(),
      collections: CollectionIds,
      streamProcessors: StreamProcessors.map(({ Name = "" }) => Name),
      objects: await this.objects(),
    };
  }

  /** Folders of runs that were not cleaned up. */
  runsLeft(): string[] {
    return filesIn(join(this.folder, "live", "runs"));
  }

  async dispose(): Promise<void> {
    this.rekognition.destroy();
    this.s3.destroy();
    await this.emulator.close();
    this.remove();
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** How the cases of a record ended. */
/** The file of the record that a run wrote, by its own words. */
export function recordFileOf({ text }: LiveRun): string {
  const file = /^record: (.+)$/m.exec(text)?.[1];
  if (file === undefined) throw new Error(`The run wrote no record:\n${text}`);
  return file;
}

export function outcomesIn(record: string): Record<string, string> {
  const { cases } = JSON.parse(record) as LiveRecord;
  return Object.fromEntries(
    cases.map(({ name, outcome, reason }) => [name, reason ? `${outcome}: ${reason}` : outcome]),
  );
}

/** What is there when nothing is. */
export const NOTHING = { projects: [], models: [], collections: [], streamProcessors: [], objects: 0 };
