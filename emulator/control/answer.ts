import type { Answer } from "../protocol/answer.js";
import { parseJson } from "../protocol/json.js";
import { checked } from "./shapes.js";
import { CONTROL_PREFIX, type Control, VERBS, type Verb } from "./verbs.js";

const verbs = new Map<string, Verb>(Object.values(VERBS).map((verb) => [`${verb.method} ${verb.path}`, verb]));

const answer = (status: number, body: unknown): Answer => ({
  kind: "answer",
  status,
  contentType: "application/json",
  body: JSON.stringify(body),
});

/** To a request without the token, or with another one. */
export const tokenMissing = (): Answer =>
  answer(401, {
    error: "send the token that the emulator printed at its start, as x-emulator-token or as a bearer token",
  });

/** To any request where the emulator was started without its control API. */
export const controlClosed = (): Answer =>
  answer(403, { error: "this emulator was started with --no-control: it answers AWS's operations only" });

/** Answers a request to the emulator itself. */
export function answerControl(emulator: Control, method: string, url: URL, body: Buffer): Answer {
  const verb = verbs.get(`${method} ${url.pathname.slice(CONTROL_PREFIX.length)}`);
  if (verb === undefined) return answer(404, { error: `use one of: ${[...verbs.keys()].join(", ")}` });
  try {
    const given = method === "GET" ? Object.fromEntries(url.searchParams) : parseJson(body);
    return answer(200, verb.run(emulator, checked(verb.args, given)) ?? { ok: true });
  } catch (error) {
    return answer(400, { error: error instanceof Error ? error.message : String(error) });
  }
}
