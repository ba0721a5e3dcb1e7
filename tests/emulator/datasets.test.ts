import type { DatasetStatus } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { BUCKET, labeled } from "./harness/bucket.js";
import {
  alternating,
  beginDataset,
  describeDataset,
  keyOf,
  listEntries,
  makeDataset,
  makeDatasetOf,
  manifestSource,
  sendEntries,
} from "./harness/datasets.js";
import { makeProject } from "./harness/models.js";
import { refusalName, refusalNames, refusalOf } from "./harness/refusal.js";
import { ACCOUNT, MINUTE_MS, REGION, setScene } from "./harness/scene.js";

describe("datasets", () => {
  const scene = setScene();
  const pets = () => alternating(4, "cat", "dog");
  const putPets = () => {
    scene.bucket.putManifest("pets.manifest", pets());
  };

  it("are made from a manifest, which takes a while", async () => {
    putPets();
    const project = await makeProject(scene);
    const createdAtMs = scene.emulator.nowMs();
    const arn = await beginDataset(scene, project, manifestSource("pets.manifest"));
    expect(arn).to.match(new RegExp(`^arn:aws:rekognition:${REGION}:${ACCOUNT}:project/animals/dataset/train/\\d+$`));
    const making = await describeDataset(scene, arn);
    expect(making.Status).to.equal("CREATE_IN_PROGRESS");
    expect(making.DatasetStats).to.include({ TotalEntries: 0 });
    scene.emulator.advance(10_000);
    expect(await describeDataset(scene, arn)).to.deep.include({
      Status: "CREATE_COMPLETE",
      StatusMessage: "The dataset was successfully created from the manifest file.",
      StatusMessageCode: "SUCCESS",
      CreationTimestamp: new Date(Number(arn.split("/").at(-1))),
      LastUpdatedTimestamp: new Date(createdAtMs + 10_000),
      DatasetStats: { LabeledEntries: 4, TotalEntries: 4, TotalLabels: 2, ErrorEntries: 0 },
    });
  });

  it("are made empty without a source", async () => {
    const arn = await makeDataset(scene, await makeProject(scene), undefined, "TEST");
    expect(arn).to.contain("/dataset/test/");
    const made = await describeDataset(scene, arn);
    expect(made).to.include({ Status: "CREATE_COMPLETE", StatusMessageCode: "SUCCESS" });
    expect(made.DatasetStats).to.deep.equal({ LabeledEntries: 0, TotalEntries: 0, TotalLabels: 0, ErrorEntries: 0 });
    expect(await listEntries(scene, arn)).to.deep.equal([]);
  });

  it("are copies of other datasets, and then their own", async () => {
    const original = await makeDatasetOf(scene, await makeProject(scene, "first"), pets());
    const copy = await makeDataset(scene, await makeProject(scene, "second"), { DatasetArn: original });
    await sendEntries(scene, original, [labeled("image-9.png", "cow")]);
    scene.emulator.advance(MINUTE_MS);
    expect((await listEntries(scene, copy)).map(keyOf)).to.deep.equal(
      [0, 1, 2, 3].map((index) => `image-${index}.png`),
    );
    expect((await describeDataset(scene, original)).DatasetStats?.TotalEntries).to.equal(5);
  });

  it("read the version of the manifest that was asked for", async () => {
    scene.bucket.putManifest("pets.manifest", pets());
    scene.bucket.putManifest(".versions/v1/pets.manifest", pets().slice(0, 2));
    const object = { Bucket: BUCKET, Name: "pets.manifest" };
    const source = (Version: string) => ({ GroundTruthManifest: { S3Object: { ...object, Version } } });
    const project = await makeProject(scene);
    const older = await makeDataset(scene, project, source("v1"));
    const current = await makeDataset(scene, project, source("null"), "TEST");
    expect((await describeDataset(scene, older)).DatasetStats?.TotalEntries).to.equal(2);
    expect((await describeDataset(scene, current)).DatasetStats?.TotalEntries).to.equal(4);
    const missing = beginDataset(scene, await makeProject(scene, "other"), source("v2"));
    expect(await refusalName(missing)).to.equal("InvalidS3ObjectException");
  });

  it("are shown with their project", async () => {
    putPets();
    const project = await makeProject(scene);
    const arn = await makeDataset(scene, project, manifestSource("pets.manifest"));
    const { ProjectDescriptions } = await scene.client.describeProjects({});
    expect(ProjectDescriptions?.[0]?.Datasets).to.deep.equal([
      {
        CreationTimestamp: new Date(Number(arn.split("/").at(-1))),
        DatasetType: "TRAIN",
        DatasetArn: arn,
        Status: "CREATE_COMPLETE",
        StatusMessage: "The dataset was successfully created from the manifest file.",
        StatusMessageCode: "SUCCESS",
      },
    ]);
  });

  it("keep their project from being deleted", async () => {
    const project = await makeProject(scene);
    const arn = await makeDataset(scene, project);
    const deletion = () => scene.client.deleteProject({ ProjectArn: project });
    expect(await refusalName(deletion())).to.equal("ResourceInUseException");
    await scene.client.deleteDataset({ DatasetArn: arn });
    expect(await refusalName(deletion())).to.equal("ResourceInUseException");
    scene.emulator.advance(MINUTE_MS);
    expect((await deletion()).Status).to.equal("DELETING");
  });

  it("are gone some time after their delete, which makes room for another one", async () => {
    const project = await makeProject(scene);
    const arn = await makeDataset(scene, project);
    await scene.client.deleteDataset({ DatasetArn: arn });
    expect((await describeDataset(scene, arn)).Status).to.equal("DELETE_IN_PROGRESS");
    expect(await refusalName(beginDataset(scene, project))).to.equal("ResourceAlreadyExistsException");
    const again = () => scene.client.deleteDataset({ DatasetArn: arn });
    expect(await refusalName(again())).to.equal("ResourceInUseException");
    scene.emulator.setSwitches({ duplicateDelete: "ResourceNotFoundException" });
    expect(await refusalName(again())).to.equal("ResourceNotFoundException");
    scene.emulator.advance(8_000);
    expect(await refusalName(describeDataset(scene, arn))).to.equal("ResourceNotFoundException");
    expect(await makeDataset(scene, project)).to.not.equal(arn);
  });

  it("carry tags", async () => {
    const project = await makeProject(scene);
    const request = { ProjectArn: project, DatasetType: "TRAIN", Tags: { team: "vision" } } as const;
    const { DatasetArn = "" } = await scene.client.createDataset(request);
    await scene.client.tagResource({ ResourceArn: DatasetArn, Tags: { stage: "test" } });
    const { Tags } = await scene.client.listTagsForResource({ ResourceArn: DatasetArn });
    expect(Tags).to.deep.equal({ team: "vision", stage: "test" });
    expect(scene.emulator.state().projects[0]?.datasets[0]).to.deep.include({ arn: DatasetArn, tags: Tags });
  });

  it("end as scripted", async () => {
    const project = await makeProject(scene);
    scene.emulator.script({
      datasetCreate: [
        { match: { name: "animals/test" }, status: "CREATE_FAILED", seconds: 90 },
        { status: "CREATE_FAILED", message: "The S3 bucket permissions are incorrect." },
      ],
    });
    const train = await makeDataset(scene, project);
    const test = await makeDataset(scene, project, undefined, "TEST");
    expect(await describeDataset(scene, train)).to.include({
      Status: "CREATE_FAILED",
      StatusMessage: "The S3 bucket permissions are incorrect.",
      StatusMessageCode: "CLIENT_ERROR",
    });
    expect((await describeDataset(scene, test)).Status).to.equal("CREATE_IN_PROGRESS");
    scene.emulator.advance(30_000);
    expect(await describeDataset(scene, test)).to.include({
      Status: "CREATE_FAILED",
      StatusMessage: "Amazon Rekognition experienced a service issue",
      StatusMessageCode: "SERVICE_ERROR",
    });
  });

  describe("requests that are refused", () => {
    it("a second dataset of a type", async () => {
      const project = await makeProject(scene);
      await makeDataset(scene, project);
      expect(await refusalOf(beginDataset(scene, project))).to.include({ name: "ResourceAlreadyExistsException" });
    });

    it("a manifest that is not there, at once or later", async () => {
      const project = await makeProject(scene);
      const missing = manifestSource("missing.manifest");
      expect(await refusalOf(beginDataset(scene, project, missing))).to.include({
        name: "InvalidS3ObjectException",
        message: "Unable to get object metadata from S3. Check object key, region and/or access permissions.",
      });
      scene.emulator.setSwitches({ missingDatasetManifest: "CREATE_FAILED" });
      expect(await describeDataset(scene, await makeDataset(scene, project, missing))).to.include({
        Status: "CREATE_FAILED",
        StatusMessage: "The manifest file extension or contents are invalid.",
      });
    });

    it("a dataset that is still being made as the source: CreateDataset declares no ResourceNotReady", async () => {
      const DatasetArn = await beginDataset(scene, await makeProject(scene));
      const copy = beginDataset(scene, await makeProject(scene, "second"), { DatasetArn });
      expect(await refusalName(copy)).to.equal("InvalidParameterException");
    });

    it("two sources, or none in a source", async () => {
      putPets();
      const project = await makeProject(scene);
      const original = await makeDataset(scene, project);
      for (const source of [{}, { ...manifestSource("pets.manifest"), DatasetArn: original }]) {
        expect(await refusalName(beginDataset(scene, project, source, "TEST"))).to.equal("InvalidParameterException");
      }
    });

    it("a project for adapters, unless that is switched on", async () => {
      const request = { ProjectName: "safety", Feature: "CONTENT_MODERATION" } as const;
      const { ProjectArn = "" } = await scene.client.createProject(request);
      scene.emulator.advance(MINUTE_MS);
      expect(await refusalName(beginDataset(scene, ProjectArn))).to.equal("InvalidParameterException");
      scene.emulator.setSwitches({ adapterDatasets: true });
      expect(await beginDataset(scene, ProjectArn)).to.contain("/dataset/train/");
    });

    it("things that do not exist", async () => {
      const project = await makeProject(scene);
      const DatasetArn = `arn:aws:rekognition:${REGION}:${ACCOUNT}:project/animals/dataset/train/1600000000000`;
      const calls = [
        scene.client.describeDataset({ DatasetArn }),
        scene.client.deleteDataset({ DatasetArn }),
        scene.client.listDatasetEntries({ DatasetArn }),
        scene.client.listDatasetLabels({ DatasetArn }),
        sendEntries(scene, DatasetArn, ["{}"]),
        beginDataset(scene, project, { DatasetArn }),
        beginDataset(scene, `${project}0`),
      ];
      expect(await refusalNames(...calls)).to.deep.equal(["ResourceNotFoundException"]);
    });
  });

  describe("what a state allows", () => {
    const ok = "allowed";
    const inUse = "ResourceInUseException";
    const notReady = "ResourceNotReadyException";
    const table: Record<DatasetStatus, readonly [update: string, remove: string, list: string, labels: string]> = {
      CREATE_IN_PROGRESS: [inUse, inUse, notReady, notReady],
      CREATE_COMPLETE: [ok, ok, ok, ok],
      CREATE_FAILED: [inUse, ok, notReady, notReady],
      UPDATE_IN_PROGRESS: [inUse, inUse, inUse, inUse],
      UPDATE_COMPLETE: [ok, ok, ok, ok],
      UPDATE_FAILED: [ok, ok, ok, ok],
      DELETE_IN_PROGRESS: [inUse, inUse, inUse, inUse],
    };
    const told = (call: Promise<unknown>) =>
      call.then(
        () => ok,
        (error: unknown) => (error as Error).name,
      );
    for (const [status, expected] of Object.entries(table)) {
      it(status, async () => {
        const arn = await makeDatasetOf(scene, await makeProject(scene), pets());
        const seen: string[] = [];
        for (const call of [
          () => sendEntries(scene, arn, pets()),
          () => scene.client.deleteDataset({ DatasetArn: arn }),
          () => scene.client.listDatasetEntries({ DatasetArn: arn }),
          () => scene.client.listDatasetLabels({ DatasetArn: arn }),
        ]) {
          scene.emulator.forceStatus({ arn, status });
          seen.push(await told(call()));
        }
        expect(seen).to.deep.equal(expected);
      });
    }
  });
});
