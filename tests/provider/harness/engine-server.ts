import { Server, ServerCredentials, type UntypedHandleCall } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import { GetRootResourceResponse, type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb.js";
import { createRequire } from "node:module";

const pulumi = createRequire(require.resolve("@pulumi/pulumi/package.json"));
const { Empty } = pulumi("google-protobuf/google/protobuf/empty_pb.js") as { Empty: new () => object };

type Answer = (error: null, response: object) => void;

/** As much of an engine as a plugin talks to: it listens, and remembers what it is told. */
export class EngineServer {
  readonly messages: {
    readonly text: string;
    readonly urn: string;
    readonly severity: "debug" | "other";
    readonly ephemeral: boolean;
  }[] = [];
  pings = 0;
  readonly #server = new Server();
  #port = 0;
  #listener: () => void = () => undefined;

  static async start(): Promise<EngineServer> {
    const engine = new EngineServer();
    await engine.#listen();
    return engine;
  }

  /** Resolves once a message has come that contains `text` and is about the resource of that name. */
  async heard(name: string, text: string): Promise<void> {
    const isIt = (message: { text: string; urn: string }): boolean =>
      message.urn.endsWith(`::${name}`) && message.text.includes(text);
    while (!this.messages.some(isIt)) await new Promise<void>((resolve) => (this.#listener = resolve));
  }

  /** As the plugin is told it. */
  get address(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** Ends it as a killed CLI ends: connections break, nothing answers any more. */
  kill(): void {
    this.#server.forceShutdown();
  }

  async #listen(): Promise<void> {
    const answers: Record<string, UntypedHandleCall> = {
      log: ({ request }: { request: LogRequest }, answer: Answer): void => {
        const [text, urn, ephemeral] = [request.getMessage(), request.getUrn(), request.getEphemeral()];
        const severity = request.getSeverity() === LogSeverity.DEBUG ? "debug" : "other";
        this.messages.push({ text, urn, severity, ephemeral });
        this.#listener();
        answer(null, new Empty());
      },
      getRootResource: (_call: unknown, answer: Answer): void => {
        this.pings += 1;
        answer(null, new GetRootResourceResponse());
      },
    };
    const service: object = Object.fromEntries(Object.entries(EngineService).filter(([name]) => name in answers));
    this.#server.addService(service as typeof EngineService, answers);
    this.#port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
        if (error === null) resolve(port);
        else reject(error);
      });
    });
  }
}
