import { expect } from "chai";
import { BUCKET, boxed, labeled } from "./harness/bucket.js";
import type { PixelBox } from "./harness/bucket.js";
import { describeDataset, listEntries, makeDatasetOf } from "./harness/datasets.js";
import { makeProject } from "./harness/models.js";
import { setScene } from "./harness/scene.js";

type Json = Record<string, unknown>;

const image = { "source-ref": `s3://${BUCKET}/a.png` };
const good: PixelBox = ["cat", 10, 10, 20, 20];

/** A line whose box attribute, or the metadata beside it, is changed. */
const altered = (box: Json, metadata: Json = {}, boxes: readonly PixelBox[] = [good]): Json => {
  const line = boxed("a.png", ...boxes) as { box: Json; "box-metadata": Json };
  return { ...line, box: { ...line.box, ...box }, "box-metadata": { ...line["box-metadata"], ...metadata } };
};

const classified = (value: unknown, metadata: Json): Json => ({ ...image, animal: value, "animal-metadata": metadata });
const CLASSIFICATION = "groundtruth/image-classification";

/** Every list of errors in an entry: the path to it, and the codes. */
function errorsIn(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === "errors"
      ? (inner as { code: string }[]).map(({ code }) => `${path}${code}`)
      : errorsIn(inner, `${path}${name}/`),
  );
}

describe("what is wrong with an entry stays in it", () => {
  const scene = setScene();
  const NONE_VALID = "ERROR_NO_VALID_LABEL_ATTRIBUTES";

  const cases: { reason: string; line: object; errors: readonly string[] }[] = [
    { reason: "an image without labels is not wrong", line: image, errors: [] },
    {
      reason: "an attribute without metadata",
      line: { ...image, animal: 1 },
      errors: ["ERROR_NO_LABEL_ATTRIBUTES"],
    },
    {
      reason: "an attribute that is no number",
      line: classified("cat", { "class-name": "cat", type: CLASSIFICATION }),
      errors: ["ERROR_INVALID_LABEL_ATTRIBUTE_FORMAT", NONE_VALID],
    },
    {
      reason: "metadata that is no object",
      line: { ...image, animal: 1, "animal-metadata": "cat" },
      errors: ["ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT", NONE_VALID],
    },
    {
      reason: "metadata without a class name",
      line: classified(1, { type: CLASSIFICATION }),
      errors: ["animal-metadata/ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT", NONE_VALID],
    },
    {
      reason: "a type that is not supported",
      line: classified(1, { "class-name": "cat", type: "groundtruth/wrongtype" }),
      errors: ["animal-metadata/ERROR_UNSUPPORTED_USE_CASE_TYPE", NONE_VALID],
    },
    {
      reason: "a label name of 257 characters",
      line: labeled("a.png", "x".repeat(257)),
      errors: ["label-0-metadata/ERROR_INVALID_LABEL_NAME_LENGTH", NONE_VALID],
    },
    { reason: "a label name of 256 characters is not wrong", line: labeled("a.png", "x".repeat(256)), errors: [] },
    {
      reason: "one good attribute beside a bad one",
      line: { ...labeled("a.png", "cat"), other: 1, "other-metadata": { type: CLASSIFICATION } },
      errors: ["other-metadata/ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT"],
    },
    { reason: "boxes that are as they should be", line: altered({}), errors: [] },
    { reason: "nothing marked", line: altered({}, {}, []), errors: [] },
    {
      reason: "no image size",
      line: altered({ image_size: [] }),
      errors: ["box/ERROR_INVALID_LABEL_ATTRIBUTE_FORMAT", NONE_VALID],
    },
    {
      reason: "an image of 63 pixels",
      line: altered({ image_size: [{ width: 63, height: 100, depth: 3 }] }),
      errors: ["ERROR_INVALID_IMAGE_DIMENSION", NONE_VALID],
    },
    {
      reason: "a class map that is missing",
      line: altered({}, { "class-map": null }),
      errors: ["box-metadata/ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT", NONE_VALID],
    },
    {
      reason: "a class id that is not in the map",
      line: altered({}, { "class-map": { "7": "cat" } }),
      errors: ["box-metadata/ERROR_MISSING_CLASS_MAP_ID", NONE_VALID],
    },
    {
      reason: "a box without confidence",
      line: altered({}, { objects: [{}] }),
      errors: ["box-metadata/ERROR_MISSING_BOUNDING_BOX_CONFIDENCE", NONE_VALID],
    },
    {
      reason: "51 boxes",
      line: altered(
        {},
        {},
        Array.from({ length: 51 }, () => good),
      ),
      errors: ["box/ERROR_TOO_MANY_BOUNDING_BOXES", NONE_VALID],
    },
    {
      reason: "one box outside the image",
      line: altered({}, {}, [good, ["cat", 90, 10, 20, 20]]),
      errors: ["box/annotations/1/ERROR_INVALID_BOUNDING_BOX"],
    },
    {
      reason: "one box of one pixel",
      line: altered({}, {}, [["cat", 10, 10, 1, 20], good]),
      errors: ["box/annotations/0/ERROR_BOUNDING_BOX_TOO_SMALL"],
    },
    {
      reason: "only bad boxes",
      line: altered({}, {}, [["cat", -1, 10, 20, 20]]),
      errors: ["box/annotations/0/ERROR_INVALID_BOUNDING_BOX", "box/ERROR_NO_VALID_ANNOTATIONS", NONE_VALID],
    },
  ];
  for (const { reason, line, errors } of cases) {
    it(reason, async () => {
      const arn = await makeDatasetOf(scene, await makeProject(scene), [line]);
      const [entry] = await listEntries(scene, arn);
      expect(errorsIn(entry)).to.have.members(errors);
      const { DatasetStats } = await describeDataset(scene, arn);
      expect(DatasetStats).to.include({ TotalEntries: 1, ErrorEntries: errors.length > 0 ? 1 : 0 });
    });
  }

  it("bad boxes do not count as boxes of their label", async () => {
    const line = altered({}, {}, [good, ["cat", 90, 10, 20, 20]]);
    const arn = await makeDatasetOf(scene, await makeProject(scene), [line]);
    const { DatasetLabelDescriptions } = await scene.client.listDatasetLabels({ DatasetArn: arn });
    expect(DatasetLabelDescriptions).to.deep.equal([
      { LabelName: "cat", LabelStats: { EntryCount: 1, BoundingBoxCount: 1 } },
    ]);
  });

  // Custom Labels guide: tm-debugging-json-line-errors.
  it("names the label attribute", async () => {
    const lines = [
      classified("cat", { "class-name": "cat", type: CLASSIFICATION }),
      {
        ...classified(1, { "class-name": "cat", type: "groundtruth/wrongtype" }),
        "source-ref": `s3://${BUCKET}/b.png`,
      },
      { ...altered({ image_size: [] }), "source-ref": `s3://${BUCKET}/c.png` },
    ];
    const arn = await makeDatasetOf(scene, await makeProject(scene), lines);
    const [word, type, box] = await listEntries(scene, arn);
    expect(word?.errors?.[0]?.message).to.equal("The format of the label attribute animal is invalid.");
    expect(type?.["animal-metadata"]).to.have.nested.property(
      "errors[0].message",
      "The use case type of the animal-metadata label attribute metadata is unsupported. Check the type field.",
    );
    expect(box?.box).to.have.nested.property("errors[0].message", "The format of the label attribute box is invalid.");
  });

  // Custom Labels guide: md-create-manifest-file-classification, md-create-manifest-file-object-detection.
  it("needsAllLabelMetadata: metadata that the guide requires and nothing uses can be asked for", async () => {
    const all = { "human-annotated": "yes", "creation-date": "2026-11-21T00:00:00" };
    const classify = (metadata: Json): Json =>
      classified(1, { confidence: 1, "class-name": "cat", type: CLASSIFICATION, ...all, ...metadata });
    const lines = [
      classify({}),
      classify({ confidence: undefined }),
      classify({ confidence: 2 }),
      classify({ "human-annotated": "maybe" }),
      classify({ "creation-date": undefined }),
      altered({}, all),
      altered({}),
    ].map((line, index) => ({ ...line, "source-ref": `s3://${BUCKET}/${index}.png` }));
    const arn = await makeDatasetOf(scene, await makeProject(scene), lines);
    expect((await describeDataset(scene, arn)).DatasetStats).to.include({ ErrorEntries: 0 });
    scene.emulator.setSwitches({ needsAllLabelMetadata: true });
    const strict = await makeDatasetOf(scene, await makeProject(scene, "strict"), lines);
    expect((await describeDataset(scene, strict)).DatasetStats).to.include({ ErrorEntries: 5 });
    const wrong = (await listEntries(scene, strict, { HasErrors: true })).map((entry) => errorsIn(entry)[0]);
    expect(wrong).to.deep.equal([
      ...Array.from({ length: 4 }, () => "animal-metadata/ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT"),
      "box-metadata/ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT",
    ]);
  });

  it("entryErrorsName: the lists can have their other name", async () => {
    scene.emulator.setSwitches({ entryErrorsName: "cl-errors" });
    const arn = await makeDatasetOf(scene, await makeProject(scene), [{ ...image, animal: 1 }]);
    const [entry] = await listEntries(scene, arn);
    expect(entry).to.have.property("cl-errors").with.length(1);
  });
});
