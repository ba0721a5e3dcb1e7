import type { Draw } from "./draw.js";

/** Bytes that are no request, or one that HTTP does not allow. */
export function brokenHttp(draw: Draw): Buffer {
  return draw.of(FORMS)(draw);
}

const END = "\r\n\r\n";
const HOST = "Host: 127.0.0.1";
const LINE = `POST / HTTP/1.1\r\n${HOST}\r\n`;
const text = (content: string): Buffer => Buffer.from(content, "latin1");

const FORMS: readonly ((draw: Draw) => Buffer)[] = [
  (draw) => draw.bytes(1 + draw.below(400)),
  (draw) => draw.spoiled(`${LINE}Content-Length: 2${END}{}`),
  // Request lines
  (draw) =>
    text(
      `${draw.of(["", "GET", "FETCH /", "get / http/1.1", "GET / HTTP/9.9", "GET  /  HTTP/1.1", "GET / HTTP/1.1 x"])}${END}`,
    ),
  (draw) =>
    text(
      `GET ${draw.of(["//", "///x", "http://[", "*", "/%00%zz", "?", "/../../etc/passwd", "http://example.com/_emulator/state", "\\\\x"])} HTTP/1.1\r\n${HOST}${END}`,
    ),
  (draw) => text(`GET /${"a".repeat(draw.of([1_000, 20_000, 70_000]))} HTTP/1.1\r\n${HOST}${END}`),
  // No host, several, or another one
  (draw) =>
    text(
      `GET /_emulator/state HTTP/1.${draw.of(["0", "1"])}\r\n${draw.of(["X: y", "Host:", `${HOST}\r\nHost: example.com`, "Host: a@127.0.0.1"])}${END}`,
    ),
  // Lengths that contradict each other or the body
  (draw) =>
    text(
      `${LINE}Content-Length: ${draw.of(["-1", "x", "1e3", "99999999999999999999", "5\r\nContent-Length: 6", "0x10", "500"])}${END}{}`,
    ),
  (draw) =>
    text(
      `${LINE}Transfer-Encoding: ${draw.of(["chunked\r\nContent-Length: 4", "gzip", "chunked, chunked", "x"])}${END}0\r\n\r\n`,
    ),
  (draw) =>
    text(
      `${LINE}Transfer-Encoding: chunked${END}${draw.of(["zz\r\n{}\r\n0", "-1\r\n", "ffffffffffffffffff\r\n{}", "2\r\n{}", "2;x=\u0001\r\n{}\r\n0\r\n"])}${END}`,
    ),
  // Headers
  (draw) => text(`${LINE}${`X-Flood-${draw.below(9)}: ${"f".repeat(50)}\r\n`.repeat(draw.of([200, 2_500]))}${END}`),
  (draw) =>
    text(
      `${LINE}${draw.of(["X-Target: \u0000\u0001", ": empty", "no colon", " folded: x", "X\u00ff: y", `X: ${"y".repeat(40_000)}`])}${END}`,
    ),
  (draw) => text(`${LINE}Expect: ${draw.of(["100-continue", "tea"])}\r\nContent-Length: 0${END}`),
  (draw) => text(`${LINE}Connection: Upgrade\r\nUpgrade: ${draw.of(["websocket", "h2c", "x"])}${END}`),
  (draw) => text(`CONNECT ${draw.of(["127.0.0.1:22", "example.com:443", "x"])} HTTP/1.1\r\n${HOST}${END}`),
  // Other protocols
  () => text("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
  () => Buffer.from("16030100a5010000a10303", "hex"),
  () => text("\u0000\u0000\u0000\u0008SSH-2.0-x\r\n"),
];
