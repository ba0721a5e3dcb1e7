import type { ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { BUCKET, labeled } from "./harness/bucket.js";
import { beginAdapter, makeAdapterProject, trainAdapter } from "./harness/adapters.js";
import { run, train } from "./harness/models.js";
import { refusalName, refusalNames } from "./harness/refusal.js";
import { HOUR_MS, setScene } from "./harness/scene.js";

describe("moderation adapters", () => {
  const scene = setScene();
  const object = (Name: string) => ({ S3Object: { Bucket: BUCKET, Name } });
  const detect = (ProjectVersion: string, key = "smoke.png") =>
    scene.client.detectModerationLabels({ Image: object(key), ProjectVersion });
  const describeIt = async () => {
    const { ProjectDescriptions } = await scene.client.describeProjects({ Features: ["CONTENT_MODERATION"] });
    const ProjectArn = ProjectDescriptions?.[0]?.ProjectArn;
    return (await scene.client.describeProjectVersions({ ProjectArn })).ProjectVersionDescriptions?.[0];
  };

  function putLines(): object[] {
    for (const name of ["smoke.png", "plain.png", "other.png"]) scene.bucket.putImage(name);
    return [labeled("smoke.png", "Smoking"), labeled("plain.png", "Nothing special")];
  }

  it("are trained like models, from training data alone, and say what they are based on", async () => {
    const arn = await trainAdapter(scene, putLines());
    expect(await describeIt()).to.deep.include({
      ProjectVersionArn: arn,
      Status: "TRAINING_COMPLETED",
      Feature: "CONTENT_MODERATION",
      BaseModelVersion: "7.0",
      FeatureConfig: { ContentModeration: { ConfidenceThreshold: 70 } },
    });
  });

  it("are hidden from DescribeProjects unless it is asked for them", async () => {
    await makeAdapterProject(scene);
    expect((await scene.client.describeProjects({})).ProjectDescriptions).to.deep.equal([]);
    const { ProjectDescriptions } = await scene.client.describeProjects({
      Features: ["CONTENT_MODERATION", "CUSTOM_LABELS"],
    });
    expect(ProjectDescriptions?.[0]).to.include({ Feature: "CONTENT_MODERATION", AutoUpdate: "ENABLED" });
  });

  it("know the images they were trained on, and leave the rest to the base model", async () => {
    const arn = await trainAdapter(scene, putLines());
    const smoking = await detect(arn);
    expect(smoking.ProjectVersion).to.equal(arn);
    expect(smoking.ModerationLabels?.map((label) => label.Name)).to.have.members([
      "Drugs & Tobacco",
      "Drugs & Tobacco Paraphernalia & Use",
      "Smoking",
    ]);
    expect((await detect(arn, "plain.png")).ModerationLabels).to.deep.equal([]);
    const base = await scene.client.detectModerationLabels({ Image: object("other.png") });
    expect((await detect(arn, "other.png")).ModerationLabels).to.deep.equal(base.ModerationLabels);
  });

  const uses: { status: ProjectVersionStatus; outcome: string }[] = [
    { status: "TRAINING_COMPLETED", outcome: "adapter" },
    { status: "DEPRECATED", outcome: "adapter" },
    { status: "EXPIRED", outcome: "base model" },
    { status: "TRAINING_IN_PROGRESS", outcome: "ResourceNotReadyException" },
    { status: "TRAINING_FAILED", outcome: "ResourceNotReadyException" },
    { status: "DELETING", outcome: "ResourceNotReadyException" },
  ];
  for (const { status, outcome } of uses) {
    it(`are used while ${status}: ${outcome}`, async () => {
      const arn = await trainAdapter(scene, putLines());
      scene.emulator.forceStatus({ arn, status });
      const seen = await detect(arn).then(
        (answer) => (answer.ProjectVersion === arn ? "adapter" : "base model"),
        (error: unknown) => (error as Error).name,
      );
      expect(seen).to.equal(outcome);
    });
  }

  for (const status of ["DEPRECATED", "EXPIRED"] as const) {
    it(`are described as ${status}, and can be deleted then`, async () => {
      const arn = await trainAdapter(scene, putLines());
      scene.emulator.forceStatus({ arn, status });
      expect((await describeIt())?.Status).to.equal(status);
      expect((await scene.client.deleteProjectVersion({ ProjectVersionArn: arn })).Status).to.equal("DELETING");
    });
  }

  it("are neither started, stopped nor asked for custom labels", async () => {
    const arn = await trainAdapter(scene, putLines());
    const calls = [
      scene.client.startProjectVersion({ ProjectVersionArn: arn, MinInferenceUnits: 1 }),
      scene.client.stopProjectVersion({ ProjectVersionArn: arn }),
      scene.client.detectCustomLabels({ ProjectVersionArn: arn, Image: object("smoke.png") }),
    ];
    expect(await refusalNames(...calls)).to.deep.equal(["InvalidParameterException"]);
  });

  it("are not copied", async () => {
    const arn = await trainAdapter(scene, putLines());
    const [project] = scene.emulator.state().projects;
    const copy = scene.client.copyProjectVersion({
      SourceProjectArn: project?.arn,
      SourceProjectVersionArn: arn,
      DestinationProjectArn: project?.arn,
      VersionName: "copied",
      OutputConfig: { S3Bucket: BUCKET },
    });
    expect(await refusalName(copy)).to.equal("InvalidParameterException");
  });

  it("are not models of Custom Labels, which are refused in their place", async () => {
    putLines();
    expect(await refusalName(detect(await run(scene)))).to.equal("InvalidParameterException");
  });

  it("are gone when they are unknown", async () => {
    const arn = await trainAdapter(scene, putLines());
    expect(await refusalName(detect(`${arn}0`))).to.equal("ResourceNotFoundException");
  });

  it("are not ready while they are trained", async () => {
    expect(await refusalName(detect(await beginAdapter(scene, putLines())))).to.equal("ResourceNotReadyException");
  });

  it("are trained at the same price as models", async () => {
    await trainAdapter(scene, putLines());
    const { usd } = scene.emulator.meter();
    await train(scene);
    scene.emulator.advance(HOUR_MS);
    expect(scene.emulator.meter().usd).to.equal(2 * usd);
  });
});
