import { expect } from "chai";
import { consoleUrl } from "../../../provider/aws/arns.js";

const model = (partition: string, region: string): string =>
  `arn:${partition}:rekognition:${region}:111122223333:project/animals/version/cats.v1/1655158560634`;
const project = (partition: string, region: string): string =>
  `arn:${partition}:rekognition:${region}:111122223333:project/animals/1655158560634`;

describe("the console's page", () => {
  it("of a model is in its region, and shows how it did in its test", () => {
    expect(consoleUrl(model("aws", "eu-west-1"))).to.equal(
      "https://eu-west-1.console.aws.amazon.com/rekognition/custom-labels#/projects/animals/models/cats.v1/performance",
    );
  });

  it("of a project is in its region", () => {
    expect(consoleUrl(project("aws", "us-east-1"))).to.equal(
      "https://us-east-1.console.aws.amazon.com/rekognition/custom-labels#/projects/animals",
    );
  });

  for (const [partition, region, host] of [
    ["aws-us-gov", "us-gov-west-1", "us-gov-west-1.console.amazonaws-us-gov.com"],
    ["aws-cn", "cn-north-1", "cn-north-1.console.amazonaws.cn"],
  ] as const) {
    it(`is on ${host} in the partition ${partition}`, () => {
      for (const arn of [model(partition, region), project(partition, region)]) {
        expect(new URL(consoleUrl(arn) ?? "").host).to.equal(host);
      }
    });
  }

  it("is not guessed in another partition", () => {
    expect(consoleUrl(model("aws-iso", "us-iso-east-1"))).to.equal(undefined);
  });

  for (const arn of [
    undefined,
    "",
    "animals",
    "arn:aws:s3:::bucket",
    "arn:aws:rekognition:us-east-1:111122223333:collection/faces",
    "arn:aws:rekognition:us-east-1:111122223333:streamprocessor/door",
    "arn:aws:rekognition:us-east-1:111122223333:project/animals/dataset/train/1655158560634",
    "arn:aws:rekognition:example.com/:111122223333:project/animals/1655158560634",
    "arn:aws:rekognition:us-east-1:111122223333:project/../../x/1655158560634",
  ]) {
    it(`is unknown for ${arn ?? "nothing"}`, () => {
      expect(consoleUrl(arn)).to.equal(undefined);
    });
  }

  it("is unknown for adapters and their projects, which are on other pages", () => {
    for (const arn of [model("aws", "us-east-1"), project("aws", "us-east-1")]) {
      expect(consoleUrl(arn, "CONTENT_MODERATION")).to.equal(undefined);
      expect(consoleUrl(arn, "CUSTOM_LABELS")).to.equal(consoleUrl(arn));
    }
  });
});
