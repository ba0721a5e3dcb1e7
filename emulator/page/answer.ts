import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CONTROL_PREFIX } from "../control/verbs.js";
import type { Answer } from "../protocol/answer.js";

const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
};

/** The files of the page, by what follows the prefix, with their types. */
const FILES = new Map<string, readonly [file: string, type: string]>([
  ["", ["page.html", "text/html"]],
  ["page.css", ["page.css", "text/css"]],
  ["page.js", ["page.js", "text/javascript"]],
]);

const text = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  kind: "answer",
  status,
  contentType: "text/plain; charset=utf-8",
  headers: { ...HEADERS, ...headers },
  body,
});

/** Answers what asks for the page; undefined for anything else. */
export function answerPage(method: string, path: string): Answer | undefined {
  if (path === CONTROL_PREFIX.slice(0, -1)) return text(308, "", { Location: CONTROL_PREFIX });
  const name = path.startsWith(CONTROL_PREFIX) ? path.slice(CONTROL_PREFIX.length) : undefined;
  const found = name === undefined ? undefined : FILES.get(name);
  if (found === undefined) return undefined;
  const [file, type] = found;
  if (method !== "GET" && method !== "HEAD") return text(405, "The page is read with GET.\n", { Allow: "GET, HEAD" });
  return {
    kind: "answer",
    status: 200,
    contentType: `${type}; charset=utf-8`,
    headers: HEADERS,
    body: readFileSync(join(__dirname, file), "utf8"),
  };
}
