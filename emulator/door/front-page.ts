import type { IncomingHttpHeaders } from "node:http";
import { CONTROL_PREFIX, VERBS } from "../control/verbs.js";
import type { Answer } from "../protocol/answer.js";
import { packageVersion } from "../version.js";

const WHAT =
  "An emulator of Amazon Rekognition on this machine, for development and tests. Point an AWS client at this address, with made-up credentials:";
const EXAMPLE = "aws rekognition describe-projects --endpoint-url URL --region us-east-1";
const PAGE = "A page in the browser shows everything and lets time pass:";
const CONTROL =
  "What happened, and what is to happen, is under these addresses and their like (docs/emulator.md of the package):";

const page = (type: string, body: string): Answer => ({
  kind: "answer",
  status: 200,
  contentType: `${type}; charset=utf-8`,
  headers: { "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'" },
  body,
});

const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** Whether somebody asks what listens here. S3's list of buckets is on the same path, but signed. */
export function asksForFrontPage(method: string, path: string, headers: IncomingHttpHeaders): boolean {
  return method === "GET" && path === "/" && headers.authorization === undefined;
}

/** Says what this is: to a browser with links, to anything else as text. The Host header has been checked. */
export function frontPage({ accept = "", host = "" }: IncomingHttpHeaders, isControlOpen: boolean): Answer {
  const url = `http://${host}`;
  const example = EXAMPLE.replace("URL", url);
  const title = `rekognition-emulator ${packageVersion()}`;
  const reads = Object.values(VERBS).filter(({ method }) => method === "GET");
  const toPage = `${url}${CONTROL_PREFIX}`;
  const links = reads.map(({ path }) => `${url}${CONTROL_PREFIX}${path}`);
  if (!accept.includes("text/html")) {
    const control = isControlOpen ? [PAGE, "", toPage, "", CONTROL, "", ...links, ""] : [];
    return page("text/plain", [title, "", WHAT, "", `  ${example}`, "", ...control].join("\n"));
  }
  const anchor = (link: string): string => {
    const text = escapeHtml(link);
    return `<a href="${text}">${text}</a>`;
  };
  const items = links.map((link) => `<li>${anchor(link)}</li>`);
  const control = `<p>${PAGE} ${anchor(toPage)}</p>
<p>${CONTROL}</p>
<ul>
${items.join("\n")}
</ul>
`;
  return page(
    "text/html",
    `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body>
<h1>${title}</h1>
<p>${WHAT}</p>
<pre>${escapeHtml(example)}</pre>
${isControlOpen ? control : ""}</body>
</html>
`,
  );
}
