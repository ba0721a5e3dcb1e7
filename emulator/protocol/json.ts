/** Far deeper than anything the API knows. */
const MAX_DEPTH = 100;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Reads the JSON of a request; an empty body is an empty object.
 * @throws SyntaxError for what is no JSON, and for what is nested so deeply that code that walks it would run out of stack
 */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  if (isNestedTooDeeply(body)) throw new SyntaxError(`nested more than ${MAX_DEPTH} deep`);
  return JSON.parse(body.toString("utf8"));
}

function isNestedTooDeeply(body: Buffer): boolean {
  let depth = 0;
  let isText = false;
  for (let index = 0; index < body.length; index += 1) {
    const byte = body[index] ?? 0;
    if (isText) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) isText = true;
    else if (OPENING.has(byte)) {
      depth += 1;
      if (depth > MAX_DEPTH) return true;
    } else if (CLOSING.has(byte)) depth -= 1;
  }
  return false;
}
