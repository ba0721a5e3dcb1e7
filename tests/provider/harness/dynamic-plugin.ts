import { type Metadata, type ServiceError, credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import {
  CheckRequest,
  type CheckResponse,
  ConfigureRequest,
  CreateRequest,
  type CreateResponse,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  ErrorResourceInitFailed,
  ReadRequest,
  type ReadResponse,
  UpdateRequest,
  type UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import { Status } from "@pulumi/pulumi/proto/status_pb.js";
import { failureOn } from "./plan.js";
import { type Bag, fromStruct, toStruct } from "./property-bag.js";
import { ProviderProcess } from "./provider-process.js";

const HOST = require.resolve("@pulumi/pulumi/cmd/dynamic-provider/index.js");

/** What a create or update that left something unfinished tells the engine. */
export interface InitFailure {
  readonly id: string;
  readonly properties: Bag;
  readonly reasons: readonly string[];
}

/** Pulumi's real dynamic provider in a process of its own, and the engine's side of the conversation with it. */
export class DynamicPlugin {
  readonly #process: ProviderProcess;
  readonly #client: ResourceProviderClient;

  private constructor(process: ProviderProcess) {
    this.#process = process;
    this.#client = new ResourceProviderClient(process.address, credentials.createInsecure());
  }

  static async start(engineAddress: string, environment: Readonly<Record<string, string>>): Promise<DynamicPlugin> {
    return new DynamicPlugin(await ProviderProcess.start(HOST, engineAddress, environment));
  }

  /** Resolves with the exit code. */
  get exited(): Promise<number | null> {
    return this.#process.exited;
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** What it wrote on standard error so far. */
  get stderr(): string {
    return this.#process.stderr;
  }

  stop(): void {
    this.#client.close();
    this.#process.stop();
  }

  async configure(config: Bag): Promise<void> {
    const request = new ConfigureRequest();
    request.setArgs(toStruct(config));
    await answered((done) => this.#client.configure(request, done));
  }

  async check(olds: Bag, news: Bag): Promise<{ inputs: Bag; failures: { property: string; reason: string }[] }> {
    const request = new CheckRequest();
    request.setOlds(toStruct(olds));
    request.setNews(toStruct(news));
    const answer = await answered<CheckResponse>((done) => this.#client.check(request, done));
    const failures = answer.getFailuresList();
    return {
      inputs: fromStruct(answer.getInputs()),
      failures: failures.map((failure) => failureOn(failure.getReason())),
    };
  }

  async diff(id: string, olds: Bag, news: Bag): Promise<{ changes: string; replaces: string[]; deleteFirst: boolean }> {
    const request = new DiffRequest();
    request.setId(id);
    request.setOlds(toStruct(olds));
    request.setNews(toStruct(news));
    const answer = await answered<DiffResponse>((done) => this.#client.diff(request, done));
    const names = { [DiffResponse.DiffChanges.DIFF_NONE]: "none", [DiffResponse.DiffChanges.DIFF_SOME]: "some" };
    return {
      changes: (names as Record<number, string>)[answer.getChanges()] ?? "unknown",
      replaces: answer.getReplacesList(),
      deleteFirst: answer.getDeletebeforereplace(),
    };
  }

  async create(inputs: Bag): Promise<{ id: string; outputs: Bag }> {
    const request = new CreateRequest();
    request.setProperties(toStruct(inputs));
    const answer = await answered<CreateResponse>((done) => this.#client.create(request, done));
    return { id: answer.getId(), outputs: fromStruct(answer.getProperties()) };
  }

  async read(id: string, outputs: Bag): Promise<{ id: string; outputs: Bag; inputs: Bag }> {
    const request = new ReadRequest();
    request.setId(id);
    request.setProperties(toStruct(outputs));
    const answer = await answered<ReadResponse>((done) => this.#client.read(request, done));
    return { id: answer.getId(), outputs: fromStruct(answer.getProperties()), inputs: fromStruct(answer.getInputs()) };
  }

  async update(id: string, olds: Bag, news: Bag): Promise<Bag> {
    const request = new UpdateRequest();
    request.setId(id);
    request.setOlds(toStruct(olds));
    request.setNews(toStruct(news));
    const answer = await answered<UpdateResponse>((done) => this.#client.update(request, done));
    return fromStruct(answer.getProperties());
  }

  async delete(id: string, outputs: Bag): Promise<void> {
    const request = new DeleteRequest();
    request.setId(id);
    request.setProperties(toStruct(outputs));
    await answered((done) => this.#client.delete(request, done));
  }
}

/** The answer of a call, or what it failed with. */
export function answered<T>(call: (done: (error: ServiceError | null, answer: T) => void) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, answer) => {
      if (error === null) resolve(answer);
      else reject(error);
    });
  });
}

/** What the details of a failed create or update say, the way the engine reads them; undefined where there are none. */
export function initFailureOf(error: unknown): InitFailure | undefined {
  const metadata = (error as { metadata?: Metadata }).metadata;
  const [bytes] = metadata?.get("grpc-status-details-bin") ?? [];
  if (!(bytes instanceof Buffer)) return undefined;
  const [detail] = Status.deserializeBinary(bytes).getDetailsList();
  const failure = detail?.unpack(
    (packed: Uint8Array) => ErrorResourceInitFailed.deserializeBinary(packed),
    "pulumirpc.ErrorResourceInitFailed",
  );
  if (!failure) return undefined;
  return { id: failure.getId(), properties: fromStruct(failure.getProperties()), reasons: failure.getReasonsList() };
}
