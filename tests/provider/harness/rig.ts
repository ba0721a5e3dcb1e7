import { Rekognition } from "@aws-sdk/client-rekognition";
import {
  type CallRecord,
  type DatasetState,
  type Emulator,
  type Switches,
  type VersionState,
  startEmulator,
} from "../../../emulator/index.js";
import type { CallLog } from "../../../provider/aws/call-log.js";
import { BUCKET, BucketFolder, putSmallTraining } from "../../emulator/harness/bucket.js";
import { type Credentials, restoreEnvironment, takeCredentials } from "./environment.js";
import type { KindName } from "../../../provider/resources/registry.js";
import { type KillPoint, PluginProcess, type Rewrite, type Witness } from "./plugin-process.js";
import { type Message, RecordingEngine } from "./recording-engine.js";
import { S3Server } from "./s3-server.js";
import { StackResource, type Surroundings } from "./stack-resource.js";
import { VirtualTime } from "./virtual-time.js";
import type { Wire } from "./wire.js";

export const ACCOUNT = "111122223333";
export const OTHER_ACCOUNT = "444455556666";
export const REGION = "us-east-1";
export { BUCKET };

/** Short, so that a wait is a few dozen looks; tests about time set their own. */
const QUICK: Partial<Switches> = {
  trainingMs: 90_000,
  modelStartingMs: 30_000,
  modelStoppingMs: 20_000,
  modelCopyingMs: 60_000,
};

/**
 * Runs the provider against an emulator within this process: virtual time, an engine that only records, and for each
 * command a plugin process of its own.
 */
export class Rig implements Surroundings {
  readonly emulator: Emulator;
  readonly time: VirtualTime;
  readonly engine = new RecordingEngine();
  /** The service, asked directly: what tests assert by. */
  readonly client: Rekognition;
  /** Stack configuration of the processes to come. */
  config: Record<string, string>;
  /** Of the processes to come. */
  credentials: Credentials | undefined = { account: ACCOUNT };
  /** organization/project/stack of the processes to come. */
  owner = "acme/shop/dev";
  rewrite: Rewrite = {};
  /** What becomes of calls and answers on their way, from now on and for all processes. */
  wire: Wire | undefined;
  /** Takes a line for each AWS call of the processes to come. */
  log: CallLog | undefined;
  /** The folder that stands for the bucket. */
  readonly bucket: BucketFolder;
  #s3: S3Server | undefined;

  private constructor(emulator: Emulator, bucket: BucketFolder) {
    this.emulator = emulator;
    this.bucket = bucket;
    this.time = new VirtualTime(emulator);
    this.config = { "rekognition:endpoint": emulator.url, "rekognition:region": REGION };
    this.client = this.clientOf(ACCOUNT);
  }

  /** A rig with a bucket that holds `train.manifest`; `close` it after the test. */
  static async start(switches: Partial<Switches> = {}): Promise<Rig> {
    takeCredentials(undefined);
    // Loaded now, so that no virtual time passes while a module is read from disk.
    await Promise.all([import("p-retry"), import("@aws-sdk/client-sts"), import("@aws-sdk/credential-provider-node")]);
    const bucket = new BucketFolder();
    putSmallTraining(bucket);
    const emulator = await startEmulator({
      clock: "manual",
      buckets: { [BUCKET]: bucket.path },
      switches: { ...QUICK, ...switches },
    });
    return new Rig(emulator, bucket);
  }

  async close(): Promise<void> {
    this.client.destroy();
    restoreEnvironment();
    await this.emulator.close();
    await this.#s3?.close();
    this.bucket.remove();
  }

  /** From now on the processes to come ask an S3 that has the rig's bucket. */
  async startS3(): Promise<S3Server> {
    this.#s3 = await S3Server.start({ [BUCKET]: this.bucket.path });
    this.config["rekognition:s3Endpoint"] = this.#s3.url;
    return this.#s3;
  }

  clientOf(account: string, region = REGION): Rekognition {
    const credentials = { accessKeyId: account, secretAccessKey: "made-up" };
    return new Rekognition({ endpoint: this.emulator.url, region, credentials, maxAttempts: 1 });
  }

  /** A resource of the stack, not yet in its state. */
  resource(kind: KindName, name: string): StackResource {
    return new StackResource(this, kind, name);
  }

  startProcess(kill?: KillPoint, witness?: Witness): PluginProcess {
    takeCredentials(this.credentials);
    const { time, engine, config, rewrite } = this;
    return new PluginProcess({
      time,
      engine,
      config: { ...config },
      rewrite,
      wire: () => this.wire,
      log: this.log,
      kill,
      witness,
    });
  }

  async record<T>(
    run: () => Promise<T>,
  ): Promise<{ result: T; calls: readonly CallRecord[]; messages: readonly Message[] }> {
    const since = this.emulator.calls().at(-1)?.seq ?? 0;
    const told = this.engine.messages.length;
    const result = await run();
    return { result, calls: this.emulator.calls(since), messages: this.engine.messages.slice(told) };
  }

  /** A project made without the provider, ready for models. */
  async makeProject(name = "animals"): Promise<string> {
    const { ProjectArn = "" } = await this.client.createProject({ ProjectName: name });
    this.emulator.advance(this.emulator.switches().projectCreatingMs);
    return ProjectArn;
  }

  /** All models there are, as they really are. */
  get models(): readonly VersionState[] {
    return this.emulator.state().projects.flatMap((project) => project.versions);
  }

  /** All datasets there are, as they really are. */
  get datasets(): readonly DatasetState[] {
    return this.emulator.state().projects.flatMap((project) => project.datasets);
  }

  /** A model by its ARN; throws where there is none. */
  model(arn: string): VersionState {
    const found = this.models.find((model) => model.arn === arn);
    if (found === undefined) throw new Error(`there is no model ${arn}`);
    return found;
  }

  /** How many trainings have begun so far. */
  get trainings(): number {
    return this.emulator.calls().filter((call) => call.operation === "CreateProjectVersion" && call.effect).length;
  }
}
