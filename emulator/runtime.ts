import type { CallLog } from "./calls.js";
import type { Faults } from "./faults.js";
import type { Holds } from "./holds.js";
import type { Keeper } from "./kept/keeper.js";
import type { RateLimiter } from "./rates.js";
import type { Uploads } from "./s3/uploads.js";
import type { World } from "./world.js";

/** The service, and what stands around it. */
export interface Runtime {
  readonly world: World;
  readonly faults: Faults;
  readonly holds: Holds;
  readonly rates: RateLimiter;
  readonly calls: CallLog;
  readonly uploads: Uploads;
  /** The machine's time: credentials expire by the client's clock, which is not virtual. */
  realNowMs(): number;
  /** Undefined if nothing is kept. */
  readonly keeper: Keeper | undefined;
  /** Forgets everything but the switches and the clock. */
  reset(): void;
}
