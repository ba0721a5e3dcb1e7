import { functionNamed } from "../../../provider/functions/table.js";
import { Session } from "../../../provider/session/session.js";
import type { Rig } from "../harness/rig.js";

/** How a function was called. */
export interface CallOptions {
  readonly region?: string;
  /** Added to the rig's configuration. */
  readonly config?: Readonly<Record<string, string>>;
}

/** What came of it. */
export interface Called {
  /** What the function gave; undefined where it failed. */
  readonly result: Record<string, unknown> | undefined;
  readonly error: string;
  /** The names of the calls it made, in order. */
  readonly operations: readonly string[];
  /** The regions of the calls. */
  readonly regions: readonly string[];
  readonly warnings: readonly string[];
}

/** Calls a function as the sdk does, in a process of its own. */
export async function call(rig: Rig, name: string, args: object, options: CallOptions = {}): Promise<Called> {
  const process = rig.startProcess();
  const config = { ...rig.config, ...options.config };
  const session = new Session(() => process.services);
  session.configure({ get: (key) => config[key] });
  const { result, calls, messages } = await rig.record(async () => {
    try {
      const given = await session.invoke({ called: functionNamed(name), args, region: options.region });
      return { result: given as Record<string, unknown>, error: "" };
    } catch (error) {
      return { result: undefined, error: (error as Error).message };
    }
  });
  process.close();
  const operations = calls.map(({ operation }) => operation);
  const warnings = messages.filter(({ severity }) => severity === "warning").map(({ text }) => text);
  return { ...result, operations, regions: calls.map(({ region = "" }) => region), warnings };
}

/** What a function that must not fail gives. */
export async function resultOf(rig: Rig, name: string, args: object, options?: CallOptions): Promise<Called["result"]> {
  const { result, error } = await call(rig, name, args, options);
  if (error !== "") throw new Error(error);
  return result;
}
