import { expect } from "chai";
import { controlClient } from "../../../emulator/index.js";
import { beginTraining, train } from "../harness/models.js";
import { HOUR_MS, MINUTE_MS, setScene } from "../harness/scene.js";

describe("what the page asks the control API", () => {
  const scene = setScene({ startAtMs: Date.UTC(2030, 0, 1) });

  it("pending: faults and outcomes that were not used up, and how fast time passes", async () => {
    const client = controlClient(scene.emulator.url);
    await client.addFaults({
      add: [
        { operation: "ListCollections", kind: "throttle", times: 3, skip: 1 },
        { operation: "*", kind: "deny", probability: 0 },
      ],
    });
    await client.script({ training: [{ status: "TRAINING_FAILED", message: "No." }, { f1Score: 0.5 }] });
    await client.clock({ scale: 0 });
    for (let call = 0; call < 2; call += 1) await scene.client.listCollections({}).catch(() => undefined);
    await beginTraining(scene);
    expect(await client.pending()).to.deep.equal({
      timeScale: 0,
      faults: [
        { operation: "ListCollections", kind: "throttle", times: 2, skip: 0 },
        { operation: "*", kind: "deny", probability: 0, skip: 0 },
      ],
      outcomes: {
        training: [{ f1Score: 0.5 }],
        start: [],
        copy: [],
        datasetCreate: [],
        datasetUpdate: [],
        streamProcessorStart: [],
        video: [],
      },
    });
    await client.clock({ scale: 600 });
    expect(await client.pending()).to.include({ timeScale: 600 });
  });

  it("calls: the last of them", async () => {
    for (let call = 0; call < 3; call += 1) await scene.client.listCollections({});
    const client = controlClient(scene.emulator.url);
    expect((await client.calls({ last: 2 })).map(({ seq }) => seq)).to.deep.equal([2, 3]);
    expect(await client.calls({ last: 0 })).to.deep.equal([]);
    expect((await client.calls({ since: 2, last: 9 })).map(({ seq }) => seq)).to.deep.equal([3]);
  });

  it("state: when each state of a model began", async () => {
    const arn = await train(scene);
    const { createdAtMs = 0 } = scene.emulator.state().projects[0]?.versions[0] ?? {};
    await scene.client.startProjectVersion({ ProjectVersionArn: arn, MinInferenceUnits: 1 });
    const startedAtMs = scene.emulator.nowMs();
    scene.emulator.advance(HOUR_MS);
    const { trainingMs, modelStartingMs } = scene.emulator.switches();
    expect(trainingMs).to.equal(45 * MINUTE_MS);
    expect(scene.emulator.state().projects[0]?.versions[0]?.statuses).to.deep.equal([
      { status: "TRAINING_IN_PROGRESS", atMs: createdAtMs },
      { status: "TRAINING_COMPLETED", atMs: createdAtMs + trainingMs },
      { status: "STARTING", atMs: startedAtMs },
      { status: "RUNNING", atMs: startedAtMs + modelStartingMs },
    ]);
  });

  it("state: names as they are, for the page to show as text", async () => {
    const hostile = "<img src=x onerror=alert(1)>";
    await scene.client.createCollection({ CollectionId: "faces", Tags: { key: "a=+-:/@." } });
    const refused = await fetch(`${scene.emulator.url}/`, {
      method: "POST",
      headers: { "x-amz-target": `RekognitionService.${hostile}`, "content-type": "application/x-amz-json-1.1" },
      body: "{}",
    });
    expect(refused.status).to.equal(400);
    const [call] = scene.emulator.calls().slice(-1);
    expect(call?.operation).to.contain("<img");
    const answer = await fetch(`${scene.emulator.url}/_emulator/calls`);
    expect(answer.headers.get("content-type")).to.equal("application/json");
    expect(answer.headers.get("x-content-type-options")).to.equal("nosniff");
  });
});
