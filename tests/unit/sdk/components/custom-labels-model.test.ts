import { RunError } from "@pulumi/pulumi";
import { expect } from "chai";
import { CustomLabelsModel, type CustomLabelsModelArgs } from "../../../../sdk/components/index.js";

describe("CustomLabelsModel", () => {
  const data = { projectArn: "arn:aws:rekognition:us-east-1:123456789012:project/parts/1732000000000", datasets: [] };
  const images = { folder: "images" };
  const refused: readonly (readonly [what: string, args: Partial<CustomLabelsModelArgs>, message: string])[] = [
    ["nothing to train on", {}, "give images, a folder of labeled images, or data, a project and its datasets."],
    ["images and data", { images, data }, "data is given and images too: leave out either."],
    ["test images beside data", { testImages: images, data }, "data is given and images too: leave out either."],
  ];
  for (const [what, args, message] of refused) {
    it(`refuses ${what}`, () => {
      const make = (): unknown => new CustomLabelsModel("parts", { bucket: "my-bucket", minF1Score: 0.8, ...args });
      expect(make).to.throw(RunError, `CustomLabelsModel parts: ${message}`);
    });
  }
});
