import type { DetectLabelsCommandInput } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { BUCKET } from "./harness/bucket.js";
import { refusalNames } from "./harness/refusal.js";
import { setScene } from "./harness/scene.js";

/** AWS's developer guide: labels-detect-labels-image. */
describe("DetectLabels", () => {
  const scene = setScene();
  const Image = { S3Object: { Bucket: BUCKET, Name: "photo.png" } };
  const BOX = { left: 0.1, top: 0.2, width: 0.3, height: 0.4 };
  const LABELS = [
    { name: "Cup", confidence: 60, categories: ["Kitchen and Dining"] },
    { name: "Dog", confidence: 97, parents: ["Mammal", "Animal"], categories: ["Animals and Pets"], instances: [BOX] },
    { name: "Cat", confidence: 54, categories: ["Animals and Pets"] },
    { name: "Car", confidence: 80, aliases: ["Automobile"], categories: ["Vehicles and Automotive"] },
  ];
  const detect = (request: Partial<DetectLabelsCommandInput> = {}) => scene.client.detectLabels({ Image, ...request });
  const names = async (request: Partial<DetectLabelsCommandInput> = {}) =>
    (await detect(request)).Labels?.map((label) => label.Name);
  const filtered = (GeneralLabels: object) => names({ Settings: { GeneralLabels } });

  beforeEach(() => {
    scene.bucket.putImage("photo.png");
    scene.emulator.setRules({ rules: [{ match: { key: "photo.png" }, holds: { labels: LABELS } }] });
  });

  it("tells names, places, parents, aliases and categories, the surest first, from 55 on", async () => {
    const { Labels = [], LabelModelVersion } = await detect();
    expect(LabelModelVersion).to.equal("3.0");
    expect(Labels.map((label) => [label.Name, label.Confidence])).to.deep.equal([
      ["Dog", 97],
      ["Car", 80],
      ["Cup", 60],
    ]);
    expect(Labels[0]).to.deep.include({
      Instances: [{ BoundingBox: { Left: 0.1, Top: 0.2, Width: 0.3, Height: 0.4 }, Confidence: 97 }],
      Parents: [{ Name: "Mammal" }, { Name: "Animal" }],
      Aliases: [],
      Categories: [{ Name: "Animals and Pets" }],
    });
    expect(Labels[1]?.Aliases).to.deep.equal([{ Name: "Automobile" }]);
  });

  it("obeys MinConfidence, MaxLabels and the filters", async () => {
    expect(await names({ MinConfidence: 0 })).to.deep.equal(["Dog", "Car", "Cup", "Cat"]);
    expect(await names({ MinConfidence: 90 })).to.deep.equal(["Dog"]);
    expect(await names({ MaxLabels: 2 })).to.deep.equal(["Dog", "Car"]);
    expect(await filtered({ LabelInclusionFilters: ["Dog", "Cup"] })).to.deep.equal(["Dog", "Cup"]);
    expect(await filtered({ LabelExclusionFilters: ["Dog"] })).to.deep.equal(["Car", "Cup"]);
    expect(await filtered({ LabelCategoryInclusionFilters: ["Animals and Pets"] })).to.deep.equal(["Dog"]);
    expect(await filtered({ LabelCategoryExclusionFilters: ["Animals and Pets"] })).to.deep.equal(["Car", "Cup"]);
    expect(
      await filtered({ LabelCategoryInclusionFilters: ["Animals and Pets"], LabelExclusionFilters: ["Dog"] }),
    ).to.deep.equal([]);
  });

  it("tells properties of the image if they are asked for", async () => {
    const both = await detect({ Features: ["GENERAL_LABELS", "IMAGE_PROPERTIES"] });
    expect(both.Labels).to.have.length(3);
    expect(both.ImageProperties).to.have.all.keys("Quality", "DominantColors", "Foreground", "Background");
    expect(both.ImageProperties?.Quality).to.have.all.keys("Brightness", "Sharpness", "Contrast");
    expect(both.ImageProperties?.DominantColors?.[0]).to.include({ HexCode: "#808080", PixelPercent: 100 });
    const only = await detect({ Features: ["IMAGE_PROPERTIES"] });
    expect(only).to.have.property("ImageProperties");
    expect(only).to.not.have.property("Labels");
    expect(await detect()).to.not.have.property("ImageProperties");
    const none = { ImageProperties: { MaxDominantColors: 0 } };
    const colorless = await detect({ Features: ["IMAGE_PROPERTIES"], Settings: none });
    expect(colorless.ImageProperties?.DominantColors).to.deep.equal([]);
    const calls = [
      detect({ Settings: none }),
      detect({ Features: ["IMAGE_PROPERTIES"], Settings: { GeneralLabels: {} } }),
    ];
    expect(await refusalNames(...calls)).to.deep.equal(["InvalidParameterException"]);
  });

  it("finds the same of an image of which nothing was said, again and again", async () => {
    scene.emulator.setRules({ rules: [] });
    const first = await detect();
    expect(first.Labels).to.have.length(7);
    expect((await detect()).Labels).to.deep.equal(first.Labels);
  });
});
