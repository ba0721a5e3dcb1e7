import { expect } from "chai";
import { startEmulator } from "../../emulator/index.js";
import type { Switches } from "../../emulator/index.js";
import { SWITCHES } from "../../emulator/switches.js";
import { BUCKET, labeled } from "./harness/bucket.js";
import { describeOnly, makeProject, modelIn, run, train, trainingRequest } from "./harness/models.js";
import { connectedHome } from "./harness/processors.js";
import { refusalName } from "./harness/refusal.js";
import { HOUR_MS, setScene } from "./harness/scene.js";

describe("switches", () => {
  const scene = setScene();
  const version = (ProjectVersionArn: string) => ({ ProjectVersionArn });

  it("have a reason, each", () => {
    for (const [name, { why }] of Object.entries(SWITCHES)) expect(why, name).to.be.a("string").and.not.equal("");
  });

  it("are refused when unknown, so that a typing mistake does not pass for a setting", async () => {
    const misspelt = { quotaProjcts: 1 } as Partial<Switches>;
    const refused = await startEmulator({ switches: misspelt }).catch((error: unknown) => error as Error);
    expect(refused).to.be.an("error").with.property("message", "unknown switch quotaProjcts");
  });

  it("startFromFailed: a model whose start failed stays as it is", async () => {
    scene.emulator.setSwitches({ startFromFailed: false });
    const arn = await modelIn(scene, "FAILED");
    const start = scene.client.startProjectVersion({ ...version(arn), MinInferenceUnits: 1 });
    expect(await refusalName(start)).to.equal("ResourceInUseException");
  });

  it("stopWhileStarting: such a model never runs, and is never billed for running", async () => {
    scene.emulator.setSwitches({ stopWhileStarting: true });
    const arn = await modelIn(scene, "STARTING");
    await scene.client.stopProjectVersion(version(arn));
    scene.emulator.advance(HOUR_MS);
    expect((await describeOnly(scene, arn))?.Status).to.equal("STOPPED");
    expect(scene.emulator.meter()).to.include({ running: 0, inferenceUnitSeconds: 0 });
  });

  it("stoppingHoldsSlot: a stopping model gives its slot away at once", async () => {
    scene.emulator.setSwitches({ stoppingHoldsSlot: false, quotaRunningModels: 1 });
    const first = await run(scene);
    const project = scene.emulator.state().projects[0]?.arn ?? "";
    const second = await train(scene, "second", project);
    await scene.client.stopProjectVersion(version(first));
    await scene.client.startProjectVersion({ ...version(second), MinInferenceUnits: 1 });
  });

  it("keepUnitsWhenStopped: the units of a stopped model are described, or not", async () => {
    const kept = await modelIn(scene, "STOPPED");
    expect((await describeOnly(scene, kept))?.MinInferenceUnits).to.equal(1);
    scene.emulator.setSwitches({ keepUnitsWhenStopped: false });
    await scene.client.startProjectVersion({ ...version(kept), MinInferenceUnits: 2 });
    scene.emulator.advance(HOUR_MS);
    await scene.client.stopProjectVersion(version(kept));
    scene.emulator.advance(HOUR_MS);
    expect(await describeOnly(scene, kept)).to.not.have.any.keys("MinInferenceUnits", "MaxInferenceUnits");
  });

  it("duplicateDelete: what is DELETING is already gone", async () => {
    scene.emulator.setSwitches({ duplicateDelete: "ResourceNotFoundException" });
    const arn = await modelIn(scene, "DELETING");
    expect(await refusalName(scene.client.deleteProjectVersion(version(arn)))).to.equal("ResourceNotFoundException");
  });

  it("billableRatio: training is billed for more seconds than it took", async () => {
    scene.emulator.setSwitches({ billableRatio: 1.5 });
    await train(scene);
    expect(scene.emulator.meter().trainingSeconds).to.equal(2700 * 1.5);
  });

  it("checkManifestImages: lines count although their images are missing", async () => {
    scene.emulator.setSwitches({ checkManifestImages: false });
    scene.bucket.putManifest("train.manifest", [labeled("no.png", "cat"), labeled("none.png", "dog")]);
    const request = trainingRequest(await makeProject(scene), "first");
    const { ProjectVersionArn = "" } = await scene.client.createProjectVersion(request);
    scene.emulator.advance(HOUR_MS);
    expect((await describeOnly(scene, ProjectVersionArn))?.Status).to.equal("TRAINING_COMPLETED");
  });

  const failing: { switches: Partial<Switches>; text: string; bucket: string }[] = [
    { switches: { checkOutputBucket: true }, text: "Unable to write to output S3 bucket.", bucket: "missing-bucket" },
    {
      switches: { autoSplitImagesPerLabel: 2 },
      text: "The manifest file contains insufficient labeled images per label to perform auto-split.",
      bucket: BUCKET,
    },
  ];
  for (const { switches, text, bucket } of failing) {
    it(`${Object.keys(switches).join()}: "${text}"`, async () => {
      scene.emulator.setSwitches(switches);
      for (const label of ["cat", "dog"]) scene.bucket.putImage(`${label}.png`);
      scene.bucket.putManifest("train.manifest", [labeled("cat.png", "cat"), labeled("dog.png", "dog")]);
      const request = { ...trainingRequest(await makeProject(scene), "first"), OutputConfig: { S3Bucket: bucket } };
      const { ProjectVersionArn = "" } = await scene.client.createProjectVersion(request);
      scene.emulator.advance(HOUR_MS);
      expect((await describeOnly(scene, ProjectVersionArn))?.StatusMessage).to.equal(text);
    });
  }

  it("connected home: its two switches", async () => {
    scene.emulator.setSwitches({ connectedHomeNeedsNotification: false, echoMinConfidence: false });
    const { NotificationChannel: _channel, ...request } = connectedHome("watcher");
    await scene.client.createStreamProcessor(request);
    const { Settings } = await scene.client.describeStreamProcessor({ Name: "watcher" });
    expect(Settings?.ConnectedHome).to.deep.equal({ Labels: ["PERSON"] });
  });
});
