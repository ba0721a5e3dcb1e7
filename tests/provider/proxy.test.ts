import { type Server, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { type Emulator, startEmulator } from "../../emulator/index.js";
import { Connection } from "../../provider/aws/connection.js";
import type { AwsSettings } from "../../provider/aws/settings.js";

const SETTINGS: AwsSettings = {
  region: "us-east-1",
  endpoint: undefined,
  stsEndpoint: undefined,
  s3Endpoint: undefined,
  credentials: {},
  assumeRoles: [],
  useFipsEndpoint: undefined,
  maxAttempts: 1,
  allowedAccountIds: [],
  forbiddenAccountIds: [],
};
const VARIABLES = ["http_proxy", "https_proxy", "no_proxy", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] as const;

/** A proxy that hands plain requests on and refuses tunnels, and remembers what it was asked for. */
interface Proxy {
  readonly url: string;
  readonly forwarded: string[];
  readonly tunnels: string[];
  close(): void;
}

async function startProxy(): Promise<Proxy> {
  const forwarded: string[] = [];
  const tunnels: string[] = [];
  const server: Server = createServer((incoming, answer) => {
    forwarded.push(incoming.url ?? "");
    const outgoing = request(incoming.url ?? "", { method: incoming.method, headers: incoming.headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    incoming.pipe(outgoing);
  });
  server.on("connect", ({ url }: { url?: string }, socket: { end(text: string): void }) => {
    tunnels.push(url ?? "");
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}`, forwarded, tunnels, close: () => server.close() };
}

describe("a proxy of the environment", () => {
  const before = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));
  let proxy: Proxy;
  let emulator: Emulator;
  let connection: Connection | undefined;

  beforeEach(async () => {
    [proxy, emulator] = await Promise.all([startProxy(), startEmulator()]);
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: "123456789012", AWS_SECRET_ACCESS_KEY: "secret" });
  });

  afterEach(async () => {
    connection?.close();
    proxy.close();
    await emulator.close();
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });

  /** Calls the service once; how it ends does not matter here. */
  async function call(settings: Partial<AwsSettings>): Promise<unknown> {
    connection = new Connection({ ...SETTINGS, ...settings });
    return connection.send("DescribeProjects", {}).catch((error: unknown) => error);
  }

  it("is used for a plain endpoint", async () => {
    process.env.http_proxy = proxy.url;
    const answer = await call({ endpoint: emulator.url });
    expect(answer).to.have.property("ProjectDescriptions");
    expect(proxy.forwarded).to.deep.equal([`${emulator.url}/`]);
  });

  it("is left aside for what no_proxy names", async () => {
    process.env.http_proxy = proxy.url;
    process.env.no_proxy = "127.0.0.1";
    const answer = await call({ endpoint: emulator.url });
    expect(answer).to.have.property("ProjectDescriptions");
    expect(proxy.forwarded).to.deep.equal([]);
  });

  it("is asked for a tunnel to AWS's endpoint", async () => {
    process.env.https_proxy = proxy.url;
    await call({});
    expect(proxy.tunnels).to.deep.equal(["rekognition.us-east-1.amazonaws.com:443"]);
  });

  it("is asked for a tunnel to the FIPS endpoint where that is configured", async () => {
    process.env.https_proxy = proxy.url;
    await call({ useFipsEndpoint: true });
    expect(proxy.tunnels).to.deep.equal(["rekognition-fips.us-east-1.amazonaws.com:443"]);
  });
});
