import { createGateway } from "../provider/aws/gateway.js";
import type { ConfiguredPrices } from "../provider/aws/prices.js";
import type { AwsSettings } from "../provider/aws/settings.js";
import type { Connections } from "../provider/session/process-services.js";
import { CLAIM_TAG, OWNER_TAG } from "../provider/lifecycle/claim.js";
import type { Clock } from "../provider/base/clock.js";
import type { AwsContext } from "../provider/lifecycle/aws-context.js";
import type { Progress } from "../provider/lifecycle/wait-for-state.js";
import type { Thing } from "./find/thing.js";

/** What a sweep needs of its surroundings. */
export interface SweepEnvironment {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The connection of some settings: always the same one. */
  readonly connection: Connections;
  /** As whom and where AWS is called. */
  readonly aws: Omit<AwsSettings, "region">;
  /** Those of the stack's configuration, which go before the list prices. */
  readonly prices: ConfiguredPrices;
  /** Bound of the work on one thing, in milliseconds. */
  readonly timeoutMs: number;
  /** Told while the work on a thing goes on. */
  readonly report: (thing: Thing, progress: Progress) => void;
  /** Told where the work on a thing takes an unexpected turn. */
  readonly warn: (thing: Thing, message: string) => void;
}

const BETWEEN_LOOKS_MS = 10_000;

/** Somebody else has claimed the thing since it was looked at. */
export class ClaimedSince extends Error {
  override readonly name = "ClaimedSince";
}

/** What the provider's own code needs to look at things; it changes nothing. */
export function lookingContext(environment: SweepEnvironment, region: string): AwsContext {
  return contextOf(environment, region, () => Promise.reject(new Error("Looking changes nothing.")), undefined);
}

/**
 * What the provider's own code needs to stop or delete one thing. Each call that changes something, a repeated one
 * included, is preceded by a look at the thing's tags: it must still carry the owner and claim it was listed with.
 */
export function guardedContext(environment: SweepEnvironment, thing: Thing): AwsContext {
  const context: AwsContext = contextOf(environment, thing.region, assertUnchanged, thing);
  async function assertUnchanged(): Promise<void> {
    let tags = await context.describe.tagsNow(thing.arn);
    // One answer without the marks does not mean that somebody took them away.
    if (tags !== undefined && tags[CLAIM_TAG] === undefined && thing.claim !== undefined) {
      await context.clock.sleep(BETWEEN_LOOKS_MS, context.signal);
      tags = await context.describe.tagsNow(thing.arn);
    }
    if (tags === undefined || (tags[OWNER_TAG] === thing.owner && tags[CLAIM_TAG] === thing.claim)) return;
    throw new ClaimedSince(
      `its tags have changed since it was listed (${OWNER_TAG} is now "${tags[OWNER_TAG] ?? ""}")`,
    );
  }
  return context;
}

function contextOf(
  environment: SweepEnvironment,
  region: string,
  beforeMutation: () => Promise<void>,
  thing: Thing | undefined,
): AwsContext {
  const { clock, signal, prices } = environment;
  const bounds = { clock, signal, deadline: clock.monotonicMs() + environment.timeoutMs, beforeMutation };
  const settings: AwsSettings = { ...environment.aws, region };
  const { connection, shared, descriptions } = environment.connection(settings);
  const aws = createGateway(connection, settings, bounds, shared);
  return {
    aws,
    clock,
    signal,
    deadline: bounds.deadline,
    region,
    prices,
    describe: descriptions.brokerFor(aws, bounds),
    report: (progress) => {
      if (thing !== undefined) environment.report(thing, progress);
    },
    warn: (message) => {
      if (thing !== undefined) environment.warn(thing, message);
    },
  };
}
