import { Rekognition } from "@aws-sdk/client-rekognition";
import { type Emulator, startEmulator } from "../../../../emulator/index.js";
import { BUCKET, BucketFolder, putSmallTraining } from "../../../emulator/harness/bucket.js";
import { trainingRequest } from "../../../emulator/harness/models.js";
import type { Surroundings } from "../../conformance-programs.js";
import { EngineServer } from "../../harness/engine-server.js";
import { restoreEnvironment, takeCredentials } from "../../harness/environment.js";
import { PluginClient, type PluginState } from "../../harness/plugin-client.js";
import type { Bag } from "../../harness/property-bag.js";
import { ACCOUNT, REGION } from "../../harness/rig.js";
import { putVideo } from "../../video-analysis-job/jobs.js";

/** Fast, yet slow enough that a busy machine does not use up a time limit while it loads a module. */
const SCALE = 120;

/** The URN of a resource of the plugin; `type` for one of another type. */
export function urnOf(kind: string, name: string, type = `rekognition:index:${kind}`): string {
  return `urn:pulumi:dev::shop::${type}::${name}`;
}

/** An emulator, an engine, and plugins in processes of their own that work for it. */
export class Stage {
  readonly #plugins: PluginClient[] = [];

  private constructor(
    readonly emulator: Emulator,
    readonly engine: EngineServer,
    readonly client: Rekognition,
    readonly bucket: BucketFolder,
  ) {}

  static async open(): Promise<Stage> {
    takeCredentials(undefined);
    const bucket = new BucketFolder();
    putSmallTraining(bucket);
    putVideo({ bucket });
    const emulator = await startEmulator({
      timeScale: SCALE,
      buckets: { [BUCKET]: bucket.path },
      switches: {
        trainingMs: 12_000,
        modelStartingMs: 6_000,
        modelStoppingMs: 6_000,
        modelCopyingMs: 6_000,
        videoJobMs: 6_000,
      },
    });
    const credentials = { accessKeyId: ACCOUNT, secretAccessKey: "made-up" };
    const client = new Rekognition({ endpoint: emulator.url, region: REGION, credentials });
    return new Stage(emulator, await EngineServer.start(), client, bucket);
  }

  async close(): Promise<void> {
    for (const plugin of this.#plugins) plugin.stop();
    this.engine.kill();
    this.client.destroy();
    await this.emulator.close();
    this.bucket.remove();
    restoreEnvironment();
  }

  /** What the configuration of the plugin's provider is, unless a test says otherwise. */
  get settings(): Bag {
    return { endpoint: this.emulator.url, region: REGION };
  }

  /** A plugin in a process of its own; it is not configured. */
  async started(account = ACCOUNT, { engine = this.engine, folder }: Started = {}): Promise<PluginClient> {
    const environment = {
      AWS_ACCESS_KEY_ID: account,
      AWS_SECRET_ACCESS_KEY: "made-up",
      AWS_CONFIG_FILE: "/nonexistent",
      AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
      PULUMI_REKOGNITION_CLOCK_SCALE: String(SCALE),
    };
    const plugin = await PluginClient.start(engine.address, environment, folder);
    this.#plugins.push(plugin);
    return plugin;
  }

  /** A plugin as the engine has it for a command. */
  async configured(settings: Bag = this.settings, account = ACCOUNT, more: Started = {}): Promise<PluginClient> {
    const plugin = await this.started(account, more);
    await plugin.handshake((more.engine ?? this.engine).address);
    await plugin.configure(settings);
    return plugin;
  }

  /** What a first `up` leaves of a resource. */
  async made(plugin: PluginClient, urn: string, args: Bag): Promise<PluginState> {
    const { inputs } = await plugin.check(urn, args);
    return plugin.create(urn, inputs);
  }

  /** Operations that were called meanwhile. */
  async callsOf(run: () => Promise<unknown>): Promise<string[]> {
    const since = this.emulator.calls().at(-1)?.seq ?? 0;
    await run();
    return this.emulator.calls(since).map(({ operation }) => operation);
  }

  /** What the conformance programs need. */
  async surroundings(): Promise<Surroundings> {
    const { client, emulator } = this;
    const projectArn = (await client.createProject({ ProjectName: "animals" })).ProjectArn ?? "";
    await client.createCollection({ CollectionId: "visitors" });
    const { ProjectArn: sourceProjectArn = "" } = await client.createProject({ ProjectName: "herd" });
    emulator.advance(5_000);
    const training = trainingRequest(sourceProjectArn, "v1");
    const { ProjectVersionArn: sourceArn = "" } = await client.createProjectVersion(training);
    emulator.advance(60_000);
    return { projectArn, sourceProjectArn, sourceArn };
  }

  /** Warnings and notes beside a resource. */
  messagesOf(urn: string): string[] {
    return this.engine.messages.filter((message) => message.urn === urn).map(({ text }) => text);
  }
}

interface Started {
  readonly engine?: EngineServer;
  readonly folder?: string;
}
