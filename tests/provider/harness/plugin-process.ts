import type { AwsCredentialIdentity } from "@aws-sdk/types";
import { Connection } from "../../../provider/aws/connection.js";
import type { CallLog } from "../../../provider/aws/call-log.js";
import type { CallLimits } from "../../../provider/aws/exchange/bounded-handler.js";
import type { Operation, RequestOf, ResponseOf } from "../../../provider/aws/operations.js";
import type { S3Operation, S3RequestOf, S3ResponseOf } from "../../../provider/aws/s3-calls.js";
import type { S3Location, S3Part } from "../../../provider/aws/s3-objects.js";
import type { TagSets } from "../../../provider/aws/tagging-calls.js";
import type { RequestServices } from "../../../provider/aws/request-handler.js";
import type { AwsSettings } from "../../../provider/aws/settings.js";
import { createServices, keptConnections, type ProcessServices } from "../../../provider/session/process-services.js";
import { DynamicProvider } from "../../../provider/facades/dynamic/dynamic-provider.js";
import { type KindName, kinds } from "../../../provider/resources/registry.js";
import type { RecordingEngine } from "./recording-engine.js";
import type { VirtualTime } from "./virtual-time.js";
import { type Wire, untilStalled, wired } from "./wire.js";

/**
 * Where in an AWS call a process can die: `before` it is sent, `after` its effect but before its answer is taken in, and
 * `answered`: once the process has done with the answer whatever takes no time.
 */
export type Boundary = "before" | "after" | "answered";

/** When a process is killed: at a boundary of its n-th AWS call (from 1). */
export interface KillPoint {
  readonly call: number;
  readonly when: Boundary;
}

/** Is told of every boundary that a process lives to see. */
export type Witness = (call: number, operation: string, when: Boundary) => void;

/** Replaces answers of the service, to show what the emulator cannot bring about. */
export type Rewrite = {
  readonly [Op in Operation]?: (answer: ResponseOf<Op>, request: RequestOf<Op>) => ResponseOf<Op>;
};

/** What a process is started with. */
export interface ProcessSettings {
  readonly time: VirtualTime;
  readonly engine: RecordingEngine;
  readonly config: Readonly<Record<string, string>>;
  readonly rewrite: Rewrite;
  /** Asked for each call. */
  readonly wire?: () => Wire | undefined;
  readonly log?: CallLog | undefined;
  readonly kill?: KillPoint | undefined;
  readonly witness?: Witness | undefined;
}

/** One plugin process, without the process: its own services and memory, and a way to die. */
export class PluginProcess {
  readonly services: ProcessServices;
  /** Resolves when the process is killed; whatever it was doing never ends. */
  readonly died: Promise<void>;
  /** Whether the provider itself asked for the end of its process. */
  exited = false;
  readonly #settings: ProcessSettings;
  readonly #clock: ReturnType<VirtualTime["ofProcess"]>;
  readonly #providers = new Map<KindName, DynamicProvider>();
  readonly #connections: Connection[] = [];
  #die: () => void = () => undefined;
  #dead = false;
  #calls = 0;

  constructor(settings: ProcessSettings) {
    this.#settings = settings;
    this.#clock = settings.time.ofProcess();
    this.died = new Promise((resolve) => {
      this.#die = resolve;
    });
    const exit = (): void => {
      this.exited = true;
    };
    const services = createServices(this.#clock, settings.engine, exit, false);
    this.services = {
      ...services,
      connection: keptConnections({ clock: this.#clock }, services.watchdog.signal, (to) => {
        const services = {
          clock: this.#clock,
          log: settings.log,
          transport: wired(settings.wire ?? ((): undefined => undefined)),
        };
        const connection = new WatchedConnection(to, services, this);
        this.#connections.push(connection);
        return connection;
      }),
    };
  }

  /** The provider of a kind, configured as the dynamic host would. */
  provider(kind: KindName): DynamicProvider {
    const known = this.#providers.get(kind);
    if (known !== undefined) return known;
    const provider = new DynamicProvider(kinds[kind].handler, () => this.services);
    const { config } = this.#settings;
    const source = {
      get: (key: string) => config[key],
      require: (key: string) => config[key] ?? "",
    };
    void provider.configure({ config: source });
    this.#providers.set(kind, provider);
    return provider;
  }

  /** Ends the process in good order. */
  close(): void {
    for (const connection of this.#connections) connection.close();
  }

  /** Ends the process without order. */
  kill(): void {
    this.#dead = true;
    this.#clock.abandon();
    this.close();
    this.#die();
  }

  /** Runs one AWS call of this process while time stands still, unless the process does not live to see it. */
  async call<T>(operation: string, send: () => Promise<T>): Promise<T> {
    if (this.isDead()) return forever();
    this.#calls += 1;
    const call = this.#calls;
    const { kill } = this.#settings;
    // It dies in this very round of the event loop; until then nothing more is sent.
    if (kill?.when === "answered" && call > kill.call) return forever();
    this.#reach(call, operation, "before");
    if (this.isDead()) return forever();
    try {
      return await this.#settings.time.busy((stall) => untilStalled(stall, send));
    } finally {
      this.#reach(call, operation, "after");
      if (this.isDead()) await forever();
      // What takes no time is done before the next round of the event loop; the next call has had no effect by then.
      setImmediate(() => {
        this.#reach(call, operation, "answered");
      });
    }
  }

  isDead(): boolean {
    return this.#dead;
  }

  #reach(call: number, operation: string, when: Boundary): void {
    if (this.#dead) return;
    const { kill, witness } = this.#settings;
    witness?.(call, operation, when);
    if (kill?.call === call && kill.when === when) this.kill();
  }

  rewritten<Op extends Operation>(operation: Op, request: RequestOf<Op>, answer: ResponseOf<Op>): ResponseOf<Op> {
    const rewrite = this.#settings.rewrite[operation];
    return rewrite === undefined ? answer : rewrite(answer, request);
  }
}

/** A real connection whose calls the process knows of. */
class WatchedConnection extends Connection {
  readonly #process: PluginProcess;

  constructor(settings: AwsSettings, services: RequestServices, process: PluginProcess) {
    super(settings, services);
    this.#process = process;
  }

  override async send<Op extends Operation>(
    operation: Op,
    input: RequestOf<Op>,
    limits: CallLimits,
  ): Promise<ResponseOf<Op>> {
    const answer = await this.#process.call(operation, () => super.send(operation, input, limits));
    return this.#process.rewritten(operation, input, answer);
  }

  override readPart(object: S3Location, from: number, etag: string | undefined, limits: CallLimits): Promise<S3Part> {
    return this.#process.call("GetObject", () => super.readPart(object, from, etag, limits));
  }

  override sendToS3<Op extends S3Operation>(
    operation: Op,
    input: S3RequestOf<Op>,
    limits: CallLimits,
  ): Promise<S3ResponseOf<Op>> {
    return this.#process.call(operation, () => super.sendToS3(operation, input, limits));
  }

  override tagSets(arns: readonly string[], limits: CallLimits): Promise<TagSets> {
    return this.#process.call("GetResources", () => super.tagSets(arns, limits));
  }

  protected override askAccount(credentials: AwsCredentialIdentity): Promise<string> {
    return this.#process.call("GetCallerIdentity", () => super.askAccount(credentials));
  }
}

function forever(): Promise<never> {
  return new Promise(() => undefined);
}
