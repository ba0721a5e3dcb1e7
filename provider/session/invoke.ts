import { parseArn } from "../aws/arns.js";
import { createGateway } from "../aws/gateway.js";
import { defaultChainRegion } from "../aws/credentials.js";
import { RekognitionError } from "../base/errors.js";
import type { FunctionContext } from "../functions/function.js";
import { checkInputs } from "../schema/check-inputs.js";
import type { Bag } from "../schema/definition.js";
import { checkRegion, judged } from "./check.js";
import type { ProviderConfig } from "./config.js";
import type { ProcessServices } from "./process-services.js";
import type { InvokeRequest } from "./requests.js";

/** What a function is called with, once its arguments have been judged. */
export interface Invocation {
  readonly context: FunctionContext;
  readonly args: Bag;
}

/** Checks the arguments of a call, and puts together what the function needs: nothing is waited for but answers. */
export async function beginInvocation(
  { clock, watchdog, engine, connection: connections }: ProcessServices,
  config: ProviderConfig,
  { called, args: given, region: chosen }: InvokeRequest,
): Promise<Invocation> {
  const isGiven = ([, value]: [string, unknown]): boolean => value !== undefined && value !== null;
  const args = Object.fromEntries(Object.entries(given).filter(isGiven));
  const { refused, warned } = judged(checkInputs(called, args), config.validation);
  if (refused.length > 0) {
    throw new RekognitionError("InvalidArgument", `${called.name}: ${refused.map(({ reason }) => reason).join("; ")}`);
  }
  for (const { reason } of warned) {
    engine.log(`${called.name}: ${reason}`, { urn: "", severity: "warning", ephemeral: false });
  }
  const region = await regionOf(args, config, chosen);
  const settings = { ...config.aws, region };
  const { connection, shared, descriptions } = connections(settings);
  const bounds = {
    clock,
    signal: watchdog.signal,
    // The number of attempts is bound enough for one call.
    deadline: Infinity,
    beforeMutation: () => Promise.resolve(),
  };
  const aws = createGateway(connection, settings, bounds, shared);
  return { context: { aws, describe: descriptions.brokerFor(aws, bounds), region }, args };
}

/** An ARN among the arguments says where its object is; only what the caller says goes before it. */
async function regionOf(args: Bag, config: ProviderConfig, chosen: string | undefined): Promise<string> {
  const arns = Object.values(args).map((value) => (typeof value === "string" ? parseArn(value)?.region : undefined));
  const region =
    chosen ??
    arns.find((named) => named !== undefined) ??
    config.region ??
    (await defaultChainRegion(config.aws.credentials));
  const [finding] = checkRegion(region);
  if (region !== undefined && (finding === undefined || config.validation === "warn")) return region;
  throw new RekognitionError("InvalidConfiguration", finding?.reason ?? "no AWS region is configured");
}
