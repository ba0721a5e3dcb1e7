import type { Emulator } from "./emulator.js";
import type { Fault } from "./faults.js";
import type { ForcedStatus } from "./force.js";
import type { Answer } from "./protocol/answer.js";
import { parseJson } from "./protocol/json.js";

/** The path under which the emulator itself is asked and steered. */
export const CONTROL_PREFIX = "/_emulator/";

type Control = Omit<Emulator, "close">;

const answer = (status: number, body: object): Answer => ({
  kind: "answer",
  status,
  contentType: "application/json",
  body: JSON.stringify(body),
});

const done = (): Answer => answer(200, { ok: true });

function setClock(emulator: Control, body: { advanceMs?: unknown; scale?: unknown }): Answer {
  const { advanceMs, scale } = body;
  if (advanceMs !== undefined) {
    if (typeof advanceMs !== "number" || advanceMs < 0) throw new Error("advanceMs is a number of milliseconds");
    emulator.advance(advanceMs);
  }
  if (scale !== undefined) {
    if (typeof scale !== "number" || scale < 0) throw new Error("scale is virtual seconds per real second");
    emulator.setTimeScale(scale);
  }
  return answer(200, { nowMs: emulator.nowMs() });
}

function addFaults(emulator: Control, body: { add?: unknown }): Answer {
  if (!Array.isArray(body.add)) throw new Error('faults are given as {"add": [...]}');
  for (const fault of body.add as Fault[]) emulator.addFault(fault);
  return done();
}

function release(emulator: Control, body: { ids?: unknown }): Answer {
  const { ids } = body;
  if (ids === undefined) emulator.release();
  else if (Array.isArray(ids) && ids.every((id) => typeof id === "number")) emulator.release(ids);
  else throw new Error('held calls are released as {"ids": [...]}, or all without');
  return done();
}

type Route = (emulator: Control, body: object, query: URLSearchParams) => Answer;

const ROUTES: Readonly<Record<string, Route>> = {
  "GET state": (emulator) => answer(200, emulator.state()),
  "GET meter": (emulator) => answer(200, emulator.meter()),
  "GET notifications": (emulator) => answer(200, emulator.notifications()),
  "GET switches": (emulator) => answer(200, emulator.switches()),
  "GET calls": (emulator, _body, query) => answer(200, emulator.calls(Number(query.get("since") ?? 0))),
  "DELETE calls": (emulator) => {
    emulator.clearCalls();
    return done();
  },
  "POST faults": addFaults,
  "DELETE faults": (emulator) => {
    emulator.clearFaults();
    return done();
  },
  "GET held": (emulator) => answer(200, emulator.held()),
  "POST release": release,
  "POST outcomes": (emulator, body) => {
    emulator.script(body);
    return done();
  },
  "POST status": (emulator, body) => {
    const { arn, status, message } = body as Partial<ForcedStatus>;
    if (arn === undefined || status === undefined) throw new Error("a status is forced with an arn and a status");
    emulator.forceStatus({ arn, status, ...(message === undefined ? {} : { message }) });
    return done();
  },
  "POST clock": setClock,
  "POST switches": (emulator, body) => {
    emulator.setSwitches(body);
    return done();
  },
  "POST reset": (emulator) => {
    emulator.reset();
    return done();
  },
};

/** Answers a request to the emulator itself. */
export function answerControl(emulator: Control, method: string, url: URL, body: Buffer): Answer {
  const name = `${method} ${url.pathname.slice(CONTROL_PREFIX.length)}`;
  const route = ROUTES[name];
  if (route === undefined) return answer(404, { error: `use one of: ${Object.keys(ROUTES).join(", ")}` });
  try {
    const parsed = parseJson(body);
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
      throw new Error("the body must be a JSON object");
    return route(emulator, parsed, url.searchParams);
  } catch (error) {
    return answer(400, { error: error instanceof Error ? error.message : String(error) });
  }
}
