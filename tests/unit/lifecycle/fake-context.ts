import { NEVER } from "../../../provider/base/bounds.js";
import type { OperationContext } from "../../../provider/lifecycle/handler.js";
import { ProcessMemory } from "../../../provider/lifecycle/process-memory.js";
import type { FakeClock } from "./fake-clock.js";

export const ACCOUNT = "111122223333";
export const ARN = `arn:aws:rekognition:us-east-1:${ACCOUNT}:collection/x`;

/** What AWS is asked to change, and what the user is warned of. */
export interface Told {
  readonly calls: { readonly operation: string; readonly input: object }[];
  readonly warnings: string[];
}

/**
 * An operation of the resource "x" of acme/shop/dev, without a deadline; AWS takes every call. `more` is what the test is
 * about.
 */
export function fakeContext(
  clock: FakeClock,
  more: Record<string, unknown> & { describe?: object } = {},
): OperationContext & Told {
  const calls: Told["calls"] = [];
  const warnings: string[] = [];
  const context = {
    clock,
    signal: NEVER,
    deadline: Infinity,
    report: () => undefined,
    region: "us-east-1",
    identity: { owner: "acme/shop/dev", urn: "urn:pulumi:dev::shop::t::x" },
    memory: new ProcessMemory(),
    inputsFingerprint: "inputs",
    claimPhase: "making",
    ignoredTags: { prefixes: [], keys: [] },
    aws: {
      account: () => Promise.resolve(ACCOUNT),
      call(operation: string, input: object) {
        calls.push({ operation, input });
        return Promise.resolve({});
      },
    },
    warn: (text: string) => warnings.push(text),
    calls,
    warnings,
  };
  const describe = { rest: (ms: number) => clock.sleep(ms), ...more.describe };
  return { ...context, ...more, describe } as unknown as OperationContext & Told;
}
