import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { Etags } from "../buckets/etags.js";
import { UnwritableKey } from "../buckets/given-folder.js";
import { ApiError } from "../protocol/errors.js";
import { faultAtTheDoor, faultInService, heldBack } from "../protocol/injected.js";
import type { Holdable } from "../protocol/injected.js";
import { checkS3Permission } from "../protocol/permission.js";
import type { Runtime } from "../runtime.js";
import type { StreamedService } from "../server.js";
import { checkExpectedOwner } from "./bucket-access.js";
import { addressOf, isS3 } from "./address.js";
import type { S3Address } from "./address.js";
import type { S3Answer, S3World } from "./call.js";
import { callerOf } from "./caller.js";
import { checkKey } from "./deletes.js";
import { S3Error, invalidRequest, notImplemented } from "./errors.js";
import { readRange } from "./source.js";
import { operationOf, unknownPart } from "./table.js";
import { xmlDocument } from "./xml.js";

const XML = "application/xml";

/** What the rest of the emulator throws, in S3's words. */
function s3ErrorOf(error: unknown): S3Error {
  if (error instanceof S3Error) return error;
  if (error instanceof UnwritableKey) return invalidRequest(error.message);
  if (!(error instanceof ApiError)) throw error;
  const { code, message } = error;
  if (code === "ThrottlingException") return new S3Error("SlowDown", 503, message);
  if (code === "InternalServerError") return new S3Error("InternalError", 500, message);
  if (code === "ExpiredTokenException") return new S3Error("ExpiredToken", 400, message);
  return new S3Error(code.replace(/Exception$/, ""), code === "AccessDeniedException" ? 403 : 400, message);
}

function errorAnswer(error: S3Error, resource: string, requestId: string): S3Answer {
  const { code, status, message, members, headers } = error;
  if (status === 304) return { status, headers };
  const content = { Code: code, Message: message, ...members, Resource: resource, RequestId: requestId };
  return { status, headers, body: xmlDocument("Error", content, "") };
}

async function send(
  answer: S3Answer,
  request: IncomingMessage,
  response: ServerResponse,
  callerGone: AbortSignal,
): Promise<void> {
  const { status, body, headers = {} } = answer;
  const isFile = typeof body === "object";
  // Opened before anything is said: it may fail.
  const file = isFile ? readRange(body.path, body) : undefined;
  const hasBody = typeof body === "string";
  response.writeHead(status, {
    ...(hasBody ? { "content-type": XML, "content-length": Buffer.byteLength(body) } : {}),
    ...(body === undefined && status !== 304 && status !== 204 ? { "content-length": 0 } : {}),
    ...headers,
    "x-content-type-options": "nosniff",
    server: "rekognition-emulator",
    // What is left of a body that was refused would be read to its end otherwise.
    ...(status >= 400 && !request.complete ? { connection: "close" } : {}),
  });
  if (file === undefined) response.end(request.method === "HEAD" ? undefined : body);
  else {
    await pipeline(file, response).catch((error: unknown) => {
      if (!callerGone.aborted) throw error;
    });
  }
}

/** Amazon S3 over the emulator's buckets. */
export function createS3(runtime: Runtime): StreamedService {
  const { buckets } = runtime.world;
  const world: S3World = { buckets, etags: new Etags(), uploads: runtime.uploads };

  async function perform(request: IncomingMessage, progress: Progress): Promise<S3Answer | "reset" | "hang"> {
    const address = addressOf(request);
    progress.address = address;
    const realNowMs = runtime.realNowMs();
    const caller = callerOf(request, address.query, realNowMs);
    progress.call = { ...progress.call, caller };
    const operation = operationOf(request.method ?? "", address, request.headers);
    const part = unknownPart(address, operation?.name ?? "");
    if (operation === undefined || part !== undefined) {
      throw notImplemented(part === undefined ? `${request.method ?? ""} here` : `${request.method ?? ""} of ?${part}`);
    }
    progress.call = { ...progress.call, operation: operation.name, fault: runtime.faults.take(operation.name, caller) };
    if (!(await heldBack(runtime, "before", progress.call))) return "hang";
    const { fault } = progress.call;
    const refused = faultAtTheDoor(fault);
    if (refused !== undefined) return refused.kind === "reset" ? "reset" : "hang";
    faultInService(fault, caller, `s3:${operation.name}`);
    checkS3Permission(runtime.world.switches, caller, operation.name);
    checkKey(address.key);
    runtime.world.timeline.settle(runtime.world.clock.nowMs());
    const call = { ...world, ...address, request, caller, realNowMs };
    checkExpectedOwner(call);
    const answer = await operation.run(call);
    progress.effect = request.method !== "GET" && request.method !== "HEAD";
    return fault?.kind === "lostResponse" ? "reset" : answer;
  }

  async function answer(request: IncomingMessage, response: ServerResponse, callerGone: AbortSignal): Promise<void> {
    const requestId = randomUUID().replaceAll("-", "").slice(0, 16).toUpperCase();
    response.setHeader("x-amz-request-id", requestId);
    response.setHeader("x-amz-id-2", Buffer.from(requestId).toString("base64"));
    const progress: Progress = {
      address: undefined,
      call: { fault: undefined, caller: undefined, operation: "", callerGone },
      effect: false,
    };
    let result: S3Answer | "reset" | "hang";
    let error: S3Error | undefined;
    try {
      result = await perform(request, progress);
    } catch (thrown) {
      if (callerGone.aborted) return;
      error = s3ErrorOf(thrown);
      result = errorAnswer(error, (request.url ?? "").split("?")[0] ?? "", requestId);
    }
    // Buckets are kept by themselves; a training may have ended meanwhile.
    if (runtime.keeper !== undefined) await runtime.keeper.after(false);
    const { caller, operation } = progress.call;
    const { bucket, key } = progress.address ?? {};
    runtime.calls.add(
      {
        atMs: runtime.world.clock.nowMs(),
        operation,
        account: caller?.account,
        accessKeyId: caller?.accessKeyId,
        region: caller?.region,
        status: typeof result === "string" ? 0 : result.status,
        ...(error === undefined ? {} : { error: error.code }),
        request: { Bucket: bucket?.slice(0, MAX_LOGGED), Key: key?.slice(0, MAX_LOGGED) },
        effect: progress.effect,
      },
      MAX_LOGGED,
      typeof result !== "string" && typeof result.body === "string" ? result.body : undefined,
    );
    if (!(await heldBack(runtime, "after", progress.call)) || result === "hang") return;
    if (result === "reset") request.socket.resetAndDestroy();
    else await send(result, request, response, callerGone);
  }

  return { takes: isS3, answer };
}

/** What is known of a request so far; recorded whatever becomes of it. */
interface Progress {
  address: S3Address | undefined;
  call: Holdable;
  effect: boolean;
}

const MAX_LOGGED = 1024;
