import { type Client, credentials, makeGenericClientConstructor } from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import * as pb from "@pulumi/pulumi/proto/provider_pb.js";
import { answered } from "./dynamic-plugin.js";
import { failureOn } from "./plan.js";
import { type Bag, fromStruct, toStruct } from "./property-bag.js";
import { ProviderProcess } from "./provider-process.js";

const MAIN = require.resolve("../../../provider/facades/plugin/main.js");

type Call = (request: object, done: (error: Error | null, answer: unknown) => void) => unknown;

/** What the engine holds of a resource of the plugin. */
export interface PluginState {
  readonly id: string;
  readonly inputs: Bag;
  readonly outputs: Bag;
}

/** How much of a record is a difference, down to the members. */
export interface PluginDiff {
  readonly changes: boolean;
  readonly replaces: readonly string[];
  /** Kind of difference by path, as in `{ "tags.team": "UPDATE" }`. */
  readonly details: Readonly<Record<string, string>>;
}

/** The plugin in a process of its own, and the engine's side of the conversation with it. */
export class PluginClient {
  readonly process: ProviderProcess;
  readonly #client: Client;

  private constructor(process: ProviderProcess) {
    this.process = process;
    const Provider = makeGenericClientConstructor(ResourceProviderService, "ResourceProvider");
    this.#client = new Provider(process.address, credentials.createInsecure());
  }

  static async start(
    engineAddress: string,
    environment: Readonly<Record<string, string>>,
    folder?: string,
  ): Promise<PluginClient> {
    return new PluginClient(await ProviderProcess.start(MAIN, engineAddress, environment, folder));
  }

  stop(): void {
    this.#client.close();
    this.process.stop();
  }

  handshake(engineAddress: string): Promise<pb.ProviderHandshakeResponse> {
    return this.#asked("handshake", new pb.ProviderHandshakeRequest().setEngineAddress(engineAddress));
  }

  async version(): Promise<string> {
    return (await this.#asked<PluginInfo>("getPluginInfo", new Empty())).getVersion();
  }

  async schema(): Promise<Bag> {
    const answer = await this.#asked<pb.GetSchemaResponse>("getSchema", new pb.GetSchemaRequest());
    return JSON.parse(answer.getSchema()) as Bag;
  }

  async checkConfig(urn: string, news: Bag): Promise<string[]> {
    const request = new pb.CheckRequest().setUrn(urn).setNews(toStruct(news));
    const answer = await this.#asked<pb.CheckResponse>("checkConfig", request);
    return answer.getFailuresList().map((each) => each.getReason());
  }

  async diffConfig(olds: Bag, news: Bag): Promise<pb.DiffResponse.AsObject> {
    const request = new pb.DiffRequest().setOldInputs(toStruct(olds)).setNews(toStruct(news));
    return (await this.#asked<pb.DiffResponse>("diffConfig", request)).toObject();
  }

  configure(args: Bag): Promise<pb.ConfigureResponse> {
    return this.#asked("configure", new pb.ConfigureRequest().setArgs(toStruct(args)));
  }

  async check(urn: string, news: Bag, olds: Bag = {}): Promise<{ inputs: Bag; failures: Bag[] }> {
    const request = new pb.CheckRequest().setUrn(urn).setNews(toStruct(news)).setOlds(toStruct(olds));
    const answer = await this.#asked<pb.CheckResponse>("check", request);
    const failures = answer.getFailuresList().map((each) => {
      const { property, reason } = failureOn(each.getReason());
      return { [property]: reason };
    });
    return { inputs: fromStruct(answer.getInputs()), failures };
  }

  async diff(urn: string, { id, inputs, outputs }: PluginState, news: Bag): Promise<PluginDiff> {
    const request = new pb.DiffRequest().setUrn(urn).setId(id).setOlds(toStruct(outputs));
    request.setOldInputs(toStruct(inputs)).setNews(toStruct(news));
    const answer = await this.#asked<pb.DiffResponse>("diff", request);
    const names = Object.entries(pb.PropertyDiff.Kind) as [string, pb.PropertyDiff.Kind][];
    const details: [string, string][] = [];
    answer.getDetaileddiffMap().forEach((each, path) => {
      details.push([path, names.find(([, kind]) => kind === each.getKind())?.[0] ?? ""]);
    });
    return {
      changes: answer.getChanges() === pb.DiffResponse.DiffChanges.DIFF_SOME,
      replaces: answer.getReplacesList(),
      details: Object.fromEntries(details),
    };
  }

  async create(urn: string, inputs: Bag, timeoutSeconds = 0): Promise<PluginState> {
    const request = new pb.CreateRequest().setUrn(urn).setProperties(toStruct(inputs)).setTimeout(timeoutSeconds);
    const answer = await this.#asked<pb.CreateResponse>("create", request);
    return { id: answer.getId(), inputs, outputs: fromStruct(answer.getProperties()) };
  }

  async previewCreate(urn: string, inputs: Bag): Promise<Bag> {
    const request = new pb.CreateRequest().setUrn(urn).setProperties(toStruct(inputs)).setPreview(true);
    return fromStruct((await this.#asked<pb.CreateResponse>("create", request)).getProperties());
  }

  async update(urn: string, before: PluginState, news: Bag, isPreview = false): Promise<PluginState> {
    const request = new pb.UpdateRequest().setUrn(urn).setId(before.id).setOlds(toStruct(before.outputs));
    request.setNews(toStruct(news)).setPreview(isPreview);
    const answer = await this.#asked<pb.UpdateResponse>("update", request);
    return { id: before.id, inputs: news, outputs: fromStruct(answer.getProperties()) };
  }

  /** An import where nothing is held of it; undefined where it is gone. */
  async read(urn: string, id: string, held?: PluginState): Promise<PluginState | undefined> {
    const request = new pb.ReadRequest().setUrn(urn).setId(id);
    if (held !== undefined) request.setProperties(toStruct(held.outputs)).setInputs(toStruct(held.inputs));
    const answer = await this.#asked<pb.ReadResponse>("read", request);
    if (answer.getId() === "") return undefined;
    return {
      id: answer.getId(),
      inputs: fromStruct(answer.getInputs()),
      outputs: fromStruct(answer.getProperties()),
    };
  }

  async delete(urn: string, { id, outputs }: PluginState): Promise<void> {
    await this.#asked("delete", new pb.DeleteRequest().setUrn(urn).setId(id).setProperties(toStruct(outputs)));
  }

  async invoke(name: string, args: Bag): Promise<Bag> {
    const request = new pb.InvokeRequest().setTok(`rekognition:index:${name}`).setArgs(toStruct(args));
    return fromStruct((await this.#asked<pb.InvokeResponse>("invoke", request)).getReturn());
  }

  async cancel(): Promise<void> {
    await this.#asked("cancel", new Empty());
  }

  #asked<Answer>(method: string, request: object): Promise<Answer> {
    const call = (this.#client as unknown as Readonly<Record<string, Call>>)[method];
    if (call === undefined) throw new Error(`there is no method ${method}`);
    return answered<Answer>((done) => call.call(this.#client, request, done as Parameters<Call>[1]));
  }
}
