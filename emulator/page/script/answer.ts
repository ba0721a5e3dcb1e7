import type { CallAnswer, CallRecord } from "../../calls.js";
import { ask } from "./control.js";
import { make, say } from "./dom.js";

/** JSON with a member a line; anything else as it is. */
function inLines(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

const told = ({ body, characters }: CallAnswer): string =>
  characters > body.length ? `${body}… (${characters} characters)` : inLines(body);

/** What was answered to a call, asked for when it is opened: most never are. */
export function answerDetails({ operation, seq }: CallRecord): HTMLDetailsElement {
  const text = make("pre", { tabindex: "0" }, "…");
  const summary = make("summary", { "aria-label": `Answer to ${operation}, call ${seq}` }, "Answer");
  const details = make("details", {}, summary, text);
  const look = async (): Promise<void> => {
    try {
      say(text, told(await ask<CallAnswer>("GET", `answer?seq=${seq}`)));
    } catch (error) {
      say(text, error instanceof Error ? error.message : String(error));
    }
  };
  details.addEventListener("toggle", () => void look(), { once: true });
  return details;
}
