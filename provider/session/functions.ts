import { parseArn } from "../aws/arns.js";
import { defaultChainRegion } from "../aws/shared-files.js";
import { createGateway } from "../aws/gateway.js";
import { checkInputs } from "../schema/check-inputs.js";
import type { Bag } from "../schema/definition.js";
import type { FunctionContext, ServiceFunction } from "../functions/function.js";
import { functionNamed } from "../functions/table.js";
import { NEVER } from "../base/bounds.js";
import type { Clock } from "../base/clock.js";
import { RekognitionError } from "../base/errors.js";
import { printableTexts } from "../base/printable.js";
import { checkRegion } from "./check.js";
import { callLog } from "./call-log.js";
import { type ConfigSource, type ProviderConfig, callLogTarget, quietNodeVersionNotice, readConfig } from "./config.js";
import { type Connections, keptConnections } from "./connections.js";
import { processClock } from "./process-services.js";

export { isRekognitionError } from "../base/errors.js";

/* Functions run in the program's own process: no engine is watched here, and nothing is waited for but answers. */

/** Where and as whom a function is called. */
export interface FunctionCall {
  readonly source: ConfigSource;
  /** Goes before everything that is configured. */
  readonly region?: string | undefined;
  /** Told to the user where checks only warn. */
  readonly warn: (message: string) => void;
  /** Told only to those who asked to see everything. */
  readonly debug: (message: string) => void;
}

/** What all calls of a process share. */
export interface FunctionServices {
  readonly clock: Clock;
  readonly connection: Connections;
}

let services: FunctionServices | undefined;

function processFunctionServices({ debug, warn }: FunctionCall): FunctionServices {
  quietNodeVersionNotice();
  if (services !== undefined) return services;
  const clock = processClock();
  const log = callLog(callLogTarget(), { line: debug, warn });
  services = { clock, connection: keptConnections({ clock, log }, NEVER) };
  return services;
}

/** Checks the arguments of a function and calls it. */
export async function callFunction(
  name: string,
  args: object,
  call: FunctionCall,
  shared: FunctionServices = processFunctionServices(call),
): Promise<unknown> {
  const found = functionNamed(name);
  const { context, given } = await prepared(found, args, call, shared);
  return printableTexts(await found.call(context, given));
}

/** Checks the arguments of a function and gives its results one at a time. */
export async function* iterateFunction(
  name: string,
  args: object,
  call: FunctionCall,
  shared: FunctionServices = processFunctionServices(call),
): AsyncGenerator<unknown, void, undefined> {
  const found = functionNamed(name);
  const { context, given } = await prepared(found, args, call, shared);
  if (found.iterator === undefined) throw new Error(`${name} has no iterator.`);
  for await (const item of found.iterator.each(context, given)) yield printableTexts(item);
}

/** Why a charged function gives nothing in a preview. */
export function notInPreview(name: string): RekognitionError {
  return new RekognitionError("NotInPreview", `${name} costs money, so it is not called in a preview`);
}

async function prepared(
  found: ServiceFunction,
  args: object,
  call: FunctionCall,
  shared: FunctionServices,
): Promise<{ context: FunctionContext; given: Bag }> {
  const given = Object.fromEntries(
    Object.entries(args).filter(([, value]: [string, unknown]) => value !== undefined && value !== null),
  );
  const config = readConfig(call.source);
  checkArguments(found, given, config, call);
  const region = await regionOf(given, config, call);
  const settings = { ...config.aws, region };
  const { connection, shared: facts, descriptions } = shared.connection(settings);
  const bounds = {
    clock: shared.clock,
    signal: NEVER,
    // The number of attempts is bound enough for one call.
    deadline: Infinity,
    beforeMutation: () => Promise.resolve(),
  };
  const aws = createGateway(connection, settings, bounds, facts);
  return { context: { aws, describe: descriptions.brokerFor(aws, bounds), region }, given };
}

function checkArguments(found: ServiceFunction, given: Bag, config: ProviderConfig, call: FunctionCall): void {
  const findings = checkInputs(found, given);
  const isWarning = config.validation === "warn";
  const refused = findings.filter((finding) => !(isWarning && finding.isConstraint));
  if (refused.length > 0) {
    throw new RekognitionError("InvalidArgument", `${found.name}: ${refused.map(({ reason }) => reason).join("; ")}`);
  }
  for (const { reason } of findings) call.warn(`${found.name}: ${reason}`);
}

/** An ARN among the arguments says where its object is; only what the caller says goes before it. */
async function regionOf(given: Bag, config: ProviderConfig, call: FunctionCall): Promise<string> {
  const arns = Object.values(given).map((value) => (typeof value === "string" ? parseArn(value)?.region : undefined));
  const region =
    call.region ??
    arns.find((named) => named !== undefined) ??
    config.region ??
    (await defaultChainRegion(config.aws.credentials));
  const [finding] = checkRegion(region);
  if (region !== undefined && (finding === undefined || config.validation === "warn")) return region;
  throw new RekognitionError("InvalidConfiguration", finding?.reason ?? "no AWS region is configured");
}
