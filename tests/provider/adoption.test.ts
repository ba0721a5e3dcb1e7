import { expect } from "chai";
import { modelArgs } from "./harness/models.js";
import { BUCKET, Rig } from "./harness/rig.js";

const NAME = "parts.2025-03-01T10.12.44";

/* The steps of docs/migrating.md. */
describe("taking over what a script trained and started", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject("parts");
    const { ProjectVersionArn = "" } = await rig.client.createProjectVersion({
      ProjectArn: projectArn,
      VersionName: NAME,
      OutputConfig: { S3Bucket: BUCKET, S3KeyPrefix: "" },
      TrainingData: { Assets: [{ GroundTruthManifest: { S3Object: { Bucket: BUCKET, Name: "train.manifest" } } }] },
      TestingData: { AutoCreate: true },
      Tags: { "cost:center": "12", script: "train.py" },
    });
    rig.emulator.advance(200_000);
    await rig.client.startProjectVersion({ ProjectVersionArn, MinInferenceUnits: 1 });
    rig.emulator.advance(200_000);
  });
  afterEach(() => rig.close());

  const args = (more: object = {}): object => modelArgs(projectArn, { minInferenceUnits: 1, ...more });

  it("leaves a running model as it is, and says that it was found", async () => {
    const adopted = await rig.resource("projectVersion", "model").up(args({ versionName: NAME, adopt: true }));
    expect(adopted.calls.filter(({ effect }) => effect).map(({ operation }) => operation)).to.deep.equal([
      "TagResource",
      "UntagResource",
    ]);
    expect(adopted.warnings.join()).to.contain(NAME).and.to.contain("taken up");
    expect(rig.models.map(({ status }) => status)).to.deep.equal(["RUNNING"]);
  });

  it("stops a running model where no inference units are asked for", async () => {
    await rig.resource("projectVersion", "model").up(modelArgs(projectArn, { versionName: NAME, adopt: true }));
    expect(rig.models.map(({ status }) => status)).to.deep.equal(["STOPPED"]);
  });

  const ignoring: [key: string, value: string][] = [
    ["rekognition:ignoreTagPrefixes", '["cost:"]'],
    ["rekognition:ignoreTagKeys", '["cost:center"]'],
    ["aws:ignoreTags", '{"keys":["cost:center"]}'],
  ];
  for (const [key, value] of ignoring) {
    it(`removes tags that the program does not name, but for those of ${key} ${value}`, async () => {
      rig.config[key] = value;
      await expectIgnored();
    });
  }

  async function expectIgnored(): Promise<void> {
    const model = rig.resource("projectVersion", "model");
    await model.up(args({ versionName: NAME, adopt: true }));
    const { Tags = {} } = await rig.client.listTagsForResource({ ResourceArn: model.id });
    const own = Object.keys(Tags).filter((key) => !key.startsWith("pulumi-rekognition:"));
    expect(own).to.deep.equal(["cost:center"]);
  }

  it("needs neither adopt nor the name afterwards: taking them out calls nobody", async () => {
    const model = rig.resource("projectVersion", "model");
    await model.up(args({ versionName: NAME, adopt: true }));
    const { id } = model;
    expect((await model.up(args({ versionName: NAME }))).calls).to.deep.equal([]);
    expect((await model.up(args())).steps).to.deep.equal(["same"]);
    expect(model.id).to.equal(id);
  });

  it("changes nothing where something readable differs, and says what", async () => {
    const model = rig.resource("projectVersion", "model");
    const refused = await model.up(args({ versionName: NAME, adopt: true, kmsKeyId: "alias/other" }), { fails: true });
    expect(refused.error).to.contain("[NotAdoptable]").and.to.contain("kmsKeyId is unset");
    expect(refused.calls.filter(({ effect }) => effect)).to.deep.equal([]);
  });
});
