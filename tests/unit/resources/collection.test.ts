import { expect } from "chai";
import { checkInputs } from "../../../provider/schema/check-inputs.js";
import type { Bag } from "../../../provider/schema/definition.js";
import { diffInputs } from "../../../provider/schema/diff-inputs.js";
import { collectionDefinition } from "../../../provider/resources/collection/definition.js";
import {
  collectionFound,
  collectionGone,
  collectionVisible,
} from "../../../provider/resources/collection/collection.js";

const reasonsFor = (inputs: Bag): string =>
  checkInputs(collectionDefinition, inputs)
    .map(({ reason }) => reason)
    .join("\n");

describe("the definition of a collection", () => {
  for (const collectionId of ["a", "x".repeat(255), "A.b_c-9"]) {
    it(`takes the id ${collectionId.slice(0, 8)} of ${collectionId.length} characters`, () => {
      expect(reasonsFor({ collectionId })).to.equal("");
    });
  }

  for (const [what, collectionId, reason] of [
    ["no characters", "", "must have at least 1 characters"],
    ["256 characters", "x".repeat(256), "must have at most 255 characters"],
    ["a space", "my faces", "must be letters, digits and _ . - only"],
    ["a slash", "my/faces", "must be letters, digits and _ . - only"],
    ["a number", 7, "must be a string"],
  ] as const) {
    it(`refuses an id of ${what}`, () => {
      expect(reasonsFor({ collectionId })).to.contain(`collectionId: ${reason}`);
    });
  }

  const changes = [
    { field: "collectionId", value: "other", asks: "replace", reason: "the id is the object's identity" },
    { field: "region", value: "eu-west-1", asks: "replace", reason: "a collection lives in one region" },
    { field: "tags", value: { a: "b" }, asks: "update", reason: "tags have calls of their own" },
    { field: "forceDestroy", value: true, asks: "local", reason: "only delete looks at it" },
    { field: "adopt", value: true, asks: "create", reason: "only create looks at it" },
  ] as const;
  for (const { field, value, asks, reason } of changes) {
    it(`asks to ${asks} for another ${field}: ${reason}`, () => {
      const olds = { collectionId: "faces", region: "us-east-1" };
      const changed = diffInputs(collectionDefinition, olds, { ...olds, [field]: value });
      expect(changed).to.deep.equal({ replace: [], update: [], local: [], ignore: [], create: [], [asks]: [field] });
    });
  }

  it("takes up one of its own that it finds", () => {
    expect(collectionFound.entries()).to.deep.equal([["PRESENT", "adopt"]]);
  });

  it("waits for one that does not show yet, and for one that still does", () => {
    expect([collectionVisible.statuses.entries(), collectionVisible.absent]).to.deep.equal([
      [["PRESENT", "target"]],
      "lagging",
    ]);
    expect([collectionGone.statuses.entries(), collectionGone.absent]).to.deep.equal([
      [["PRESENT", "lagging"]],
      "target",
    ]);
  });
});
