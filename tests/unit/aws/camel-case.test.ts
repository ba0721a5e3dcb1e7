import { expect } from "chai";
import { awsCased, camelCased } from "../../../provider/aws/camel-case.js";

describe("answers in camelCase", () => {
  it("renames members at any depth, and leaves values alone", () => {
    const result = camelCased<{ projectArn: string; datasets: { datasetArn: string }[]; count: number; kept: boolean }>(
      {
        ProjectArn: "Some:ARN",
        Datasets: [{ DatasetArn: "A" }, { DatasetArn: "B" }],
        Count: 0,
        Kept: false,
      },
    );
    expect(result).to.deep.equal({
      projectArn: "Some:ARN",
      datasets: [{ datasetArn: "A" }, { datasetArn: "B" }],
      count: 0,
      kept: false,
    });
  });

  it("knows AWS's two other spellings", () => {
    const answer = { CollectionARN: "a", SNSTopicArn: "b", S3Object: {}, KmsKeyId: "c", F1Score: 1 };
    expect(
      Object.keys(
        camelCased<{ collectionArn: string; snsTopicArn: string; s3Object: object; kmsKeyId: string; f1Score: number }>(
          answer,
        ),
      ),
    ).to.deep.equal(["collectionArn", "snsTopicArn", "s3Object", "kmsKeyId", "f1Score"]);
  });

  it("gives times as ISO 8601 in UTC", () => {
    expect(camelCased<{ creationTimestamp: string }>({ CreationTimestamp: new Date(1655158560634) })).to.deep.equal({
      creationTimestamp: "2022-06-13T22:16:00.634Z",
    });
  });

  it("leaves out what is not there, and the SDK's note about the call", () => {
    const answer = { Name: undefined, Status: "STOPPED", $metadata: { requestId: "r" } };
    expect(camelCased<{ name?: string; status: string }>(answer)).to.deep.equal({ status: "STOPPED" });
  });
});

describe("what is asked of AWS", () => {
  it("has AWS's names at every depth, and nothing that is undefined", () => {
    const asked = {
      video: { s3Object: { bucket: "b", name: "n", version: undefined } },
      notificationChannel: { snsTopicArn: "t" },
      assets: [{ kmsKeyId: "k" }],
      collectionArn: "c",
      jobTag: undefined,
    };
    expect(awsCased(asked)).to.deep.equal({
      Video: { S3Object: { Bucket: "b", Name: "n" } },
      NotificationChannel: { SNSTopicArn: "t" },
      Assets: [{ KmsKeyId: "k" }],
      CollectionARN: "c",
    });
  });
});
