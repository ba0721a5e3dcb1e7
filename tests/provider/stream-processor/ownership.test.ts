import { expect } from "chai";
import { expectWholeMessage } from "../../whole-message.js";
import { OTHER_ACCOUNT, Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { connectedHome, dataStream, faceSearch, videoStream } from "./args.js";

const OWNER_TAG = "pulumi-rekognition:owner";
const SETTLED_MS = 300_000;
const Name = "door";

describe("whose a stream processor is", () => {
  let rig: Rig;
  let door: StackResource;
  beforeEach(async () => {
    rig = await Rig.start();
    await rig.client.createCollection({ CollectionId: "visitors" });
    door = rig.resource("streamProcessor", "door");
  });
  afterEach(() => rig.close());

  const args = (more: object = {}): object => faceSearch({ name: Name, ...more });
  const statuses = (): string[] => rig.emulator.state().streamProcessors.map(({ status }) => status);
  const byHand = (threshold = 90, client = rig.client) =>
    client.createStreamProcessor({
      Name,
      RoleArn: "arn:aws:iam::111122223333:role/streams",
      Input: { KinesisVideoStream: { Arn: videoStream("door") } },
      Output: { KinesisDataStream: { Arn: dataStream("found") } },
      Settings: { FaceSearch: { CollectionId: "visitors", FaceMatchThreshold: threshold } },
    });
  const tags = async (): Promise<Record<string, string>> =>
    (await rig.client.listTagsForResource({ ResourceArn: door.id })).Tags ?? {};

  it("refuses one that somebody made by hand, and adopts it when asked to", async () => {
    await byHand();
    const refused = await door.up(args(), { fails: true });
    expect(refused.error).to.contain("[NameTaken]").and.to.contain("adopt: true");
    await door.up(args({ adopt: true, running: true }));
    expect((await tags())[OWNER_TAG]).to.equal("acme/shop/dev");
    expect(statuses()).to.deep.equal(["RUNNING"]);
    expect((await door.up(args({ adopt: true, running: true }))).calls).to.deep.equal([]);
  });

  it("does not adopt one with another threshold, and says what differs", async () => {
    await byHand(99);
    const refused = await door.up(args({ adopt: true }), { fails: true });
    expect(refused.error).to.contain("[NotAdoptable]").and.to.contain("its settings is").and.to.contain("99");
  });

  it("does not adopt one that runs where it is not to run, nor one that failed", async () => {
    const { StreamProcessorArn: arn = "" } = await byHand();
    rig.emulator.forceStatus({ arn, status: "RUNNING" });
    const running = await door.up(args({ adopt: true }), { fails: true });
    expect(running.error).to.contain("it is RUNNING and `running` is not set");
    rig.emulator.forceStatus({ arn, status: "FAILED", message: "Collection not found" });
    const failed = await door.up(args({ adopt: true, running: true }), { fails: true });
    expect(failed.error).to.contain("it has failed (Collection not found)");
  });

  it("never takes one of another owner", async () => {
    await door.up(args());
    rig.owner = "acme/other/dev";
    const refused = await rig.resource("streamProcessor", "door").up(args({ adopt: true }), { fails: true });
    expect(refused.error).to.contain("[OwnedByAnother]").and.to.contain("acme/shop/dev");
  });

  for (const status of ["STOPPED", "RUNNING", "FAILED", "STARTING"]) {
    it(`takes up again what an interrupted create of the same resource left ${status}, and makes it run`, async () => {
      await door.up(args(), { kill: { call: 2, when: "after" } });
      const [{ arn: id } = { arn: "" }] = rig.emulator.state().streamProcessors;
      if (status === "STARTING") await rig.client.startStreamProcessor({ Name });
      else rig.emulator.forceStatus({ arn: id, status });
      const again = await door.up(args({ running: true }));
      expect(again.warnings.join()).to.contain("taken up again");
      expect([door.id, statuses()]).to.deep.equal([id, ["RUNNING"]]);
      expect(again.operations).not.to.include("CreateStreamProcessor");
    });
  }

  it("brings labels up to date where an interrupted create left others", async () => {
    const home = rig.resource("streamProcessor", "home");
    await home.up(connectedHome(), { kill: { call: 2, when: "after" } });
    await home.up(connectedHome({ labels: ["ALL"] }));
    const { Settings } = await rig.client.describeStreamProcessor({ Name: home.id.split("/")[1] });
    expect(Settings?.ConnectedHome?.Labels).to.deep.equal(["ALL"]);
    expect(statuses()).to.deep.equal(["STOPPED"]);
  });

  it("is left alone by a forced replacement, which fails; adopted, it goes on running", async () => {
    await door.up(args({ running: true }));
    const { id } = door;
    const refused = await door.up(args({ running: true }), { replace: true, fails: true });
    expectWholeMessage(refused.error, "RecordedBefore");
    expect(refused.error).to.contain("aws rekognition stop-stream-processor");
    expect(statuses()).to.deep.equal(["RUNNING"]);
    const replaced = await door.up(args({ running: true, adopt: true }), { replace: true });
    expect(replaced.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
    expect(replaced.warnings.join()).to.contain("left alone");
    expect([door.id, statuses()]).to.deep.equal([id, ["RUNNING"]]);
    expect(replaced.operations).not.to.include.members(["StopStreamProcessor"]);
    expect((await door.up(args({ running: true }))).steps).to.deep.equal(["same"]);
  });

  it("is not taken for the recorded one when it was made later by somebody else", async () => {
    await door.up(args());
    rig.emulator.advance(SETTLED_MS);
    await rig.client.deleteStreamProcessor({ Name });
    rig.emulator.advance(60_000);
    await byHand();
    const refused = await door.up(args({ running: true }), { fails: true });
    expect(refused.error).to.contain("[DeletedOutside]");
    expect((await door.destroy()).warnings.join()).to.contain("left alone");
    expect(statuses()).to.deep.equal(["STOPPED"]);
  });

  it("survives stripped tags: the moment of its creation tells that it is the recorded one", async () => {
    await door.up(args({ running: true }));
    rig.emulator.advance(SETTLED_MS);
    await rig.client.untagResource({ ResourceArn: door.id, TagKeys: Object.keys(await tags()) });
    await door.destroy();
    expect(statuses()).to.deep.equal([]);
  });

  for (const attempt of ["refresh", "update", "destroy"] as const) {
    it(`keeps its record when ${attempt} meets the same name in another account`, async () => {
      await door.up(args({ running: true }));
      const { state } = door;
      rig.emulator.advance(SETTLED_MS);
      const other = rig.clientOf(OTHER_ACCOUNT);
      await byHand(90, other);
      other.destroy();
      rig.credentials = { account: OTHER_ACCOUNT };
      const refused =
        attempt === "update" ? await door.up(args(), { fails: true }) : await door[attempt]({ fails: true });
      expect(refused.error).to.contain("[WrongAccount]").and.to.contain(OTHER_ACCOUNT);
      expect(door.state).to.deep.equal(state);
      expect(statuses().sort()).to.deep.equal(["RUNNING", "STOPPED"]);
    });
  }
});
