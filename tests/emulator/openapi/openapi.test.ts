import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Validator } from "@seriousme/openapi-schema-validator";
import { expect } from "chai";
import { startEmulator } from "../../../emulator/index.js";
import type { Emulator } from "../../../emulator/index.js";
import { CONTROL_BODIES } from "../malformed/wrong-requests.js";
import { type Told, ask } from "../harness/ask.js";
import { setScene } from "../harness/scene.js";
import { makeBusy } from "../page/busy.js";
import { type Described, operations, text, wrongAnswer, wrongBody, wrongQuery } from "./described.js";

const CLI = join(__dirname, "..", "..", "..", "emulator", "cli.js");

const FAULTS = {
  add: [{ operation: "CreateProject", kind: "throttle", times: 3, skip: 1, probability: 0.5, message: "No." }],
};
const RULES = {
  rules: [
    {
      match: { bucket: "images", key: "a/*.png", like: "s3://images/b.png" },
      holds: {
        faces: [{ identity: "ada", emotion: "HAPPY", ageRange: { low: 30, high: 40 } }],
        labels: [],
        texts: [{ text: "A" }],
      },
    },
  ],
};
const OUTCOMES = {
  training: [{ status: "TRAINING_FAILED", message: "No.", seconds: 60, match: { name: "v*" } }, { f1Score: 0.5 }],
  video: [{ detections: 3 }],
};

type Requests = Readonly<Record<string, { readonly query?: string; readonly body?: unknown }>>;

/** Requests that are right, each with everything that it can have. */
const RIGHT: Requests = {
  calls: { query: "?since=1&last=20" },
  answer: { query: "?seq=1" },
  addFaults: { body: FAULTS },
  release: { body: { ids: [1, 2] } },
  script: { body: OUTCOMES },
  setRules: { body: RULES },
  clock: { body: { advanceMs: 60_000, scale: 600 } },
  setSwitches: {
    body: { trainingMs: 1000, missingPrincipals: [], enforceRates: true, rateError: "ThrottlingException" },
  },
};

async function send(
  emulator: Pick<Emulator, "port">,
  operation: Described,
  body?: unknown,
  headers = {},
  query = "",
): Promise<Told> {
  const { method, path } = operation;
  return ask(emulator, method, path + query, headers, body === undefined ? undefined : JSON.stringify(body));
}

describe("the description of the control API", () => {
  const scene = setScene({ startAtMs: Date.UTC(2030, 0, 1) });
  const changes = operations.filter(({ method }) => method !== "GET");
  const guarded = operations.filter(({ security }) => security === undefined);

  /** Every answer that was met, as operation and status. */
  const met = new Set<string>();
  function expectDescribed(operation: Described, told: Told, status: number): void {
    expect(told.status, `${operation.operationId}: ${told.body}`).to.equal(status);
    expect(wrongAnswer(operation, told), operation.operationId).to.equal("");
    met.add(`${operation.operationId} ${status}`);
  }

  it("is a valid OpenAPI document, and is served", async () => {
    const validated = await new Validator().validate(JSON.parse(text) as Record<string, unknown>);
    expect(validated).to.include({ valid: true });
    expect((await ask(scene.emulator, "GET", "/_emulator/openapi.json")).body).to.equal(text);
  });

  it("has each request that the emulator answers, and no other", async () => {
    const unknown = await ask(scene.emulator, "GET", "/_emulator/nothing");
    expect(unknown.status).to.equal(404);
    const { error } = JSON.parse(unknown.body) as { readonly error: string };
    const routed = error.replace("use one of: ", "").split(", ");
    const described = guarded.map(({ method, path }) => `${method} ${path.replace("/_emulator/", "")}`);
    expect(described).to.have.members(routed);
    const paths = new Set(operations.map(({ path }) => path));
    for (const path of paths) {
      for (const method of ["GET", "POST", "DELETE", "PUT", "PATCH"]) {
        const { status } = await ask(scene.emulator, method, path, {}, "[]");
        const isDescribed = operations.some((each) => each.path === path && each.method === method);
        expect([404, 405].includes(status), `${method} ${path}`).to.equal(!isDescribed);
      }
    }
    const page = await ask(scene.emulator, "GET", "/_emulator/");
    const linked = [...page.body.matchAll(/(?:href|src)="([\w.]+)"/g)].map(([, file]) => `/_emulator/${file ?? ""}`);
    expect(linked).to.have.length(2);
    expect([...paths]).to.include.members(linked);
  });

  it("is kept by the answers to right requests, and the requests keep to it", async () => {
    await makeBusy(scene);
    const { versions = [] } = scene.emulator.state().projects[0] ?? {};
    const forced = { arn: versions[0]?.arn, status: "EXPIRED", message: "Too old." };
    scene.emulator.addFault({ operation: "ListCollections", kind: "holdBefore", times: 1 });
    const held = scene.client.listCollections({}).catch(() => undefined);
    while (scene.emulator.held().length === 0) await new Promise((resolve) => setImmediate(resolve));
    const right: Requests = { ...RIGHT, forceStatus: { body: forced } };
    // Reads first, while there is much to answer with; the reset is the last of the changes.
    const reads = operations.filter(({ method }) => method === "GET");
    for (const operation of [...reads, ...changes]) {
      const { query = "", body } = right[operation.operationId] ?? {};
      expect(wrongBody(operation, body), operation.operationId).to.equal("");
      expect(wrongQuery(operation, new URLSearchParams(query)), operation.operationId).to.equal("");
      expectDescribed(operation, await send(scene.emulator, operation, body, {}, query), 200);
    }
    await held;
  });

  it("is kept by the answers to wrong requests, and calls no request right that is refused for its form", async () => {
    let refused = 0;
    for (const operation of changes) {
      for (const body of ["{", ...CONTROL_BODIES]) {
        const told = await ask(scene.emulator, operation.method, operation.path, {}, body);
        expectDescribed(operation, told, told.status === 200 ? 200 : 400);
        refused += told.status === 400 ? 1 : 0;
        if (told.status === 200 && operation.requestBody !== undefined) {
          expect(wrongBody(operation, JSON.parse(body)), `${operation.operationId} ${body}`).to.equal("");
        }
      }
    }
    expect(refused).to.be.above(100);
    const calls = operations.find(({ operationId }) => operationId === "calls");
    if (calls === undefined) throw new Error("calls is not described");
    for (const query of ["since=x", "last=-1"]) {
      expect(wrongQuery(calls, new URLSearchParams(query)), query).not.to.equal("");
      expectDescribed(calls, await send(scene.emulator, calls, undefined, {}, `?${query}`), 400);
    }
  });

  it("is kept where a request is not let in, is too large, or lacks the token", async () => {
    const others = [
      { Host: "example.com" },
      { Origin: "http://example.com" },
      { Origin: "null" },
      { "Sec-Fetch-Site": "cross-site" },
    ];
    for (const operation of operations) {
      for (const headers of others)
        expectDescribed(operation, await send(scene.emulator, operation, undefined, headers), 403);
    }
    const browser = { "Sec-Fetch-Site": "same-origin" };
    const origin = `http://127.0.0.1:${scene.emulator.port}`;
    const large = "x".repeat(9 * 1024 ** 2);
    for (const operation of changes) {
      expectDescribed(operation, await send(scene.emulator, operation, undefined, browser), 403);
      for (const meant of [{ Origin: origin }, { "x-emulator-page": "1" }, { "x-emulator-token": "any" }]) {
        const told = await ask(scene.emulator, operation.method, operation.path, { ...browser, ...meant }, "{");
        expectDescribed(operation, told, 400);
      }
      expectDescribed(operation, await ask(scene.emulator, operation.method, operation.path, {}, large), 413);
    }
    const asking = await startEmulator({ token: "only-mine" });
    try {
      for (const operation of operations) {
        const isGuarded = operation.security === undefined;
        expectDescribed(operation, await send(asking, operation), isGuarded ? 401 : 200);
        if (!isGuarded || operation.method !== "GET") continue;
        // There is no call whose answer could be told.
        const status = operation.operationId === "answer" ? 400 : 200;
        for (const token of [{ "x-emulator-token": "only-mine" }, { Authorization: "Bearer only-mine" }]) {
          expectDescribed(operation, await send(asking, operation, undefined, token), status);
        }
      }
    } finally {
      await asking.close();
    }
  });

  it("is kept where the state cannot be written", async () => {
    const folder = mkdtempSync(join(tmpdir(), "rekognition-openapi-"));
    const args = [CLI, "--quiet", "--state", join(folder, "state.json")];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    rmSync(folder, { recursive: true });
    const port = Number(new URL(line.replace("listening on ", "")).port);
    for (const operation of changes) expectDescribed(operation, await send({ port }, operation), 500);
    const closed = once(child, "close");
    child.kill();
    await closed;
  });

  it("says nothing of an answer that none of these tests met", () => {
    const said = operations.flatMap(({ operationId, responses }) =>
      Object.keys(responses).map((status) => `${operationId} ${status}`),
    );
    expect([...met]).to.have.members(said);
  });
});
