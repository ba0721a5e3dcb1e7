import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CONTROL_PREFIX } from "../control/verbs.js";
import type { Answer } from "../protocol/answer.js";

/** Of everything that is answered here. */
export const PAGE_HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "no-referrer",
  "Cache-Control": "no-store",
};

const UTF8 = "; charset=utf-8";

/** The files of the page and the description of the control API, by what follows the prefix: they tell nothing of the emulator. */
export const PAGE_FILES: ReadonlyMap<string, { readonly path: string; readonly type: string }> = new Map([
  ["", { path: "page.html", type: `text/html${UTF8}` }],
  ["page.css", { path: "page.css", type: `text/css${UTF8}` }],
  ["page.js", { path: "page.js", type: `text/javascript${UTF8}` }],
  ["openapi.json", { path: "../control/openapi.json", type: "application/json" }],
]);

const text = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer => ({
  kind: "answer",
  status,
  contentType: `text/plain${UTF8}`,
  headers: { ...PAGE_HEADERS, ...headers },
  body,
});

/** Answers what asks for the page; undefined for anything else. */
export function answerPage(method: string, path: string): Answer | undefined {
  if (path === CONTROL_PREFIX.slice(0, -1)) return text(308, "", { Location: CONTROL_PREFIX });
  const name = path.startsWith(CONTROL_PREFIX) ? path.slice(CONTROL_PREFIX.length) : undefined;
  const found = name === undefined ? undefined : PAGE_FILES.get(name);
  if (found === undefined) return undefined;
  if (method !== "GET" && method !== "HEAD") return text(405, "The page is read with GET.\n", { Allow: "GET, HEAD" });
  return {
    kind: "answer",
    status: 200,
    contentType: found.type,
    headers: PAGE_HEADERS,
    body: readFileSync(join(__dirname, found.path), "utf8"),
  };
}
