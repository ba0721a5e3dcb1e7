import { once } from "node:events";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A service that takes whatever it is sent. */
export class Receiver {
  /** How the next requests are answered; default: with success. */
  readonly statuses: number[] = [];
  readonly #server: Server;
  readonly #answer: string;

  private constructor(server: Server, answer: string) {
    this.#server = server;
    this.#answer = answer;
  }

  /** @param answer the body of every answer */
  static async start(answer = ""): Promise<Receiver> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Receiver(server, answer);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The next request that arrives. */
  async received(): Promise<{ readonly request: IncomingMessage; readonly body: string }> {
    const [request, response] = (await once(this.#server, "request")) as [IncomingMessage, ServerResponse];
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk as string;
    response.writeHead(this.statuses.shift() ?? 200).end(this.#answer);
    return { request, body };
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
