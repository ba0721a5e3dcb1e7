import { expect } from "chai";
import { changesText, countedEntries } from "../../../../provider/resources/dataset/changes.js";

const entry = (key: string, label: string): object => ({
  "source-ref": `s3://bucket/${key}`,
  label: 1,
  "label-metadata": { "class-name": label, type: "groundtruth/image-classification" },
});
const textOf = (before: readonly object[], after: readonly object[]): string =>
  changesText(countedEntries(before), countedEntries(after));

describe("what a preview says of entries", () => {
  for (const { what, before, after, text } of [
    { what: "the same", before: [entry("a", "x")], after: [entry("a", "x")], text: "" },
    {
      what: "some more",
      before: [entry("a", "x")],
      after: [entry("a", "x"), entry("b", "x"), entry("c", "y")],
      text: "+2 images; x 1 -> 2, y 0 -> 1",
    },
    {
      what: "one with another label",
      before: [entry("a", "x")],
      after: [entry("a", "y")],
      text: "1 changed; x 1 -> 0, y 0 -> 1",
    },
    {
      what: "one gone and one come",
      before: [entry("a", "x"), entry("b", "x")],
      after: [entry("c", "x"), entry("b", "x")],
      text: "+1 image, -1 image",
    },
  ]) {
    it(`of ${what}: ${text === "" ? "nothing" : text}`, () => {
      expect(textOf(before, after)).to.equal(text);
    });
  }
});
