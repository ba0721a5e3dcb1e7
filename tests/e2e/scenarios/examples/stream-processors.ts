import { DescribeStreamProcessorCommand, ListStreamProcessorsCommand } from "@aws-sdk/client-rekognition";
import type { DescribeStreamProcessorCommandOutput } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { SANDBOX_ACCOUNT, SANDBOX_REGION } from "../../../../tools/sandbox/surroundings.js";
import { changesIn, Example } from "../../harness/example.js";
import type { ExampleLanguage } from "../../harness/example.js";

const WHERE = `${SANDBOX_REGION}:${SANDBOX_ACCOUNT}`;
const config = {
  entranceStreamArn: `arn:aws:kinesisvideo:${WHERE}:stream/entrance/1747995600000`,
  porchStreamArn: `arn:aws:kinesisvideo:${WHERE}:stream/porch/1747995600000`,
  matchesStreamArn: `arn:aws:kinesis:${WHERE}:stream/AmazonRekognitionMatches`,
  bucket: "porch-results",
  topicArn: `arn:aws:sns:${WHERE}:AmazonRekognitionPorch`,
  roleArn: `arn:aws:iam::${SANDBOX_ACCOUNT}:role/rekognition-streams`,
};

async function play(language: ExampleLanguage) {
  const example = await Example.open("stream-processors", { language, config });
  try {
    const made = { deed: await example.up(), processors: await processorsOf(example) };
    const unchanged = await example.up();
    await example.configure({ search: "true", labels: JSON.stringify(["PERSON", "PET"]) });
    const changed = { deed: await example.up(), processors: await processorsOf(example) };
    return { made, unchanged, changed, destroyed: await example.destroy() };
  } finally {
    example.dispose();
  }
}

/** What AWS says of the stream processor at each camera. */
async function processorsOf(example: Example): Promise<Record<string, DescribeStreamProcessorCommandOutput>> {
  const aws = example.emulator.client();
  const { StreamProcessors: list = [] } = await aws.send(new ListStreamProcessorsCommand({}));
  const described = list.map(({ Name }) => aws.send(new DescribeStreamProcessorCommand({ Name })));
  const cameraOf = ({ Input }: DescribeStreamProcessorCommandOutput) =>
    Input?.KinesisVideoStream?.Arn?.split("/").at(1) ?? "";
  return Object.fromEntries((await Promise.all(described)).map((processor) => [cameraOf(processor), processor]));
}

/** The example as its test tells it, in a language. */
export function streamProcessors(language: ExampleLanguage): void {
  describe(`the example stream-processors in ${language}`, () => {
    let story: Awaited<ReturnType<typeof play>>;
    before(async () => {
      story = await play(language);
    });

    it("makes one of each kind, neither of which runs", () => {
      const { entrance, porch } = story.made.processors;
      expect(entrance?.Settings?.FaceSearch).to.deep.include({ FaceMatchThreshold: 95 });
      expect(porch?.Settings?.ConnectedHome?.Labels).to.deep.equal(["PERSON", "PACKAGE"]);
      expect([entrance?.Status, porch?.Status]).to.deep.equal(["STOPPED", "STOPPED"]);
    });

    it("leaves them alone while nothing changes", () => {
      expect(story.unchanged.calls).to.deep.equal([]);
    });

    it("starts face search, and changes the labels of connected home, in place", () => {
      expect(changesIn(story.changed.deed)).to.have.members(["update entrance", "update porch"]);
      expect(story.changed.deed.effects).to.have.members(["StartStreamProcessor", "UpdateStreamProcessor"]);
      const { entrance, porch } = story.changed.processors;
      expect(entrance?.Status).to.equal("RUNNING");
      expect(porch?.Settings?.ConnectedHome?.Labels).to.deep.equal(["PERSON", "PET"]);
    });

    it("leaves nothing behind", () => {
      expect(story.destroyed.effects).to.include("StopStreamProcessor");
      expect(story.destroyed.state.streamProcessors).to.deep.equal([]);
      expect(story.destroyed.state.collections).to.deep.equal([]);
    });
  });
}
