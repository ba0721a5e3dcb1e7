import { styleText } from "node:util";
import { localTime } from "../clock.js";
import type { ServedRequest } from "../server.js";
import { printable } from "./printable.js";
import { servedCall } from "./served-call.js";

const MAX_BODY_CHARACTERS = 2_000;
/** The bytes of an image, or of a manifest, are longer; nothing that reads well is. */
const MAX_TEXT_CHARACTERS = 512;

const OPERATION_WIDTH = 28;

type Stream = NodeJS.WritableStream;
type Style = Parameters<typeof styleText>[0];

function outcomeOf(status: number, error: string | undefined): readonly [string, Style] {
  if (status === 0) return ["no answer", "yellow"];
  const text = [String(status), error].filter(Boolean).join(" ");
  if (status >= 500) return [text, "red"];
  return [text, status >= 400 ? "yellow" : "green"];
}

const withoutBytes = (_name: string, value: unknown): unknown =>
  typeof value === "string" && value.length > MAX_TEXT_CHARACTERS ? `(${value.length} characters)` : value;

function bodyLine(sign: string, value: unknown = "(nothing that could be read)"): string {
  return `  ${sign} ${printable(JSON.stringify(value, withoutBytes), MAX_BODY_CHARACTERS)}\n`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * A log for people: time, operation, object, outcome and milliseconds in a line, in colours where the stream shows them and
 * NO_COLOR does not forbid it. Reads of the control API are left out unless bodies are asked for.
 */
export function requestLog(stream: Stream, withBodies: boolean): (served: ServedRequest) => void {
  const paint = (style: Style, text: string): string => styleText(style, text, { stream });
  return (served) => {
    const { operation, object, request, error, isLook } = servedCall(served);
    if (isLook && !withBodies) return;
    const [outcome, style] = outcomeOf(served.status, error === undefined ? undefined : printable(error));
    const line = [
      paint("dim", localTime()),
      printable(operation).padEnd(OPERATION_WIDTH),
      ...(object === "" ? [] : [printable(object)]),
      paint(style, outcome),
      paint("dim", `${Math.round(served.durationMs)} ms`),
    ].join(" ");
    const bodies = withBodies ? `${bodyLine(">", request)}${bodyLine("<", parsed(served.answer))}` : "";
    stream.write(`${line}\n${bodies}`);
  };
}
