import { expect } from "chai";
import { failureOf } from "../harness/failure.js";
import { ACCOUNT, REGION, Rig } from "../harness/rig.js";
import { connectedHome, dataStream, faceSearch, videoStream } from "./args.js";

const SETTLED_MS = 300_000;

describe("a stream processor's life", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
    await rig.client.createCollection({ CollectionId: "visitors" });
  });
  afterEach(() => rig.close());

  const processors = (): (readonly [string, string])[] =>
    rig.emulator.state().streamProcessors.map(({ arn, status }) => [arn, status] as const);
  const describeIt = (arn: string) => rig.client.describeStreamProcessor({ Name: arn.split("/")[1] });

  it("is created under a derived name, does not run, and has its facts", async () => {
    const door = rig.resource("streamProcessor", "door");
    const made = await door.up(faceSearch({ tags: { team: "vision" } }));
    expect(made.steps).to.deep.equal(["create"]);
    expect(door.id).to.match(new RegExp(`^arn:aws:rekognition:${REGION}:${ACCOUNT}:streamprocessor/door-[0-9a-f]{8}$`));
    expect(processors()).to.deep.equal([[door.id, "STOPPED"]]);
    const described = await describeIt(door.id);
    expect(described.Settings).to.deep.equal({ FaceSearch: { CollectionId: "visitors", FaceMatchThreshold: 90 } });
    expect(door.outputs).to.include({
      status: "STOPPED",
      creationTimestamp: described.CreationTimestamp?.toISOString(),
    });
    const { Tags } = await rig.client.listTagsForResource({ ResourceArn: door.id });
    expect(Tags).to.include({ team: "vision", "pulumi-rekognition:owner": "acme/shop/dev" });
  });

  it("passes everything on that connected home takes", async () => {
    const home = rig.resource("streamProcessor", "home");
    await home.up(
      connectedHome(
        { minConfidence: 70 },
        {
          name: "porch",
          kmsKeyId: "alias/results",
          regionsOfInterest: [
            { boundingBox: { left: 0.25, top: 0.5, width: 0.25, height: 0.5 } },
            {
              polygon: [
                { x: 0, y: 0 },
                { x: 1, y: 0 },
                { x: 1, y: 1 },
              ],
            },
          ],
          dataSharingPreference: { optIn: true },
        },
      ),
    );
    const { Input, Output, Settings, NotificationChannel, KmsKeyId, RegionsOfInterest, DataSharingPreference } =
      await rig.client.describeStreamProcessor({ Name: "porch" });
    expect({
      Input,
      Output,
      Settings,
      NotificationChannel,
      KmsKeyId,
      RegionsOfInterest,
      DataSharingPreference,
    }).to.deep.equal({
      Input: { KinesisVideoStream: { Arn: videoStream("porch") } },
      Output: { S3Destination: { Bucket: "results", KeyPrefix: "home" } },
      Settings: { ConnectedHome: { Labels: ["PERSON", "PET"], MinConfidence: 70 } },
      NotificationChannel: { SNSTopicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:home` },
      KmsKeyId: "alias/results",
      RegionsOfInterest: [
        { BoundingBox: { Left: 0.25, Top: 0.5, Width: 0.25, Height: 0.5 } },
        {
          Polygon: [
            { X: 0, Y: 0 },
            { X: 1, Y: 0 },
            { X: 1, Y: 1 },
          ],
        },
      ],
      DataSharingPreference: { OptIn: true },
    });
  });

  for (const [kind, args] of [
    ["face search", faceSearch({ running: true, tags: { a: "b" } })],
    [
      "face search that leaves AWS's defaults out",
      faceSearch({ settings: { faceSearch: { collectionId: "visitors" } } }),
    ],
    ["connected home", connectedHome({}, { tags: { a: "b" } })],
    ["connected home, differently ordered", connectedHome({ labels: ["PET", "PERSON"], minConfidence: 50 })],
  ] as const) {
    it(`${kind}: is left alone by a second up and shows no drift in a refresh`, async () => {
      const processor = rig.resource("streamProcessor", "p");
      await processor.up(args);
      const again = await processor.up(args);
      expect([again.steps, again.calls]).to.deep.equal([["same"], []]);
      expect((await processor.refresh()).diffs).to.deep.equal([]);
      const after = await processor.up(args);
      expect([after.steps, after.calls]).to.deep.equal([["same"], []]);
    });

    it(`${kind}: keeps its state small`, async () => {
      const processor = rig.resource("streamProcessor", "p");
      await processor.up(args);
      const stored = JSON.stringify([processor.state?.inputs, processor.outputs]).length;
      expect(stored).to.be.at.most(2 * JSON.stringify(args).length + 2_000);
    });
  }

  it("takes changed tags in place, without a look at whether it runs", async () => {
    const door = rig.resource("streamProcessor", "door");
    await door.up(faceSearch({ running: true, tags: { team: "vision" } }));
    const { id } = door;
    const changed = await door.up(faceSearch({ running: true, tags: { stage: "test" } }));
    expect([changed.steps, changed.diffs]).to.deep.equal([["update"], ["tags"]]);
    expect(changed.operations).not.to.include.members(["StartStreamProcessor"]);
    const { Tags } = await rig.client.listTagsForResource({ ResourceArn: id });
    expect(Tags).to.include({ stage: "test" }).and.not.to.have.property("team");
    expect(processors()).to.deep.equal([[id, "RUNNING"]]);
  });

  for (const [field, from, to] of [
    ["name", faceSearch({ name: "one" }), faceSearch({ name: "two" })],
    ["input", faceSearch(), faceSearch({ input: { kinesisVideoStream: { arn: videoStream("back") } } })],
    ["output", faceSearch(), faceSearch({ output: { kinesisDataStream: { arn: dataStream("other") } } })],
    [
      "settings",
      faceSearch(),
      faceSearch({ settings: { faceSearch: { collectionId: "visitors", faceMatchThreshold: 95 } } }),
    ],
    [
      "settings",
      faceSearch({ name: "same" }),
      faceSearch({ name: "same", settings: { faceSearch: { collectionId: "staff" } } }),
    ],
    ["roleArn", faceSearch(), faceSearch({ roleArn: `arn:aws:iam::${ACCOUNT}:role/other` })],
    [
      "regionsOfInterest",
      faceSearch(),
      faceSearch({ regionsOfInterest: [{ boundingBox: { left: 0, top: 0, width: 1, height: 0.5 } }] }),
    ],
    ["dataSharingPreference", faceSearch(), faceSearch({ dataSharingPreference: { optIn: true } })],
    ["kmsKeyId", connectedHome(), connectedHome({}, { kmsKeyId: "alias/results" })],
    [
      "notificationChannel",
      connectedHome(),
      connectedHome({}, { notificationChannel: { snsTopicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:other` } }),
    ],
    ["region", faceSearch({ region: "us-east-1" }), faceSearch({ region: "us-west-2" })],
    ["settings", faceSearch(), connectedHome()],
  ] as const) {
    it(`is deleted and made again for another ${field}, its streams being free only then`, async () => {
      const processor = rig.resource("streamProcessor", "p");
      await processor.up(from);
      const changed = await processor.up(to);
      expect(changed.steps).to.deep.equal(["delete-replaced", "create-replacement"]);
      expect(changed.diffs).to.include(field);
      expect(processors()).to.deep.equal([[processor.id, "STOPPED"]]);
    });
  }

  for (const [what, more] of [
    ["AWS's own threshold", { settings: { faceSearch: { collectionId: "visitors", faceMatchThreshold: 80 } } }],
    ["that nothing is shared", { dataSharingPreference: { optIn: false } }],
    ["that there are no regions", { regionsOfInterest: [] }],
  ] as const) {
    it(`makes no call when a program starts to say ${what}`, async () => {
      const base = { settings: { faceSearch: { collectionId: "visitors" } } };
      const door = rig.resource("streamProcessor", "door");
      await door.up(faceSearch(base));
      const changed = await door.up(faceSearch({ ...base, ...more }));
      expect([changed.steps, changed.calls]).to.deep.equal([["update"], []]);
    });
  }

  it("is found to have disappeared by a refresh, and made again by the next up", async () => {
    const door = rig.resource("streamProcessor", "door");
    await door.up(faceSearch({ name: "door" }));
    rig.emulator.advance(SETTLED_MS);
    await rig.client.deleteStreamProcessor({ Name: "door" });
    expect((await door.refresh()).steps).to.deep.equal(["delete"]);
    expect((await door.up(faceSearch({ name: "door" }))).steps).to.deep.equal(["create"]);
    expect(processors()).to.deep.equal([[door.id, "STOPPED"]]);
  });

  it("says what to do when an update finds it deleted outside Pulumi", async () => {
    const door = rig.resource("streamProcessor", "door");
    await door.up(faceSearch({ name: "door" }));
    rig.emulator.advance(SETTLED_MS);
    await rig.client.deleteStreamProcessor({ Name: "door" });
    const changed = await door.up(faceSearch({ name: "door", running: true }), { fails: true });
    expect(changed.error).to.contain("[DeletedOutside]").and.to.contain("pulumi refresh");
  });

  it("is gone when destroy returns, and can be destroyed twice", async () => {
    rig.emulator.setSwitches({ deleteLagMs: 20_000 });
    const door = rig.resource("streamProcessor", "door");
    await door.up(faceSearch({ name: "door" }));
    const { state } = door;
    await door.destroy();
    expect(await failureOf(rig.client.describeStreamProcessor({ Name: "door" }))).to.contain("does not exist");
    rig.emulator.advance(SETTLED_MS);
    door.state = state;
    expect((await door.destroy()).steps).to.deep.equal(["delete"]);
  });

  it("is read by a get without being managed, and a missing one says so", async () => {
    const door = rig.resource("streamProcessor", "door");
    await door.up(faceSearch({ name: "door", running: true }));
    const provider = rig.startProcess().provider("streamProcessor");
    const read = await provider.read(door.id, { __provider: "x" });
    expect(read.props).to.deep.include({
      ...faceSearch(),
      name: "door",
      running: true,
      status: "RUNNING",
      region: REGION,
    });
    const failure = await failureOf(provider.read(door.id.replace("door", "nowhere"), { __provider: "x" }));
    expect(failure).to.contain("[NotFound]");
  });
});
