import { type IncomingHttpHeaders, request } from "node:http";
import type { Emulator } from "../../../emulator/index.js";

/** What was answered. */
export interface Told {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request as a browser or a program sends it, with any header, such as Host, that `fetch` would not let be set. */
export function ask(
  emulator: Emulator | undefined,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Told> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port: emulator?.port, method, path, headers }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => (body += text));
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    sent.on("error", reject);
    sent.end(method === "POST" ? "{}" : undefined);
  });
}
