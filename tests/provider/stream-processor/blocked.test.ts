import { expect } from "chai";
import { Rig } from "../harness/rig.js";
import { dataStream, faceSearch, videoStream } from "./args.js";

describe("a stream processor whose name or streams are not free", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  const byHand = (Name: string, video: string, data: string) =>
    rig.client.createStreamProcessor({
      Name,
      RoleArn: "arn:aws:iam::111122223333:role/streams",
      Input: { KinesisVideoStream: { Arn: videoStream(video) } },
      Output: { KinesisDataStream: { Arn: dataStream(data) } },
      Settings: { FaceSearch: { CollectionId: "visitors" } },
    });
  const names = (): string[] => rig.emulator.state().streamProcessors.map(({ name }) => name);

  for (const seconds of [5, 40]) {
    it(`is made as soon as a deleted one lets go of them, after ${seconds} s`, async () => {
      rig.emulator.setSwitches({ streamProcessorTombstoneMs: seconds * 1_000 });
      await byHand("door", "door", "found");
      await rig.client.deleteStreamProcessor({ Name: "door" });
      const made = await rig.resource("streamProcessor", "door").up(faceSearch({ name: "door" }));
      expect(made.steps).to.deep.equal(["create"]);
      expect(made.operations).not.to.include("ListStreamProcessors");
    });
  }

  it("tells meanwhile why it waits", async () => {
    rig.emulator.setSwitches({ streamProcessorTombstoneMs: 30_000 });
    await byHand("door", "door", "found");
    await rig.client.deleteStreamProcessor({ Name: "door" });
    const made = await rig.resource("streamProcessor", "door").up(faceSearch({ name: "door" }));
    expect(made.messages.map(({ text }) => text).join("\n")).to.contain("its name or a stream is still in use");
  });

  for (const [stream, args] of [
    ["video stream", ["camera", "other", `video stream ${videoStream("door")} feeds stream processor "camera"`]],
    [
      "data stream",
      ["camera", "found", `data stream ${dataStream("found")} takes the results of stream processor "camera"`],
    ],
  ] as const) {
    it(`fails within a minute where another one has the ${stream}, and names it`, async () => {
      const [name, data, says] = args;
      await byHand("unrelated", "yard", "yard");
      await byHand(name, stream === "video stream" ? "door" : "camera", data);
      const before = rig.emulator.nowMs();
      const refused = await rig.resource("streamProcessor", "door").up(faceSearch(), { fails: true });
      expect(refused.error).to.contain("[StreamInUse]").and.to.contain(says);
      expect(rig.emulator.nowMs() - before).to.be.lessThan(60_000);
      expect(names()).to.deep.equal(["unrelated", name]);
    });
  }

  it("does without the name of the other where it may not list them", async () => {
    await byHand("camera", "door", "other");
    rig.emulator.addFault({ operation: "ListStreamProcessors", kind: "deny" });
    const refused = await rig
      .resource("streamProcessor", "door")
      .up(faceSearch(), { fails: true, timeouts: { create: "2m" } });
    expect(refused.error).to.contain("[NameTaken]").and.to.contain('AWS says "Specified resource is in use."');
  });

  it("lets two processors exchange their streams, each being deleted first", async () => {
    const process = rig.startProcess();
    const [front, back] = [rig.resource("streamProcessor", "front"), rig.resource("streamProcessor", "back")];
    const args = (video: string, data: string): object =>
      faceSearch({
        input: { kinesisVideoStream: { arn: videoStream(video) } },
        output: { kinesisDataStream: { arn: dataStream(data) } },
      });
    await front.up(args("one", "first"), { process });
    await back.up(args("two", "second"), { process });
    const [one, two] = await Promise.all([
      front.up(args("two", "first"), { process }),
      back.up(args("one", "second"), { process }),
    ]);
    for (const { steps } of [one, two]) expect(steps).to.deep.equal(["delete-replaced", "create-replacement"]);
    expect(names()).to.have.length(2);
  });
});
