import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { elapsedMs } from "./clock.js";
import { inUrl } from "./door/gate.js";
import type { Admission, Gate } from "./door/gate.js";
import { AMZ_JSON } from "./protocol/answer.js";
import type { Answer } from "./protocol/answer.js";

/** One request, wholly read. */
export interface ServerRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Aborted when the connection has closed. */
  readonly callerGone: AbortSignal;
}

/** A service that reads the bodies of its requests itself, for they may be large. */
export interface StreamedService {
  /** Whether the request is one of its own. */
  takes(request: IncomingMessage): boolean;
  answer(request: IncomingMessage, response: ServerResponse, callerGone: AbortSignal): Promise<void>;
}

/** Longer than the SDKs keep idle connections, so that they never meet one that was just closed. */
const KEEP_ALIVE_MS = 120_000;
/** For the whole of a request to arrive, and for its headers. */
const REQUEST_MS = 60_000;
const HEADERS_MS = 10_000;
/** How often those limits are looked after. */
const CHECK_MS = 5_000;
const MAX_CONNECTIONS = 2_000;
/** Beyond so many the one that has been idle for the longest is closed, so that there is room for those who ask something. */
const MAX_IDLE = 1_000;

const refusal = (status: number, code: string, message: string): Answer => ({
  kind: "answer",
  status,
  contentType: AMZ_JSON,
  body: JSON.stringify({ __type: code, message }),
});

function urlOf(request: IncomingMessage): URL | undefined {
  const base = "http://127.0.0.1";
  const target = request.url ?? "/";
  return URL.canParse(target, base) ? new URL(target, base) : undefined;
}

/** @returns "gone" for a caller that hung up before it had said all */
function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | "too large" | "gone"> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
    });
    request.on("end", () => {
      resolve(size > maxBytes ? "too large" : Buffer.concat(chunks));
    });
    // Nothing but the connection can fail here.
    request.on("error", () => {
      resolve("gone");
    });
  });
}

function send(
  answer: Answer,
  headers: Readonly<Record<string, string>>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (answer.kind === "hang" || response.destroyed) return;
  if (answer.kind === "reset") {
    request.socket.resetAndDestroy();
    return;
  }
  response.writeHead(answer.status, {
    ...headers,
    ...answer.headers,
    "Content-Type": answer.contentType,
    "Content-Length": Buffer.byteLength(answer.body),
    "X-Content-Type-Options": "nosniff",
    "x-amzn-RequestId": randomUUID(),
  });
  response.end(answer.body);
}

/** A request and what came of it, for a log. */
export interface ServedRequest {
  readonly method: string;
  /** Path and query, as they came. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  /** Undefined if it was refused before it was read. */
  readonly body: Buffer | undefined;
  /** HTTP status of the answer; 0 if none was given. */
  readonly status: number;
  readonly answer: string;
  /** From when its headers had come until it was answered. */
  readonly durationMs: number;
}

/** What came of a request. */
type Outcome = Pick<ServedRequest, "body" | "status" | "answer">;

/** Closes connections on which nothing is asked where there are too many of them. */
function limitIdle(server: Server): void {
  const idle = new Set<Socket>();
  const rest = (socket: Socket): void => {
    if (socket.destroyed) return;
    idle.add(socket);
    const [oldest] = idle;
    if (idle.size > MAX_IDLE) oldest?.destroy();
  };
  server.on("connection", (socket: Socket) => {
    socket.once("close", () => idle.delete(socket));
    rest(socket);
  });
  server.prependListener("request", ({ socket }: IncomingMessage, response: ServerResponse) => {
    idle.delete(socket);
    response.once("close", () => {
      rest(socket);
    });
  });
}

export interface ListenOptions {
  /** Name or address of this machine. */
  readonly host: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly gate: Gate;
  readonly handle: (request: ServerRequest) => Answer | Promise<Answer>;
  /** How much of a request with these headers is read. */
  readonly maxBodyBytes: (headers: IncomingHttpHeaders) => number;
  /** Gets its requests before their bodies are read. */
  readonly streamed: StreamedService;
  readonly onRequest: ((served: ServedRequest) => void) | undefined;
}

/** A listening server. */
export interface ListeningServer {
  /** Where this machine reaches it. */
  readonly url: string;
  readonly port: number;
  /** Whether nothing but this machine reaches it. */
  readonly isLoopback: boolean;
  /** Stops listening and drops all connections. */
  close(): Promise<void>;
}

/** Every address of the machine, as a server is told it. */
const ANY = ["0.0.0.0", "::"];
const LOOPBACK = "127.0.0.1";

/** Listens, and hands every complete request that is let in to `handle`. */
export async function listen(options: ListenOptions): Promise<ListeningServer> {
  const { gate, handle, maxBodyBytes, streamed, onRequest } = options;

  async function answerTo(
    request: IncomingMessage,
    url: URL | undefined,
    { isAdmitted, isPreflight }: Admission,
    callerGone: AbortSignal,
  ): Promise<{ readonly answer: Answer; readonly body?: Buffer }> {
    if (!isAdmitted) {
      return { answer: refusal(403, "AccessDeniedException", "Only local requests are answered.") };
    }
    if (isPreflight) return { answer: { kind: "answer", status: 204, contentType: "text/plain", body: "" } };
    const body = await readBody(request, maxBodyBytes(request.headers));
    if (body === "gone") return { answer: { kind: "hang" } };
    if (body === "too large") {
      return { answer: refusal(413, "RequestEntityTooLargeException", "The request is too large.") };
    }
    if (url === undefined) {
      return { answer: refusal(400, "ValidationException", "The address of the request is malformed.") };
    }
    const { method = "GET", headers } = request;
    return { answer: await handle({ method, url, headers, body, callerGone }), body };
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sinceMs = onRequest === undefined ? 0 : elapsedMs();
    const gone = new AbortController();
    response.once("close", () => {
      // An answered request closes as well, thousands of times a second, and an abort is not for nothing.
      if (!response.writableFinished) gone.abort();
    });
    const url = urlOf(request);
    const admission = gate.admit(request, url);
    const isStreamed = admission.isAdmitted && !admission.isPreflight && streamed.takes(request);
    const served = isStreamed
      ? await stream(request, response, admission, gone.signal)
      : await exchange(request, response, url, admission, gone.signal);
    const { method = "GET", url: target = "/", headers } = request;
    onRequest?.({ method, target, headers, ...served, durationMs: elapsedMs() - sinceMs });
  }

  async function stream(
    request: IncomingMessage,
    response: ServerResponse,
    { headers }: Admission,
    callerGone: AbortSignal,
  ): Promise<Outcome> {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    // A page in a bucket is not to act as the emulator's own, which is of the same origin. Browsers say that they are some only
    // where the address is this machine's.
    response.setHeader("Content-Security-Policy", "sandbox");
    await streamed.answer(request, response, callerGone);
    return { body: undefined, status: response.headersSent ? response.statusCode : 0, answer: "" };
  }

  async function exchange(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL | undefined,
    admission: Admission,
    callerGone: AbortSignal,
  ): Promise<Outcome> {
    const { answer, body } = await answerTo(request, url, admission, callerGone);
    send(answer, admission.headers, request, response);
    const isAnswer = answer.kind === "answer";
    return { body, status: isAnswer ? answer.status : 0, answer: isAnswer ? answer.body : "" };
  }

  const limits = {
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_MS,
    headersTimeout: HEADERS_MS,
    connectionsCheckingInterval: CHECK_MS,
  };
  const server: Server = createServer(limits, (request, response) => {
    respond(request, response).catch((error: unknown) => {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`rekognition-emulator: ${message}\n`);
      if (!response.headersSent)
        send(refusal(500, "InternalServerError", "The emulator failed."), {}, request, response);
    });
  });
  server.maxConnections = MAX_CONNECTIONS;
  limitIdle(server);
  await new Promise<void>((resolve, reject) => {
    // Once it listens, only a single connection can still go wrong: no reason to end.
    server.on("error", reject);
    server.listen(options.port, options.host, resolve);
  });
  const { address, port } = server.address() as AddressInfo;
  return {
    url: `http://${ANY.includes(address) ? LOOPBACK : inUrl(address)}:${port}`,
    port,
    isLoopback: address === "::1" || address.startsWith("127."),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
