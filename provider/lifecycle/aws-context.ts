import type { Gateway } from "../aws/gateway.js";
import type { ConfiguredPrices } from "../aws/prices.js";
import type { DescribeBroker } from "../observe/broker.js";
import type { WaitEnvironment } from "./wait-for-state.js";

/** What it takes to look at things in AWS and to change them. */
export interface AwsContext extends WaitEnvironment {
  readonly aws: Gateway;
  readonly describe: DescribeBroker;
  readonly region: string;
  /** Those of the configuration, which go before the list prices; default: none. */
  readonly prices?: ConfiguredPrices;
  /** Told to the user beside the thing. */
  warn(message: string): void;
}
