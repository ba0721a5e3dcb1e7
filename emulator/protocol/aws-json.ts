import type { IncomingHttpHeaders } from "node:http";
import { gather } from "../foreign/gather.js";
import { refuseEnded } from "../operations/ended.js";
import { OPERATIONS } from "../operations/table.js";
import { unimplemented } from "../operations/unimplemented.js";
import type { Runtime } from "../runtime.js";
import type { Scope } from "../store/scope.js";
import type { World } from "../world.js";
import type { Answer } from "./answer.js";
import { errorAnswer, jsonAnswer } from "./answer.js";
import { ApiError, frameworkError, serviceError } from "./errors.js";
import type { Fault } from "../faults.js";
import { faultAtTheDoor, faultInService, heldBack } from "./injected.js";
import { parseJson } from "./json.js";
import { checkPermission } from "./permission.js";
import { tagging } from "../tagging/service.js";
import type { JsonService } from "./json-service.js";
import { serviceModel } from "./service-model.js";
import type { OperationModel } from "./service-model.js";
import { readCaller } from "./signature.js";
import type { Caller } from "./signature.js";
import { inputReader } from "./validation.js";

const rekognition: JsonService = {
  model: serviceModel,
  readInput: inputReader(serviceModel),
  actions: "rekognition",
  operations: OPERATIONS,
  checkPermission,
  errorAnswer,
};

/** What is known of a request so far; recorded whatever becomes of it. */
interface Progress {
  readonly service: JsonService;
  operation: string;
  caller: Caller | undefined;
  fault: Fault | undefined;
  readonly callerGone: AbortSignal;
  request: unknown;
  effect: boolean;
  /** The moment at which it was carried out; undefined until then. */
  atMs: number | undefined;
}

/** The service that a request names, and the operation; another service's is nobody's. */
function targetOf(headers: IncomingHttpHeaders): { readonly service: JsonService; readonly operation: string } {
  const target = String(headers["x-amz-target"]);
  const service = [rekognition, tagging].find(({ model }) => target.startsWith(`${model.targetPrefix}.`));
  return service === undefined
    ? { service: rekognition, operation: "" }
    : { service, operation: target.slice(service.model.targetPrefix.length + 1) };
}

const modelOf = ({ model: { operations } }: JsonService, operation: string): OperationModel | undefined =>
  Object.hasOwn(operations, operation) ? operations[operation] : undefined;

/** More than the largest request of the API, 5 MiB of bytes in base64. */
const MAX_BODY_BYTES = 8 * 1024 ** 2;

/** How large a request may be: one with an image is read further, so that the image is what is refused. */
export function maxBodyBytes({ switches }: World, headers: IncomingHttpHeaders): number {
  const { service, operation } = targetOf(headers);
  const model = modelOf(service, operation);
  const hasImage = service.model.shapes[model?.input ?? ""]?.members?.Image !== undefined;
  return hasImage ? switches.largestImageRequestBytes : MAX_BODY_BYTES;
}

function parse(body: Buffer): unknown {
  try {
    return parseJson(body);
  } catch {
    throw frameworkError("SerializationException", "The request body is not valid JSON.");
  }
}

function checkRate(runtime: Runtime, caller: Caller, operation: string, nowMs: number): void {
  const { enforceRates, rateError } = runtime.world.switches;
  if (!enforceRates) return;
  if (runtime.rates.admit(`${caller.account}/${caller.region}`, operation, nowMs)) return;
  throw serviceError(rateError, "Provisioned rate exceeded.");
}

/** Everything in AWS's order: target, signature, constraints, permission, rate, then the operation itself. */
async function perform(
  runtime: Runtime,
  headers: IncomingHttpHeaders,
  body: Buffer,
  progress: Progress,
): Promise<Answer> {
  const { world } = runtime;
  const { service } = progress;
  const model = modelOf(service, progress.operation);
  if (model === undefined) throw frameworkError("UnknownOperationException", "");
  const caller = readCaller(headers);
  progress.caller = caller;
  progress.request = parse(body);
  const fault = runtime.faults.take(progress.operation, caller);
  progress.fault = fault;
  if (!(await heldBack(runtime, "before", progress))) return { kind: "hang" };
  const refused = faultAtTheDoor(fault);
  if (refused !== undefined) return refused;
  const input = service.readInput(model.input, progress.request);
  faultInService(fault, caller, `${service.actions}:${progress.operation}`);
  service.checkPermission(world.switches, caller, progress.operation, input);
  const { foreign } = world.buckets;
  const scope = world.store.scope(caller.account, caller.region);
  const release = foreign && (await gather(world, foreign, scope, progress.operation, input));
  try {
    const output = await carryOut(runtime, caller, scope, input, progress);
    return fault?.kind === "lostResponse" ? { kind: "reset" } : jsonAnswer(200, output);
  } finally {
    release?.();
  }
}

/** The operation itself, which is there at once: nothing else comes between its time and what it does. */
async function carryOut(
  runtime: Runtime,
  caller: Caller,
  scope: Scope,
  input: unknown,
  progress: Progress,
): Promise<object> {
  const { world } = runtime;
  const nowMs = world.clock.nowMs();
  progress.atMs = nowMs;
  checkRate(runtime, caller, progress.operation, nowMs);
  refuseEnded({ world }, progress.operation);
  const operation = progress.service.operations[progress.operation];
  if (operation === undefined) throw unimplemented(progress.operation);
  world.timeline.settle(nowMs);
  const output = await operation.run(input, { world, caller, scope, nowMs });
  progress.effect = operation.mutates;
  return output;
}

/** Answers one AWS JSON 1.1 request. */
export async function answerAwsJson(
  runtime: Runtime,
  headers: IncomingHttpHeaders,
  body: Buffer,
  callerGone: AbortSignal,
): Promise<Answer> {
  const { service, operation } = targetOf(headers);
  const progress: Progress = {
    service,
    operation,
    caller: undefined,
    fault: undefined,
    callerGone,
    request: undefined,
    effect: false,
    atMs: undefined,
  };
  let answer: Answer;
  let error: ApiError | undefined;
  try {
    answer = await perform(runtime, headers, body, progress);
  } catch (thrown) {
    if (!(thrown instanceof ApiError)) throw thrown;
    error = thrown;
    answer = service.errorAnswer(thrown);
  }
  const { foreign } = runtime.world.buckets;
  // What an answer tells of is there.
  if (foreign !== undefined) await foreign.written();
  if (runtime.keeper !== undefined) await runtime.keeper.after(progress.effect);
  runtime.calls.add(
    {
      atMs: progress.atMs ?? runtime.world.clock.nowMs(),
      operation: progress.operation,
      account: progress.caller?.account,
      accessKeyId: progress.caller?.accessKeyId,
      region: progress.caller?.region,
      status: answer.kind === "answer" ? answer.status : 0,
      ...(error === undefined ? {} : { error: error.code }),
      request: progress.request,
      effect: progress.effect,
    },
    body.length,
    answer.kind === "answer" ? answer.body : undefined,
  );
  return (await heldBack(runtime, "after", progress)) ? answer : { kind: "hang" };
}
