import type { EngineServer } from "../../harness/engine-server.js";
import { PluginClient, type PluginState } from "../../harness/plugin-client.js";
import type { Bag } from "../../harness/property-bag.js";
import { ACCOUNT, REGION } from "../../harness/rig.js";
import { Service } from "../../harness/service.js";

/** The URN of a resource of the plugin; `type` for one of another type. */
export function urnOf(kind: string, name: string, type = `rekognition:index:${kind}`): string {
  return `urn:pulumi:dev::shop::${type}::${name}`;
}

/** An emulator, an engine, and plugins in processes of their own that work for it. */
export class Stage extends Service {
  readonly #plugins: PluginClient[] = [];

  override async close(): Promise<void> {
    for (const plugin of this.#plugins) plugin.stop();
    await super.close();
  }

  /** What the configuration of the plugin's provider is, unless a test says otherwise. */
  get settings(): Bag {
    return { endpoint: this.emulator.url, s3Endpoint: this.emulator.url, region: REGION };
  }

  /** A plugin in a process of its own; it is not configured. */
  async started(account = ACCOUNT, { engine = this.engine, folder }: Started = {}): Promise<PluginClient> {
    const plugin = await PluginClient.start(engine.address, this.environmentOf(account), folder);
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

  /** Warnings and notes beside a resource. */
  messagesOf(urn: string): string[] {
    return this.engine.messages.filter((message) => message.urn === urn).map(({ text }) => text);
  }
}

interface Started {
  readonly engine?: EngineServer;
  readonly folder?: string;
}
