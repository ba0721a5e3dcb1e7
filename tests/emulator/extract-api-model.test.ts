import { expect } from "chai";
import { extractModel } from "../../tools/extract-api-model/extract.js";

const documentation = "<p>Text that is not ours.</p>";

const source = {
  metadata: { apiVersion: "2016-06-27", targetPrefix: "RekognitionService", serviceFullName: "Amazon Rekognition" },
  documentation,
  operations: {
    CreateThing: {
      name: "CreateThing",
      input: { shape: "CreateThingRequest" },
      output: { shape: "Empty" },
      errors: [{ shape: "NoException" }],
      documentation,
    },
  },
  shapes: {
    CreateThingRequest: {
      type: "structure",
      required: ["Name"],
      members: { Name: { shape: "Name", documentation }, Sizes: { shape: "Sizes" } },
      documentation,
    },
    Empty: { type: "structure", members: {} },
    Name: { type: "string", min: 1, max: 255, pattern: "[a-z]+", documentation },
    Sizes: { type: "list", member: { shape: "Size" }, max: 3 },
    Size: { type: "string", enum: ["S", "L"] },
    NoException: { type: "structure", members: {}, exception: true, documentation },
    Fault: { type: "structure", members: {}, exception: true, fault: true },
  },
};

describe("the extraction of the API model", () => {
  const text = extractModel(source, "botocore 0.0.0");

  it("keeps what a server checks", () => {
    expect(JSON.parse(text)).to.deep.equal({
      origin: "botocore 0.0.0",
      apiVersion: "2016-06-27",
      targetPrefix: "RekognitionService",
      operations: { CreateThing: { input: "CreateThingRequest", output: "Empty", errors: ["NoException"] } },
      errors: { Fault: { httpStatus: 500 }, NoException: { httpStatus: 400 } },
      shapes: {
        CreateThingRequest: { type: "structure", required: ["Name"], members: { Name: "Name", Sizes: "Sizes" } },
        Empty: { type: "structure", members: {} },
        Name: { type: "string", min: 1, max: 255, pattern: "[a-z]+" },
        Size: { type: "string", enum: ["S", "L"] },
        Sizes: { type: "list", member: "Size", max: 3 },
      },
    });
  });

  it("drops every documentation text", () => {
    expect(text).to.not.contain("not ours");
  });

  it("writes a shape a line, in order, so that a new version reads as a difference", () => {
    const names = text.match(/^ {4}"(\w+)": \{"type"/gm);
    expect(names)
      .to.have.length(5)
      .and.deep.equal([...(names ?? [])].sort());
  });
});
