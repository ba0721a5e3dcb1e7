import { expect } from "chai";
import { outputConfigOf } from "../../../../provider/resources/trained-model/fields.js";

describe("where a training writes its results, as AWS takes it", () => {
  it("is a bucket and a prefix, an empty one where none is given", () => {
    expect(outputConfigOf({ outputConfig: { s3Bucket: "results", s3KeyPrefix: "models" } })).to.deep.equal({
      S3Bucket: "results",
      S3KeyPrefix: "models",
    });
    expect(outputConfigOf({ outputConfig: { s3Bucket: "results" } })).to.deep.equal({
      S3Bucket: "results",
      S3KeyPrefix: "",
    });
  });
});
