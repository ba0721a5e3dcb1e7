import type { ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { describeOnly, makeProject, modelIn, REACHABLE, run, train } from "./harness/models.js";
import { refusalName } from "./harness/refusal.js";
import { MINUTE_MS, setScene } from "./harness/scene.js";

describe("running a model", () => {
  const scene = setScene();

  const start = (ProjectVersionArn: string, MinInferenceUnits = 1, MaxInferenceUnits?: number) =>
    scene.client.startProjectVersion({ ProjectVersionArn, MinInferenceUnits, MaxInferenceUnits });
  const stop = (ProjectVersionArn: string) => scene.client.stopProjectVersion({ ProjectVersionArn });
  const remove = (ProjectVersionArn: string) => scene.client.deleteProjectVersion({ ProjectVersionArn });

  it("goes from STARTING to RUNNING in 8 minutes, and echoes its units", async () => {
    const arn = await train(scene);
    expect((await start(arn, 2, 4)).Status).to.equal("STARTING");
    scene.emulator.advance(8 * MINUTE_MS - 1);
    expect((await describeOnly(scene, arn))?.Status).to.equal("STARTING");
    scene.emulator.advance(1);
    expect(await describeOnly(scene, arn)).to.include({
      Status: "RUNNING",
      StatusMessage: "The model is running.",
      MinInferenceUnits: 2,
      MaxInferenceUnits: 4,
    });
  });

  it("goes from STOPPING to STOPPED in 3 minutes, and can be started again", async () => {
    const arn = await run(scene);
    expect((await stop(arn)).Status).to.equal("STOPPING");
    scene.emulator.advance(3 * MINUTE_MS);
    expect((await describeOnly(scene, arn))?.Status).to.equal("STOPPED");
    await start(arn);
  });

  it("fails to start as scripted, with the text, after the time given", async () => {
    scene.emulator.script({ start: [{ status: "FAILED", message: "No capacity.", seconds: 30 }] });
    const arn = await train(scene);
    await start(arn);
    scene.emulator.advance(30_000);
    expect(await describeOnly(scene, arn)).to.include({ Status: "FAILED", StatusMessage: "No capacity." });
    await start(arn);
    scene.emulator.advance(8 * MINUTE_MS);
    expect((await describeOnly(scene, arn))?.Status).to.equal("RUNNING");
  });

  it("is gone some seconds after its delete", async () => {
    const arn = await train(scene);
    expect((await remove(arn)).Status).to.equal("DELETING");
    expect((await describeOnly(scene, arn))?.Status).to.equal("DELETING");
    scene.emulator.advance(5_000);
    expect(await describeOnly(scene, arn)).to.equal(undefined);
    expect(await refusalName(remove(arn))).to.equal("ResourceNotFoundException");
  });

  describe("which operation is legal in which state", () => {
    const startable: ProjectVersionStatus[] = ["TRAINING_COMPLETED", "STOPPED", "FAILED"];
    const deletable: ProjectVersionStatus[] = ["TRAINING_COMPLETED", "TRAINING_FAILED", "STOPPED", "FAILED"];
    const operations = [
      { name: "StartProjectVersion", legal: startable, perform: start },
      { name: "StopProjectVersion", legal: ["RUNNING"] as ProjectVersionStatus[], perform: stop },
      { name: "DeleteProjectVersion", legal: deletable, perform: remove },
    ];
    for (const status of REACHABLE) {
      for (const { name, legal, perform } of operations) {
        const isLegal = legal.includes(status);
        it(`${status}: ${name} ${isLegal ? "is done" : "meets ResourceInUse"}`, async () => {
          const arn = await modelIn(scene, status);
          expect((await describeOnly(scene, arn))?.Status).to.equal(status);
          if (isLegal) await perform(arn);
          else expect(await refusalName(perform(arn))).to.equal("ResourceInUseException");
        });
      }
    }
  });

  it("refuses units that contradict each other, or exceed the quota", async () => {
    const arn = await train(scene);
    expect(await refusalName(start(arn, 3, 2))).to.equal("InvalidParameterException");
    expect(await refusalName(start(arn, 6))).to.equal("LimitExceededException");
    expect(await refusalName(start(arn, 1, 6))).to.equal("LimitExceededException");
    expect(await refusalName(start(arn, 0))).to.equal("ValidationException");
  });

  it("refuses a third running model until one has STOPPED", async () => {
    const project = await makeProject(scene);
    const [a, b, c] = [
      await train(scene, "a", project),
      await train(scene, "b", project),
      await train(scene, "c", project),
    ];
    await start(a);
    await start(b);
    expect(await refusalName(start(c))).to.equal("LimitExceededException");
    scene.emulator.advance(8 * MINUTE_MS);
    await stop(a);
    expect(await refusalName(start(c))).to.equal("LimitExceededException");
    scene.emulator.advance(3 * MINUTE_MS);
    await start(c);
  });

  it("shows the state before the last call for a while where describes lag", async () => {
    const arn = await train(scene);
    scene.emulator.setSwitches({ statusLagMs: 5_000 });
    await start(arn);
    expect((await describeOnly(scene, arn))?.Status).to.equal("TRAINING_COMPLETED");
    scene.emulator.advance(5_000);
    expect((await describeOnly(scene, arn))?.Status).to.equal("STARTING");
  });

  it("treats models of other accounts and Regions as not there", async () => {
    const ProjectVersionArn = await train(scene);
    for (const other of [scene.clientOf("999988887777"), scene.clientOf("111122223333", "eu-west-1")]) {
      expect(await refusalName(other.stopProjectVersion({ ProjectVersionArn }))).to.equal("ResourceNotFoundException");
    }
    scene.emulator.setSwitches({ foreignAccountArn: "AccessDeniedException" });
    const other = scene.clientOf("999988887777");
    expect(await refusalName(other.stopProjectVersion({ ProjectVersionArn }))).to.equal("AccessDeniedException");
  });

  it("does not run adapters", async () => {
    await scene.client.createProject({ ProjectName: "moderator", Feature: "CONTENT_MODERATION" });
    scene.emulator.advance(MINUTE_MS);
    const { ProjectDescriptions } = await scene.client.describeProjects({ Features: ["CONTENT_MODERATION"] });
    const arn = await train(scene, "first", ProjectDescriptions?.[0]?.ProjectArn ?? "");
    expect(await refusalName(start(arn))).to.equal("InvalidParameterException");
  });
});
