import { Agent, request } from "node:http";
import { type Socket, connect } from "node:net";
import { Rekognition } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { controlClient } from "../../../emulator/index.js";
import { BUCKET, BucketFolder } from "../harness/bucket.js";
import { type MeasuredEmulator, startMeasuredEmulator } from "../harness/measured-emulator.js";
import { ACCOUNT, REGION, credentialsOf, setScene } from "../harness/scene.js";
import { brokenHttp } from "./broken-http.js";
import { Draw } from "./draw.js";
import { type WrongRequest, wrongRequest } from "./wrong-requests.js";

const SEED = 20_261_121;
const REQUESTS = 10_000;
const AT_ONCE = 40;
const SLOW_CONNECTIONS = 200;
const MEGABYTE = 1024 ** 2;

describe("10,000 malformed requests", () => {
  let emulator: MeasuredEmulator;
  let bucket: BucketFolder;
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

  before(async () => {
    bucket = new BucketFolder();
    emulator = await startMeasuredEmulator(BUCKET, bucket.path);
  });
  after(async () => {
    agent.destroy();
    await emulator.stop();
    bucket.remove();
  });

  const port = (): number => Number(new URL(emulator.url).port);

  /** What came back for bytes and an end; nothing where the connection was dropped. */
  function exchange(bytes: Buffer): Promise<string> {
    return new Promise((resolve) => {
      let answer = "";
      const socket = connect(port(), "127.0.0.1");
      socket.setEncoding("latin1").on("data", (text: string) => (answer += text));
      socket.on("error", () => undefined);
      socket.on("close", () => {
        resolve(answer);
      });
      socket.end(bytes);
    });
  }

  function ask({ method, path, headers, body }: WrongRequest): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = request({ agent, port: port(), host: "127.0.0.1", method, path, headers }, (response) => {
        response.resume();
        response.on("end", () => {
          resolve(response.statusCode ?? 0);
        });
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }

  /** Sends `count` requests, every third of them no HTTP at all; gives how often each status came. */
  async function send(draw: Draw, count: number): Promise<Map<number, number>> {
    const statuses = new Map<number, number>();
    let left = count;
    const sender = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const status =
          left % 3 === 0
            ? Number(/^HTTP\/1.1 (\d+)/.exec(await exchange(brokenHttp(draw)))?.[1] ?? 0)
            : await ask(wrongRequest(draw));
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sender));
    return statuses;
  }

  /** Connections that never finish their request. */
  function openSlowConnections(): Socket[] {
    return Array.from({ length: SLOW_CONNECTIONS }, () => {
      const socket = connect(port(), "127.0.0.1");
      socket.on("error", () => undefined);
      socket.write("POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\nX: ");
      return socket;
    });
  }

  async function heapBytes(): Promise<number> {
    await controlClient(emulator.url).clearCalls();
    return emulator.heapBytes();
  }

  it("leave the emulator as it was: it answers, holds no more memory, and has nothing to complain of", async () => {
    const draw = new Draw(SEED);
    const slow = openSlowConnections();
    const warm = await send(draw, REQUESTS / 5);
    const before = await heapBytes();
    const statuses = await send(draw, (REQUESTS * 4) / 5);
    const after = await heapBytes();
    for (const socket of slow) socket.destroy();

    expect(after - before).to.be.below(8 * MEGABYTE);
    expect(emulator.complaints).to.equal("");
    const met = new Set([...warm.keys(), ...statuses.keys()]);
    expect([...met])
      .to.include.members([400, 403, 404])
      .and.not.to.include(500);

    const client = new Rekognition({ endpoint: emulator.url, region: REGION, credentials: credentialsOf(ACCOUNT) });
    const { ProjectArn } = await client.createProject({ ProjectName: "ordinary", Tags: { team: "a" } });
    const { ProjectDescriptions = [] } = await client.describeProjects({ ProjectNames: ["ordinary"] });
    client.destroy();
    expect(ProjectDescriptions.map((project) => project.ProjectArn)).to.deep.equal([ProjectArn]);
    for (const name of ["state", "calls", "meter", "switches", "held", "notifications"]) {
      expect((await fetch(`${emulator.url}/_emulator/${name}`)).status, name).to.equal(200);
    }
  });

  it("of 9 MB are refused, one after the other, without being kept", async () => {
    const body = Buffer.alloc(9 * MEGABYTE, "[1,");
    const before = await heapBytes();
    const right = wrongRequest(new Draw(1));
    for (let count = 0; count < 10; count += 1)
      expect(await ask({ ...right, method: "POST", body })).to.be.oneOf([403, 413]);
    expect((await heapBytes()) - before).to.be.below(4 * MEGABYTE);
  });
});

describe("a request that names what every object inherits", () => {
  const scene = setScene();

  it("changes nothing of the emulator's own objects", async () => {
    const body =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"Tags":{"__proto__":{"polluted":1}}}';
    for (const path of ["", "_emulator/switches", "_emulator/outcomes", "_emulator/faults", "_emulator/clock"]) {
      await fetch(`${scene.emulator.url}/${path}`, { method: "POST", body });
    }
    expect({}).not.to.have.property("polluted");
  });
});

describe("requests of web pages", () => {
  const scene = setScene();
  const fromPages: readonly Record<string, string>[] = [
    { Origin: "http://example.com" },
    { Origin: "null" },
    { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "same-site" },
    { Host: "example.com" },
  ];
  for (const headers of fromPages) {
    it(`reset nothing: ${JSON.stringify(headers)}`, async () => {
      await scene.client.createCollection({ CollectionId: "faces" });
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const sent = request(`${scene.emulator.url}/_emulator/reset`, { method: "POST", headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        sent.on("error", reject);
        sent.end();
      });
      expect(status).to.equal(403);
      expect((await scene.client.listCollections({})).CollectionIds).to.deep.equal(["faces"]);
    });
  }
});
