import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
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
const MAX_CONNECTIONS = 2_000;

const refusal = (status: number, code: string, message: string): Answer => ({
  kind: "answer",
  status,
  contentType: AMZ_JSON,
  body: JSON.stringify({ __type: code, message }),
});

/**
 * Only requests meant for this machine and made by a program: a web page that had its name pointed here is turned away by
 * the Host header, one that asks across sites by what browsers, and nobody else, then send.
 */
function isLocal({ headers }: IncomingMessage, isOfStreamed: boolean): boolean {
  const host = (headers.host ?? "").replace(/:\d+$/, "");
  const site = headers["sec-fetch-site"];
  const isOwnSite = site === undefined || site === "none" || site === "same-origin";
  // Names below `localhost` are this machine's alone; S3 has its buckets there.
  const isHost = ["127.0.0.1", "localhost", "[::1]"].includes(host) || (isOfStreamed && host.endsWith(".localhost"));
  return isHost && headers.origin === undefined && isOwnSite;
}

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

function send(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  if (answer.kind === "hang" || response.destroyed) return;
  if (answer.kind === "reset") {
    request.socket.resetAndDestroy();
    return;
  }
  response.writeHead(answer.status, {
    "Content-Type": answer.contentType,
    "Content-Length": Buffer.byteLength(answer.body),
    "X-Content-Type-Options": "nosniff",
    "x-amzn-RequestId": randomUUID(),
  });
  response.end(answer.body);
}

/** A listening server. */
export interface ListeningServer {
  readonly port: number;
  /** Stops listening and drops all connections. */
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 and hands every complete request to `handle`.
 * @param port 0 = any free port
 * @param maxBodyBytes how much of a request with these headers is read
 * @param streamed gets its requests before their bodies are read
 */
export async function listen(
  port: number,
  handle: (request: ServerRequest) => Answer | Promise<Answer>,
  maxBodyBytes: (headers: IncomingHttpHeaders) => number,
  streamed: StreamedService,
): Promise<ListeningServer> {
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once("close", () => {
      // An answered request closes as well, thousands of times a second, and an abort is not for nothing.
      if (!response.writableFinished) gone.abort();
    });
    const isOfStreamed = streamed.takes(request);
    if (!isLocal(request, isOfStreamed)) {
      send(refusal(403, "AccessDeniedException", "Only local requests are answered."), request, response);
      return;
    }
    if (isOfStreamed) {
      await streamed.answer(request, response, gone.signal);
      return;
    }
    const body = await readBody(request, maxBodyBytes(request.headers));
    if (body === "gone") return;
    if (body === "too large") {
      send(refusal(413, "RequestEntityTooLargeException", "The request is too large."), request, response);
      return;
    }
    const url = urlOf(request);
    if (url === undefined) {
      send(refusal(400, "ValidationException", "The address of the request is malformed."), request, response);
      return;
    }
    const { method = "GET", headers } = request;
    send(await handle({ method, url, headers, body, callerGone: gone.signal }), request, response);
  }

  const limits = { keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: REQUEST_MS, headersTimeout: HEADERS_MS };
  const server: Server = createServer(limits, (request, response) => {
    respond(request, response).catch((error: unknown) => {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.stderr.write(`rekognition-emulator: ${message}\n`);
      if (!response.headersSent) send(refusal(500, "InternalServerError", "The emulator failed."), request, response);
    });
  });
  server.maxConnections = MAX_CONNECTIONS;
  await new Promise<void>((resolve, reject) => {
    // Once it listens, only a single connection can still go wrong: no reason to end.
    server.on("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
