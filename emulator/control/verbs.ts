import * as z from "zod";
import type { ControlClient } from "../client.js";
import type { Emulator } from "../emulator.js";
import { RULE_SET } from "../images/shapes.js";
import { FAULT, FORCED_STATUS, OUTCOMES, SWITCH_CHANGES, amount, shape } from "./shapes.js";

/** The path under which the emulator itself is asked and steered. */
export const CONTROL_PREFIX = "/_emulator/";

/** Whether a path is the control API's, or its page's. */
export const isControl = (path: string): boolean => `${path}/`.startsWith(CONTROL_PREFIX);

export type Control = Omit<Emulator, "close" | "token">;

/** One request of the control API. */
export interface Verb<Args = unknown, Answer = unknown> {
  readonly method: "GET" | "POST" | "DELETE";
  /** Under `/_emulator/`. */
  readonly path: string;
  /** Members of the query with GET, of a JSON object in the body otherwise. */
  readonly args: z.ZodType<Args>;
  run(emulator: Control, args: Args): Answer;
}

type Name = keyof ControlClient;
type Args<N extends Name> =
  Parameters<ControlClient[N]> extends [] ? object : NonNullable<Parameters<ControlClient[N]>[0]>;

const verb = <Args, Answer>(
  method: Verb["method"],
  path: string,
  args: z.ZodType<Args>,
  run: (emulator: Control, args: Args) => Answer,
): Verb<Args, Answer> => ({ method, path, args, run });

const none: z.ZodType<object> = z.object({});

/** Everything that the emulator can be asked over HTTP: its server, its client and its reference page are made of this. */
export const VERBS: { readonly [N in Name]: Verb<Args<N>, Awaited<ReturnType<ControlClient[N]>>> } = {
  state: verb("GET", "state", none, (emulator) => emulator.state()),
  meter: verb("GET", "meter", none, (emulator) => emulator.meter()),
  notifications: verb("GET", "notifications", none, (emulator) => emulator.notifications()),
  records: verb("GET", "records", none, (emulator) => emulator.records()),
  calls: verb(
    "GET",
    "calls",
    shape<Args<"calls">>({ since: z.coerce.number().optional(), last: z.coerce.number().min(0).optional() }),
    (emulator, { since, last = Infinity }) => {
      const calls = emulator.calls(since);
      return calls.slice(Math.max(0, calls.length - last));
    },
  ),
  answer: verb(
    "GET",
    "answer",
    shape<Args<"answer">>({ seq: z.coerce.number("takes the number of a call") }),
    (emulator, call) => emulator.answer(call),
  ),
  clearCalls: verb("DELETE", "calls", none, (emulator) => {
    emulator.clearCalls();
  }),
  addFaults: verb("POST", "faults", shape<Args<"addFaults">>({ add: z.array(FAULT) }), (emulator, { add }) => {
    for (const fault of add) emulator.addFault(fault);
  }),
  clearFaults: verb("DELETE", "faults", none, (emulator) => {
    emulator.clearFaults();
  }),
  held: verb("GET", "held", none, (emulator) => emulator.held()),
  release: verb(
    "POST",
    "release",
    shape<Args<"release">>({ ids: z.array(z.number()).optional() }),
    (emulator, { ids }) => {
      emulator.release(ids);
    },
  ),
  script: verb("POST", "outcomes", OUTCOMES, (emulator, outcomes) => {
    emulator.script(outcomes);
  }),
  pending: verb("GET", "pending", none, (emulator) => emulator.pending()),
  rules: verb("GET", "rules", none, (emulator) => emulator.rules()),
  setRules: verb("POST", "rules", RULE_SET, (emulator, rules) => {
    emulator.setRules(rules);
  }),
  forceStatus: verb("POST", "status", FORCED_STATUS, (emulator, forced) => {
    emulator.forceStatus(forced);
  }),
  clock: verb(
    "POST",
    "clock",
    shape<Args<"clock">>({ advanceMs: amount.optional(), scale: amount.optional() }),
    (emulator, { advanceMs, scale }) => {
      if (advanceMs !== undefined) emulator.advance(advanceMs);
      if (scale !== undefined) emulator.setTimeScale(scale);
      return { nowMs: emulator.nowMs() };
    },
  ),
  switches: verb("GET", "switches", none, (emulator) => emulator.switches()),
  setSwitches: verb("POST", "switches", SWITCH_CHANGES, (emulator, switches) => {
    emulator.setSwitches(switches);
  }),
  reset: verb("POST", "reset", none, (emulator) => {
    emulator.reset();
  }),
};
