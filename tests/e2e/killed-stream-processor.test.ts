import { expect } from "chai";
import { killAt } from "../chaos/engine/kill.js";
import { SANDBOX_ACCOUNT, SANDBOX_REGION } from "../../tools/sandbox/surroundings.js";
import { changesIn } from "./harness/operation.js";
import type { Operation } from "./harness/operation.js";
import { tell } from "./scenarios/chapters.js";

const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${SANDBOX_REGION}:${SANDBOX_ACCOUNT}:${resource}`;

function door(faceMatchThreshold: number): string {
  return `
    const { Collection, StreamProcessor } = require("pulumi-rekognition");
    const faces = new Collection("faces", { collectionId: "faces" });
    new StreamProcessor("door", {
      name: "door",
      roleArn: "arn:aws:iam::${SANDBOX_ACCOUNT}:role/stream",
      input: { kinesisVideoStream: { arn: "${arn("kinesisvideo", "stream/door/1747995600000")}" } },
      output: { kinesisDataStream: { arn: "${arn("kinesis", "stream/faces")}" } },
      settings: { faceSearch: { collectionId: faces.collectionId, faceMatchThreshold: ${String(faceMatchThreshold)} } },
      running: true,
    });
  `;
}

describe("a stream processor with an explicit name, killed while its successor is made", () => {
  let back: Operation;
  let made: { readonly calls: readonly string[]; readonly statuses: readonly string[] };
  let plain: Operation;
  before(async () => {
    await tell({ program: door(90) }, async (world) => {
      const { stack, emulator } = world;
      await stack.up();
      stack.setProgram(door(80));
      const boundary = { side: "after the effect, before the answer", call: "CreateStreamProcessor" } as const;
      const kill = await killAt(world, "up", boundary, "CLI");
      expect(kill.hit).to.equal(true);
      stack.setProgram(door(90));
      const { result, calls } = await world.observe(() => stack.up());
      back = result;
      const { streamProcessors } = await emulator.control.state();
      made = {
        calls: calls.filter(({ effect }) => effect).map(({ operation }) => operation),
        statuses: streamProcessors.map(({ status }) => status),
      };
      plain = await stack.up();
    });
  });

  it("makes way for the one before, which is made again and runs", () => {
    expect(made.calls).to.include.members(["DeleteStreamProcessor", "CreateStreamProcessor", "StartStreamProcessor"]);
    expect(made.statuses).to.deep.equal(["RUNNING"]);
    expect(back.text).to.contain("an interrupted create of this resource had made it from other inputs");
    expect(changesIn(plain)).to.deep.equal([]);
  });
});
