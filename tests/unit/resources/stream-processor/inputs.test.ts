import { expect } from "chai";
import { checkInputs } from "../../../../provider/schema/check-inputs.js";
import type { Bag } from "../../../../provider/schema/definition.js";
import { UNKNOWN } from "../../../../provider/schema/unknown.js";
import { streamProcessorDefinition } from "../../../../provider/resources/stream-processor/definition.js";
import { box, connectedHome, faceSearch, triangle } from "./args.js";

const reasonsFor = (inputs: Bag): string =>
  checkInputs(streamProcessorDefinition, inputs)
    .map(({ reason }) => reason)
    .join("\n");

const faces = (more: object): Bag => ({ ...faceSearch, ...more });
const home = (more: object): Bag => ({ ...connectedHome, ...more });
const homeSettings = (more: object): Bag => home({ settings: { connectedHome: { labels: ["PET"], ...more } } });
const threshold = (faceMatchThreshold: number): Bag =>
  faces({ settings: { faceSearch: { collectionId: "visitors", faceMatchThreshold } } });
const regions = (...regionsOfInterest: object[]): Bag => home({ regionsOfInterest });

describe("the inputs of a stream processor", () => {
  const good: Readonly<Record<string, Bag>> = {
    "face search with as little as there can be": faceSearch,
    "connected home with as little as there can be": connectedHome,
    "face search that runs": faces({ running: true }),
    "face search with regions, which the service takes": faces({ regionsOfInterest: [{ boundingBox: box }] }),
    "the bounds of percentages": threshold(100),
    "every label there is": homeSettings({ labels: ["PERSON", "PET", "PACKAGE", "ALL"], minConfidence: 0 }),
    "rectangles and polygons side by side": regions({ boundingBox: box }, { polygon: triangle }),
    "a role with a path": faces({ roleArn: "arn:aws:iam::111122223333:role/service-role/streams" }),
    "a name of 128 characters": faces({ name: "n".repeat(128) }),
  };
  for (const [what, inputs] of Object.entries(good)) {
    it(`may be ${what}`, () => {
      expect(reasonsFor(inputs)).to.equal("");
    });
  }

  const bad: readonly (readonly [string, Bag, string])[] = [
    ["a name with a space", faces({ name: "front door" }), "name: must be letters, digits and _ . - only"],
    ["a name of 129 characters", faces({ name: "n".repeat(129) }), "name: must have at most 128 characters"],
    ["no role", faces({ roleArn: undefined }), "roleArn: is required"],
    ["a role of another partition", faces({ roleArn: "arn:aws-cn:iam::111122223333:role/x" }), "no other partition"],
    ["no video stream", faces({ input: {} }), "input.kinesisVideoStream: is required"],
    [
      "a data stream as input",
      faces({ input: { kinesisVideoStream: { arn: "arn:aws:kinesis:us-east-1:111122223333:stream/x" } } }),
      "input.kinesisVideoStream.arn: must be the ARN of a Kinesis video stream",
    ],
    [
      "a video stream as output",
      faces({ output: { kinesisDataStream: { arn: "arn:aws:kinesisvideo:us-east-1:111122223333:stream/x/1" } } }),
      "output.kinesisDataStream.arn: must be the ARN of a Kinesis data stream",
    ],
    [
      "a bucket of two letters",
      home({ output: { s3Destination: { bucket: "ab" } } }),
      "output.s3Destination.bucket: must have at least 3 characters",
    ],
    [
      "a prefix of 1025 characters",
      home({ output: { s3Destination: { bucket: "results", keyPrefix: "k".repeat(1025) } } }),
      "keyPrefix: must have at most 1024 characters",
    ],
    [
      "a collection id with a slash",
      faces({ settings: { faceSearch: { collectionId: "a/b" } } }),
      "settings.faceSearch.collectionId",
    ],
    ["a threshold above 100", threshold(100.1), "faceMatchThreshold: must be at most 100"],
    ["a negative confidence", homeSettings({ minConfidence: -1 }), "minConfidence: must be at least 0"],
    ["no labels", homeSettings({ labels: [] }), "labels: must have at least 1 entries"],
    ["129 labels", homeSettings({ labels: Array<string>(129).fill("PET") }), "labels: must have at most 128 entries"],
    [
      "an unknown label",
      homeSettings({ labels: ["DOG"] }),
      'must be one of "PERSON", "PET", "PACKAGE", "ALL", got "DOG"',
    ],
    [
      "a topic of another partition",
      home({ notificationChannel: { snsTopicArn: "arn:aws-cn:sns:cn-north-1:111122223333:x" } }),
      "notificationChannel.snsTopicArn",
    ],
    [
      "11 regions",
      regions(...Array<object>(11).fill({ boundingBox: box })),
      "regionsOfInterest: must have at most 10 entries",
    ],
    [
      "a rectangle beyond the frame",
      regions({ boundingBox: { ...box, left: 1.5 } }),
      "regionsOfInterest[0].boundingBox.left: must be at most 1",
    ],
    ["a polygon of two points", regions({ polygon: triangle.slice(1) }), "polygon: must have at least 3 entries"],
    [
      "a polygon of eleven points",
      regions({ polygon: Array<object>(11).fill({ x: 0, y: 0 }) }),
      "polygon: must have at most 10 entries",
    ],
    [
      "a point beyond the frame",
      regions({ polygon: [...triangle, { x: 0, y: -0.1 }] }),
      "polygon[3].y: must be at least 0",
    ],
    ["a KMS key with a space", home({ kmsKeyId: "my key" }), "kmsKeyId"],
    ["AWS's own spelling", faces({ RoleArn: "x" }), "did you mean roleArn?"],
  ];
  for (const [what, inputs, reason] of bad) {
    it(`may not be ${what}`, () => {
      expect(reasonsFor(inputs)).to.contain(reason);
    });
  }

  const face = { collectionId: "visitors" };
  const data = { kinesisDataStream: { arn: "arn:aws:kinesis:us-east-1:111122223333:stream/found" } };
  const bucket = { s3Destination: { bucket: "results" } };
  const rules: readonly (readonly [string, Bag, string])[] = [
    [
      "both kinds at once",
      faces({ settings: { faceSearch: face, connectedHome: { labels: ["PET"] } } }),
      "settings: needs exactly one",
    ],
    ["neither kind", faces({ settings: {} }), "settings: needs exactly one"],
    ["face search without a data stream", faces({ output: {} }), "output: face search writes to a Kinesis data stream"],
    ["face search with an S3 output", faces({ output: bucket }), "output: face search writes to a Kinesis data stream"],
    ["face search with both outputs", faces({ output: { ...data, ...bucket } }), "output: face search writes"],
    ["connected home without S3", home({ output: {} }), "output: connected home writes to S3"],
    ["connected home with a data stream", home({ output: data }), "output: connected home writes to S3"],
    [
      "connected home with both outputs",
      home({ output: { ...data, ...bucket } }),
      "output: connected home writes to S3",
    ],
    [
      "connected home without a topic",
      home({ notificationChannel: undefined }),
      "notificationChannel: connected home needs an SNS topic",
    ],
    [
      "connected home that is to run",
      home({ running: true }),
      "running: is for face search only. Connected home never reaches RUNNING",
    ],
    ["connected home that is told not to run", home({ running: false }), "running: is for face search only"],
    ["a region that is both", regions({ boundingBox: box, polygon: triangle }), "either a boundingBox or a polygon"],
    ["a region that is neither", regions({}), "either a boundingBox or a polygon"],
  ];
  for (const [what, inputs, reason] of rules) {
    it(`may not be ${what}, says the AWS page that the message names`, () => {
      expect(reasonsFor(inputs))
        .to.contain(reason)
        .and.to.match(/https:\/\/docs\.aws\.amazon\.com\/rekognition\/\S+\.html/);
    });
  }

  it("breaks a rule at preview already, while the ARNs in it are not known", () => {
    const inputs = faces({ output: { s3Destination: { bucket: UNKNOWN } }, roleArn: UNKNOWN });
    expect(reasonsFor(inputs)).to.contain("output: face search writes to a Kinesis data stream");
  });

  for (const [what, inputs] of Object.entries({
    "the whole output": faces({ output: UNKNOWN }),
    "which output it is": faces({ output: { s3Destination: UNKNOWN } }),
    "which kind it is": faces({ settings: UNKNOWN, output: bucket }),
    "an ARN": faces({ input: { kinesisVideoStream: { arn: UNKNOWN } } }),
    "a side of a rectangle": regions({ boundingBox: { ...box, left: UNKNOWN } }),
  })) {
    it(`breaks no rule while ${what} is not known`, () => {
      expect(reasonsFor(inputs)).to.equal("");
    });
  }
});
