import { Connection } from "../../../provider/aws/connection.js";
import type { Operation, RequestOf, ResponseOf } from "../../../provider/aws/operations.js";
import type { AwsSettings } from "../../../provider/aws/settings.js";
import { keptConnections } from "../../../provider/host/connections.js";
import { DynamicProvider } from "../../../provider/host/dynamic-provider.js";
import { type ProcessServices, createServices } from "../../../provider/host/process-services.js";
import { type KindName, kinds } from "./kinds.js";
import type { RecordingEngine } from "./recording-engine.js";
import type { VirtualTime } from "./virtual-time.js";

/** When a process is killed: before its n-th AWS call (from 1) is sent, or once that call has had its effect. */
export interface KillPoint {
  readonly call: number;
  readonly when: "before" | "after";
}

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
  readonly kill?: KillPoint | undefined;
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
      connection: keptConnections(this.#clock, services.watchdog.signal, (to) => {
        const connection = new WatchedConnection(to, this);
        this.#connections.push(connection);
        return connection;
      }),
    };
  }

  /** The provider of a kind, configured as the dynamic host would. */
  provider(kind: KindName): DynamicProvider {
    const known = this.#providers.get(kind);
    if (known !== undefined) return known;
    const provider = new DynamicProvider(kinds[kind], () => this.services);
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
  async call<T>(send: () => Promise<T>): Promise<T> {
    if (this.#isDead()) return forever();
    this.#calls += 1;
    const { time, kill } = this.#settings;
    const isLast = kill?.call === this.#calls;
    if (isLast && kill.when === "before") this.kill();
    if (this.#isDead()) return forever();
    try {
      return await time.busy(send);
    } finally {
      if (isLast) this.kill();
      if (this.#isDead()) await forever();
    }
  }

  rewritten<Op extends Operation>(operation: Op, request: RequestOf<Op>, answer: ResponseOf<Op>): ResponseOf<Op> {
    const rewrite = this.#settings.rewrite[operation];
    return rewrite === undefined ? answer : rewrite(answer, request);
  }

  #isDead(): boolean {
    return this.#dead;
  }
}

/** A real connection whose calls the process knows of. */
class WatchedConnection extends Connection {
  readonly #process: PluginProcess;

  constructor(settings: AwsSettings, process: PluginProcess) {
    super(settings);
    this.#process = process;
  }

  override async send<Op extends Operation>(operation: Op, input: RequestOf<Op>): Promise<ResponseOf<Op>> {
    const answer = await this.#process.call(() => super.send(operation, input));
    return this.#process.rewritten(operation, input, answer);
  }

  override callerAccount(): Promise<string> {
    return this.#process.call(() => super.callerAccount());
  }
}

function forever(): Promise<never> {
  return new Promise(() => undefined);
}
