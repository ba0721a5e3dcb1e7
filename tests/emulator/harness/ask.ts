import { type IncomingHttpHeaders, request } from "node:http";
import type { Emulator } from "../../../emulator/index.js";

/** What was answered. */
export interface Told {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * A request as a browser or a program sends it, with any header, such as Host, that `fetch` would not let be set.
 * @param body default: an empty object with POST, nothing else
 */
export function ask(
  emulator: Pick<Emulator, "port"> | undefined,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = method === "POST" ? "{}" : undefined,
): Promise<Told> {
  // A DELETE says nothing of its body by itself.
  const length = body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) };
  const options = { host: "127.0.0.1", port: emulator?.port, method, path, headers: { ...length, ...headers } };
  return new Promise((resolve, reject) => {
    const sent = request(options, (response) => {
      let told = "";
      response.setEncoding("utf8").on("data", (text: string) => (told += text));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: told });
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
