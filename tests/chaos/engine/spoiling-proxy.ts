import { type IncomingMessage, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { WireAnswer } from "../../provider/harness/wire.js";
import { FORMS } from "../spoiled/forms.js";
import { Line, type Tap } from "../turns/line.js";

/** Which answers go wrong, how, and how many in a row. */
export interface Spoil {
  readonly operation: string;
  /** As `FORMS` calls it; none that looks true. */
  readonly form: string;
  readonly times: number;
}

/** Stands between the provider's process and the emulator. */
export interface SpoilingProxy {
  readonly url: string;
  /** What is spoiled from now on, in place of what was before. */
  spoil(spoils: readonly Spoil[]): void;
  /** What of it has not been met yet. */
  unmet(): string[];
  close(): void;
}

/** Headers that are about one connection, or about a body that is another one by now. */
const HOP = new Set(["connection", "content-length", "keep-alive", "transfer-encoding", "host"]);

/** Starts a proxy in front of an emulator. */
export async function spoilingProxy(emulatorUrl: string): Promise<SpoilingProxy> {
  const line = new Line();
  let armed: { readonly spoil: Spoil; left: number }[] = [];
  const server = createServer((request, response) => {
    void relay(line, emulatorUrl, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    spoil(spoils) {
      armed = spoils.map((spoil) => ({ spoil, left: spoil.times }));
      line.clear();
      line.tap = tapOf(armed);
    },
    unmet: () => armed.filter(({ left }) => left > 0).map(({ spoil }) => `${spoil.operation}: ${spoil.form}`),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function tapOf(armed: readonly { readonly spoil: Spoil; left: number }[]): Tap {
  const spoiled = (reaches: boolean): NonNullable<Tap["rather"]> => {
    return (exchange, answer) => {
      const next = armed.find(({ spoil, left }) => spoil.operation === exchange.operation && left > 0);
      const form = FORMS.find(({ name }) => name === next?.spoil.form);
      const worse = form?.reachesService === reaches ? form.spoil(answer, exchange) : undefined;
      if (next !== undefined && worse !== undefined) next.left -= 1;
      return worse;
    };
  };
  const nothing: WireAnswer = { status: 200, headers: { "content-type": "application/x-amz-json-1.1" }, body: "{}" };
  return { instead: (exchange) => spoiled(false)(exchange, nothing), rather: spoiled(true) };
}

async function relay(line: Line, target: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await textOf(request);
  const headers = kept(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const operation = headers["x-amz-target"]?.split(".").at(-1) ?? new URLSearchParams(body).get("Action") ?? "";
  const send = async (): Promise<WireAnswer> => {
    const answer = await fetch(new URL(request.url ?? "/", target), { method: "POST", headers, body });
    return { status: answer.status, headers: kept([...answer.headers]), body: await answer.text() };
  };
  try {
    const answer = await line.wire({ operation, headers, body }, send);
    if (answer === "silence") return;
    response.writeHead(answer.status, { ...answer.headers });
    if (answer.then === undefined) response.end(answer.body);
    else response.write(answer.body);
  } catch {
    response.destroy();
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function kept(headers: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(headers.filter(([name]) => !HOP.has(name)));
}
