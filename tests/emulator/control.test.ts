import { expect } from "chai";
import { createClock } from "../../emulator/clock.js";
import { controlClient, startEmulator } from "../../emulator/index.js";
import type { CallAnswer, CallRecord, MeterReport, StateReport } from "../../emulator/index.js";
import { BUCKET } from "./harness/bucket.js";
import { png } from "./harness/images.js";
import { beginTraining, run, train } from "./harness/models.js";
import { createProcessor } from "./harness/processors.js";
import { ACCOUNT, MINUTE_MS, REGION, setScene } from "./harness/scene.js";
import { CHANNEL, putVideo, startLabels } from "./harness/videos.js";

describe("the control endpoints", () => {
  const scene = setScene({ startAtMs: Date.UTC(2030, 0, 1) });

  async function ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${scene.emulator.url}/_emulator/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }

  it("calls: what was asked, by whom, with what result", async () => {
    await scene.client.createCollection({ CollectionId: "faces" });
    await scene.client.createCollection({ CollectionId: "faces" }).catch(() => undefined);
    const records = (await ask("GET", "calls")).body as CallRecord[];
    expect(records).to.deep.equal([
      {
        seq: 1,
        atMs: Date.UTC(2030, 0, 1),
        operation: "CreateCollection",
        account: ACCOUNT,
        accessKeyId: ACCOUNT,
        region: REGION,
        status: 200,
        request: { CollectionId: "faces" },
        effect: true,
      },
      { ...records[0], seq: 2, status: 400, error: "ResourceAlreadyExistsException", effect: false },
    ]);
    const later = (await ask("GET", "calls?since=1")).body as CallRecord[];
    expect(later.map((record) => record.seq)).to.deep.equal([2]);
    await ask("DELETE", "calls");
    expect((await ask("GET", "calls")).body).to.deep.equal([]);
  });

  it("calls: long texts are cut, so that images do not fill the memory", async () => {
    await scene.client.createCollection({ CollectionId: "faces" });
    await scene.client.indexFaces({
      CollectionId: "faces",
      Image: { Bytes: Buffer.concat([png(80, 80), Buffer.alloc(9000)]) },
    });
    expect(JSON.stringify(scene.emulator.calls())).to.have.length.below(1000);
  });

  it("answer: what was answered to one of the latest 200 calls, its beginning", async () => {
    await scene.client.createCollection({ CollectionId: "faces" });
    await scene.client.createCollection({ CollectionId: "faces" }).catch(() => undefined);
    const refused = (await ask("GET", "answer?seq=2")).body as CallAnswer;
    expect(JSON.parse(refused.body)).to.include({ Code: "ResourceAlreadyExistsException" });
    expect(refused).to.include({ seq: 2, characters: refused.body.length });
    const collections = Array.from({ length: 100 }, (_, index) => `collection-${"x".repeat(100)}-${index}`);
    for (const CollectionId of collections) await scene.client.createCollection({ CollectionId });
    await scene.client.listCollections({});
    const long = scene.emulator.answer({ seq: 103 });
    expect(long.body).to.have.lengthOf(4000);
    expect(long.characters).to.be.above(10_000);
    for (let call = 0; call < 100; call += 1) await scene.client.listCollections({ MaxResults: 1 });
    expect(scene.emulator.answer({ seq: 4 }).seq).to.equal(4);
    const none = { error: "the answer to call 3 is not there: the latest 200 are kept, and no files" };
    expect(await ask("GET", "answer?seq=3")).to.deep.equal({ status: 400, body: none });
    await ask("DELETE", "calls");
    expect((await ask("GET", "answer?seq=203")).status).to.equal(400);
  });

  it("answer: credentials are left out, and so are objects", async () => {
    const body = "Action=AssumeRole&RoleArn=arn:aws:iam::111122223333:role/any&RoleSessionName=me";
    const headers = {
      "content-type": "application/x-www-form-urlencoded",
      authorization: `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20300101/${REGION}/sts/aws4_request, SignedHeaders=host, Signature=00`,
    };
    const sent = await fetch(scene.emulator.url, { method: "POST", headers, body });
    const secret = /<SecretAccessKey>([^<]+)</.exec(await sent.text())?.[1] ?? "";
    const { body: kept } = scene.emulator.answer({ seq: 1 });
    expect(secret).to.have.lengthOf(40);
    expect(kept)
      .to.contain("<SecretAccessKey>…</SecretAccessKey><SessionToken>…</SessionToken>")
      .and.not.contain(secret);
    scene.bucket.putImage("a.png");
    const object = await fetch(`${scene.emulator.url}/${BUCKET}/a.png`, { headers: { authorization: "AWS any:any" } });
    expect(object.status).to.equal(200);
    expect(() => scene.emulator.answer({ seq: 2 })).to.throw("no files");
  });

  it("state: everything there is, of all accounts", async () => {
    const version = await train(scene);
    await createProcessor(scene, "watcher");
    await scene.clientOf("999988887777").createCollection({ CollectionId: "faces", Tags: { a: "1" } });
    const state = (await ask("GET", "state")).body as StateReport;
    expect(state.projects[0]).to.include({ name: "animals", account: ACCOUNT, region: REGION, status: "CREATED" });
    expect(state.projects[0]?.versions[0]).to.include({ arn: version, name: "first", status: "TRAINING_COMPLETED" });
    expect(state.streamProcessors[0]).to.include({ name: "watcher", status: "STOPPED" });
    expect(state.collections[0]).to.deep.include({
      id: "faces",
      account: "999988887777",
      faceCount: 0,
      tags: { a: "1" },
    });
  });

  it("meter: the same as in code", async () => {
    await run(scene);
    const meter = (await ask("GET", "meter")).body as MeterReport;
    expect(meter).to.deep.equal(scene.emulator.meter());
    expect(meter.running).to.equal(1);
  });

  it("clock: jumps ahead, and changes its speed", async () => {
    await beginTraining(scene);
    const before = scene.emulator.nowMs();
    expect((await ask("POST", "clock", { advanceMs: 45 * MINUTE_MS })).body).to.deep.equal({
      nowMs: before + 45 * MINUTE_MS,
    });
    expect(scene.emulator.state().projects[0]?.versions[0]?.status).to.equal("TRAINING_COMPLETED");
    await ask("POST", "clock", { scale: 1_000_000 });
    const moving = scene.emulator.nowMs();
    await ask("POST", "clock", { scale: 0 });
    const stopped = scene.emulator.nowMs();
    expect(stopped).to.be.above(moving);
    expect(scene.emulator.nowMs()).to.equal(stopped);
  });

  it("faults and outcomes: as in code", async () => {
    await ask("POST", "faults", { add: [{ operation: "*", kind: "internalError" }] });
    expect(await scene.client.listCollections({}).catch((error: unknown) => (error as Error).name)).to.equal(
      "InternalServerError",
    );
    await ask("DELETE", "faults");
    await ask("POST", "outcomes", { training: [{ status: "TRAINING_FAILED", message: "No." }] });
    await train(scene);
    expect(scene.emulator.state().projects[0]?.versions[0]?.statusMessage).to.equal("No.");
  });

  it("held and release: as in code", async () => {
    await ask("POST", "faults", { add: [{ operation: "ListCollections", kind: "holdBefore", times: 1 }] });
    const call = scene.client.listCollections({});
    while (scene.emulator.held().length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect((await ask("GET", "held")).body).to.deep.equal(scene.emulator.held());
    await ask("POST", "release", { ids: [2] });
    expect(scene.emulator.held()).to.have.length(1);
    await ask("POST", "release", { ids: [1] });
    await call;
    expect((await ask("GET", "held")).body).to.deep.equal([]);
  });

  it("status: brings a model to states that no call leads to, and the meter follows", async () => {
    const arn = await run(scene);
    await ask("POST", "status", { arn, status: "EXPIRED", message: "Too old." });
    expect(scene.emulator.state().projects[0]?.versions[0]).to.include({
      status: "EXPIRED",
      statusMessage: "Too old.",
    });
    expect(scene.emulator.meter().running).to.equal(0);
    expect((await ask("POST", "status", { arn, status: "ASLEEP" })).status).to.equal(400);
    expect((await ask("POST", "status", { arn: `${arn}0`, status: "STOPPED" })).status).to.equal(400);
  });

  it("status: a stream processor's start is forgotten when it is forced elsewhere", async () => {
    const arn = await createProcessor(scene, "watcher");
    await scene.client.startStreamProcessor({ Name: "watcher" });
    scene.emulator.forceStatus({ arn, status: "FAILED", message: "Stream watcher doesn't exist" });
    scene.emulator.advance(MINUTE_MS);
    expect(scene.emulator.state().streamProcessors[0]).to.include({ status: "FAILED" });
  });

  it("switches: by name, all of them known", async () => {
    await ask("POST", "switches", { quotaProjects: 0 });
    expect(
      await scene.client.createProject({ ProjectName: "a" }).catch((error: unknown) => (error as Error).name),
    ).to.equal("LimitExceededException");
    expect((await ask("GET", "switches")).body).to.include({ quotaProjects: 0, quotaRunningModels: 2 });
    expect(await ask("POST", "switches", { quotaProjcts: 0 })).to.deep.equal({
      status: 400,
      body: { error: "unknown switch quotaProjcts" },
    });
    expect((await ask("POST", "switches", { quotaProjects: "many" })).status).to.equal(400);
  });

  it("reset: forgets everything but the clock and the switches", async () => {
    await run(scene);
    const now = scene.emulator.nowMs();
    await ask("POST", "reset");
    expect(scene.emulator.state()).to.deep.equal({
      nowMs: now,
      projects: [],
      streamProcessors: [],
      collections: [],
      videoJobs: [],
    });
    expect(scene.emulator.notifications()).to.deep.equal([]);
    expect(scene.emulator.meter()).to.include({ usd: 0, running: 0 });
    expect(scene.emulator.calls()).to.deep.equal([]);
  });

  it("client: asks and steers as in code", async () => {
    const { emulator } = scene;
    const client = controlClient(emulator.url);
    await client.setSwitches({ trainingMs: 1_000 });
    await client.script({ training: [{ f1Score: 0.5 }] });
    await client.addFaults({ add: [{ operation: "ListCollections", kind: "holdBefore", times: 1 }] });
    const arn = await run(scene);
    await createProcessor(scene, "watcher");
    await scene.client.createCollection({ CollectionId: "faces" });
    const held = scene.client.listCollections({});
    while ((await client.held()).length === 0);
    putVideo(scene);
    await startLabels(scene, { NotificationChannel: CHANNEL });
    await client.clock({ advanceMs: 60 * MINUTE_MS });
    await client.forceStatus({ arn, status: "EXPIRED" });
    const asked = ["state", "meter", "notifications", "calls", "held", "switches"] as const;
    for (const name of asked) {
      expect(await client[name](), name).to.deep.equal(JSON.parse(JSON.stringify(emulator[name]())));
    }
    expect(await client.calls({ since: 1 })).to.deep.equal(emulator.calls(1));
    await client.release();
    await held;
    await client.clearCalls();
    expect(emulator.calls()).to.deep.equal([]);
    await client.clearFaults();
    await client.reset();
    expect(emulator.state().projects).to.deep.equal([]);
    const refusal = await client.setSwitches({ quotaProjects: -1 }).catch((error: unknown) => (error as Error).message);
    expect(refusal).to.match(/^The emulator answers 400 to POST switches: .*quotaProjects/);
  });

  const mistakes = [
    { reason: "an unknown path", method: "GET", path: "nothing", body: undefined, status: 404 },
    { reason: "the wrong method", method: "POST", path: "state", body: {}, status: 404 },
    { reason: "not an object", method: "POST", path: "clock", body: 5, status: 400 },
    { reason: "time that runs backwards", method: "POST", path: "clock", body: { advanceMs: -1 }, status: 400 },
    { reason: "faults without a list", method: "POST", path: "faults", body: { kind: "reset" }, status: 400 },
    { reason: "a release of something else", method: "POST", path: "release", body: { ids: "all" }, status: 400 },
    { reason: "an unknown outcome", method: "POST", path: "outcomes", body: { stop: [] }, status: 400 },
    {
      reason: "an unknown status",
      method: "POST",
      path: "outcomes",
      body: { training: [{ status: "FAILED" }] },
      status: 400,
    },
  ];
  for (const { reason, method, path, body, status } of mistakes) {
    it(`answers mistakes with a sentence: ${reason}`, async () => {
      const answer = await ask(method, path, body);
      expect(answer.status).to.equal(status);
      expect((answer.body as { error: string }).error)
        .to.be.a("string")
        .and.not.equal("");
    });
  }
});

describe("real time", () => {
  it("is scaled from when it is asked for, and jumps ahead when told to", () => {
    let realMs = 5_000;
    const clock = createClock({ scale: 100, startAtMs: 1_000_000, realMs: () => realMs });
    realMs += 20;
    expect(clock.nowMs()).to.equal(1_002_000);
    clock.setScale(2);
    realMs += 20;
    expect(clock.nowMs()).to.equal(1_002_040);
    clock.advance(60_000);
    expect(clock.nowMs()).to.equal(1_062_040);
  });

  it("runs in an emulator that was asked for a scale", async () => {
    const emulator = await startEmulator({ timeScale: 100_000 });
    const startMs = emulator.nowMs();
    while (emulator.nowMs() - startMs < 100_000) await new Promise((resolve) => setImmediate(resolve));
    await emulator.close();
  });
});
