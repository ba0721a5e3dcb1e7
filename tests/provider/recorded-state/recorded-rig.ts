import type { CallRecord, Emulator } from "../../../emulator/index.js";
import type { Recording } from "../../../tools/recorded-stacks/recording.js";
import { replay } from "../../../tools/recorded-stacks/replay.js";
import { SANDBOX_ACCOUNT, SANDBOX_REGION } from "../../../tools/sandbox/surroundings.js";
import { restoreEnvironment, takeCredentials } from "../harness/environment.js";
import { type KindName, kinds } from "../../../provider/resources/registry.js";
import { PluginProcess } from "../harness/plugin-process.js";
import type { Bag } from "../harness/property-bag.js";
import { type Message, RecordingEngine } from "../harness/recording-engine.js";
import { StackResource, type Surroundings } from "../harness/stack-resource.js";
import { VirtualTime } from "../harness/virtual-time.js";

/** A resource of a recorded deployment. */
export interface RecordedResource {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly inputs: Bag;
  readonly outputs: Bag;
  readonly initErrors?: readonly string[];
  readonly delete?: boolean;
  readonly pendingReplacement?: boolean;
}

/**
 * The resources of ours in a recording of the dynamic provider, those that are only still to be deleted apart. What the plugin
 * wrote is asked of the real engine only.
 */
export function resourcesOf({ deployment }: Recording): RecordedResource[] {
  const { resources } = deployment as { resources: RecordedResource[] };
  return resources.filter((resource) => resource.type.includes("dynamic/rekognition:") && resource.delete !== true);
}

/** What the façade adds to what a program says. */
const OF_THE_FACADE = ["__host", "__provider"];

/** What the program said of it, or its class. */
export function argsOf({ inputs }: RecordedResource): Record<string, unknown> {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => !OF_THE_FACADE.includes(key)));
}

/** The provider of today in process, before a service in which everything stands as it was recorded. */
export class RecordedRig implements Surroundings {
  readonly owner = "organization/sandbox/test";
  readonly #time: VirtualTime;
  readonly #engine = new RecordingEngine();

  private constructor(readonly emulator: Emulator) {
    this.#time = new VirtualTime(emulator);
  }

  static async start(recording: Recording): Promise<RecordedRig> {
    takeCredentials(undefined);
    // Loaded now, so that no virtual time passes while a module is read from disk.
    await Promise.all([import("p-retry"), import("@aws-sdk/client-sts"), import("@aws-sdk/credential-provider-node")]);
    return new RecordedRig(await replay(recording));
  }

  async close(): Promise<void> {
    restoreEnvironment();
    await this.emulator.close();
  }

  /** A resource as the recorded state holds it. */
  resource(recorded: RecordedResource): StackResource {
    const kind = kindOf(recorded.type);
    const resource = new StackResource(this, kind, "recorded");
    resource.urn = recorded.urn;
    resource.state = {
      id: recorded.id,
      inputs: recorded.inputs,
      outputs: recorded.outputs,
      initErrors: recorded.initErrors ?? [],
      isReplacementPending: recorded.pendingReplacement === true,
    };
    return resource;
  }

  startProcess(): PluginProcess {
    takeCredentials({ account: SANDBOX_ACCOUNT });
    const config = { "rekognition:endpoint": this.emulator.url, "rekognition:region": SANDBOX_REGION };
    const s3 = { "rekognition:s3Endpoint": this.emulator.url };
    return new PluginProcess({ time: this.#time, engine: this.#engine, config: { ...config, ...s3 }, rewrite: {} });
  }

  async record<T>(
    run: () => Promise<T>,
  ): Promise<{ result: T; calls: readonly CallRecord[]; messages: readonly Message[] }> {
    const since = this.emulator.calls().at(-1)?.seq ?? 0;
    const told = this.#engine.messages.length;
    const result = await run();
    return { result, calls: this.emulator.calls(since), messages: this.#engine.messages.slice(told) };
  }
}

function kindOf(type: string): KindName {
  const name = type.split(":").at(-1);
  const found = (Object.keys(kinds) as KindName[]).find((kind) => kinds[kind].handler.definition.kind === name);
  if (found === undefined) throw new Error(`there is no kind for ${type}`);
  return found;
}
