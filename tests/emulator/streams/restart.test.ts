import { expect } from "chai";
import type { StreamMessage } from "../../../emulator/index.js";
import { connectedHome, faceSearch } from "../harness/processors.js";
import { setKeptScene } from "../state/scene.js";

const STARTING_MS = 10_000;

describe("stream processors of an emulator that is started again with its state file", () => {
  const scene = setKeptScene();

  it("go on with a session of connected home where it was", async () => {
    await scene.client.createStreamProcessor({
      ...connectedHome("door"),
      Settings: { ConnectedHome: { Labels: ["ALL"] } },
    });
    const StartSelector = { KVSStreamStartSelector: { ProducerTimestamp: 1_700_000_000_000 } };
    const { SessionId } = await scene.client.startStreamProcessor({ Name: "door", StartSelector });
    scene.emulator.advance(STARTING_MS + 1_500);
    await scene.restart();
    scene.emulator.advance(8_500);
    const messages = scene.emulator.notifications().map(({ message }) => message as StreamMessage);
    expect(messages.map(({ labels, eventNamespace }) => labels?.[0]?.name ?? eventNamespace.type)).to.deep.equal([
      "PERSON",
      "PET",
      "STREAM_PROCESSING_COMPLETE",
    ]);
    expect(messages.map(({ sessionId }) => sessionId)).to.deep.equal([SessionId, SessionId, SessionId]);
  });

  it("go on with the analysis of faces, without the records of before", async () => {
    await scene.client.createCollection({ CollectionId: "faces" });
    await scene.client.createStreamProcessor(faceSearch("watcher"));
    await scene.client.startStreamProcessor({ Name: "watcher" });
    scene.emulator.advance(STARTING_MS + 500);
    await scene.restart();
    expect(scene.emulator.records()).to.deep.equal([]);
    scene.emulator.advance(1_000);
    const offsets = scene.emulator
      .records()
      .map(({ record }) => record.InputInformation.KinesisVideo.FrameOffsetInSeconds);
    expect(offsets).to.deep.equal([1]);
  });
});
