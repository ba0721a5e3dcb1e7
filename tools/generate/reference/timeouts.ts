import type { Timeouts } from "../../../provider/lifecycle/handler.js";
import { humanDuration } from "../../../provider/base/durations.js";
import { exportsOf } from "../compiled.js";

/** The default timeouts of a kind, as its handler declares them; undefined where handler.ts exports none. */
export function timeoutsOf(kind: string): string | undefined {
  const exported = exportsOf(`provider/resources/${kind}/handler.ts`);
  const handlers = Object.values(exported).map((value) => (typeof value === "function" ? made(value) : value));
  const handler = handlers.find(isHandler);
  if (handler === undefined) return undefined;
  const { createMs, updateMs, deleteMs } = handler.timeouts;
  return `create ${humanDuration(createMs)}, update ${humanDuration(updateMs)}, delete ${humanDuration(deleteMs)}`;
}

/** Some handlers are put together from others; what they are given is only kept. */
function made(make: unknown): unknown {
  return (make as (given: () => Promise<void>) => unknown)(() => Promise.resolve());
}

function isHandler(value: unknown): value is { readonly timeouts: Timeouts } {
  return typeof value === "object" && value !== null && "timeouts" in value && "definition" in value;
}
