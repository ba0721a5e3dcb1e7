import { attribute, make, say } from "./dom.js";

/** How a state looks; its text says which it is. */
function toneOf(status: string): string {
  if (/FAILED|EXPIRED/.test(status)) return "bad";
  if (/ING$|IN_PROGRESS/.test(status) && status !== "RUNNING") return "busy";
  if (status === "RUNNING") return "running";
  return /COMPLETE|CREATED|SUCCEEDED/.test(status) ? "good" : "idle";
}

export function paint(element: Element, status: string): void {
  attribute(element, "data-tone", toneOf(status));
  say(element, status);
}

export interface HasStatus {
  readonly status: string;
  readonly statusMessage?: string | undefined;
}

/** A state with what AWS says about it. */
export function fillStatus(cell: HTMLElement, { status, statusMessage = "" }: HasStatus): void {
  if (cell.childElementCount === 0) cell.append(make("span", { class: "state" }), make("span", { class: "message" }));
  const [state, message] = cell.children;
  if (state !== undefined) paint(state, status);
  if (message !== undefined) say(message, statusMessage);
}

export const statusText = ({ status, statusMessage = "" }: HasStatus): string => `${status} ${statusMessage}`;
