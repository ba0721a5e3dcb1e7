import { serviceError } from "../../protocol/errors.js";
import type { Call } from "../../world.js";

/** Makes a change, or answers as an earlier request of the same token and parameters was answered. */
export function once<Answer extends object>(
  call: Call,
  operation: string,
  input: { readonly ClientRequestToken?: string | undefined },
  change: () => Answer,
): Answer {
  const { ClientRequestToken: token, ...rest } = input;
  if (token === undefined) return change();
  const { userTokens } = call.scope;
  const key = `${operation}/${token}`;
  const fingerprint = JSON.stringify(rest);
  const isOld = (atMs: number): boolean => call.nowMs >= atMs + call.world.switches.userRequestTokenMs;
  const use = userTokens.get(key);
  if (use !== undefined && !isOld(use.atMs)) {
    // What was kept under a key is what this operation answered.
    if (use.fingerprint === fingerprint) return use.answer as Answer;
    const text = `The ClientRequestToken: ${token} you have supplied is already in use.`;
    throw serviceError("IdempotentParameterMismatchException", text);
  }
  const answer = change();
  for (const [old, { atMs }] of userTokens) {
    if (!isOld(atMs)) break;
    userTokens.delete(old);
  }
  userTokens.set(key, { fingerprint, answer, atMs: call.nowMs });
  return answer;
}
