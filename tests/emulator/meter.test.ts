import { expect } from "chai";
import { beginTraining, run, train } from "./harness/models.js";
import { faceSearch } from "./harness/processors.js";
import { HOUR_MS, MINUTE_MS, setScene } from "./harness/scene.js";

describe("the meter", () => {
  const scene = setScene();

  it("counts nothing for a training that is not over, and billed seconds for one that succeeded", async () => {
    await beginTraining(scene);
    scene.emulator.advance(44 * MINUTE_MS);
    expect(scene.emulator.meter()).to.include({ trainingSeconds: 0, usd: 0 });
    scene.emulator.advance(MINUTE_MS);
    expect(scene.emulator.meter()).to.include({ trainingSeconds: 2700, usd: 0.75, running: 0 });
  });

  it("counts nothing for a training that failed", async () => {
    scene.emulator.script({ training: [{ status: "TRAINING_FAILED" }] });
    await train(scene);
    expect(scene.emulator.meter()).to.include({ trainingSeconds: 0, usd: 0 });
  });

  it("counts unit-seconds from the moment a model became RUNNING, though nobody looked", async () => {
    scene.emulator.script({ training: [{ seconds: 3600 }] });
    const ProjectVersionArn = await train(scene);
    await scene.client.startProjectVersion({ ProjectVersionArn, MinInferenceUnits: 2 });
    scene.emulator.advance(8 * MINUTE_MS + HOUR_MS);
    expect(scene.emulator.meter()).to.include({ inferenceUnitSeconds: 7200, running: 1, usd: 9 });
  });

  it("stops counting when Stop is called: STOPPING is not RUNNING", async () => {
    const ProjectVersionArn = await run(scene);
    scene.emulator.advance(MINUTE_MS);
    await scene.client.stopProjectVersion({ ProjectVersionArn });
    scene.emulator.advance(HOUR_MS);
    expect(scene.emulator.meter()).to.include({ inferenceUnitSeconds: 60, running: 0 });
  });

  it("says when a model ran, and with how many units", async () => {
    const ProjectVersionArn = await run(scene);
    const fromMs = scene.emulator.nowMs();
    scene.emulator.advance(MINUTE_MS);
    expect(scene.emulator.meter().models[0]).to.deep.include({ running: true, runs: [{ fromMs, units: 1 }] });
    await scene.client.stopProjectVersion({ ProjectVersionArn });
    const toMs = scene.emulator.nowMs();
    scene.emulator.advance(HOUR_MS);
    expect(scene.emulator.meter().models[0]).to.deep.include({ running: false, runs: [{ fromMs, toMs, units: 1 }] });
  });

  it("says for how long a stream processor was RUNNING", async () => {
    await scene.client.createCollection({ CollectionId: "faces" });
    await scene.client.createStreamProcessor(faceSearch("door"));
    await scene.client.startStreamProcessor({ Name: "door" });
    scene.emulator.advance(scene.emulator.switches().streamProcessorStartingMs + MINUTE_MS);
    expect(scene.emulator.meter().processors[0]).to.deep.include({ runningSeconds: 60, running: true });
    await scene.client.stopStreamProcessor({ Name: "door" });
    scene.emulator.advance(HOUR_MS);
    const { usd, processors } = scene.emulator.meter();
    expect(processors[0]).to.deep.include({ runningSeconds: 60, running: false });
    expect(usd, "no price is known").to.equal(0);
  });

  it("keeps deleted models in its sums", async () => {
    const ProjectVersionArn = await train(scene);
    await scene.client.deleteProjectVersion({ ProjectVersionArn });
    scene.emulator.advance(HOUR_MS);
    expect(scene.emulator.meter().models).to.deep.equal([
      { arn: ProjectVersionArn, trainingSeconds: 2700, inferenceUnitSeconds: 0, running: false, runs: [] },
    ]);
  });
});
