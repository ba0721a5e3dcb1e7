import { expect } from "chai";
import { checkInputs } from "../../../provider/schema/check-inputs.js";
import type { Bag } from "../../../provider/schema/definition.js";
import { diffInputs } from "../../../provider/schema/diff-inputs.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import {
  isOfProject,
  isSameRegion,
  projectVersionCopyDefinition,
} from "../../../provider/resources/project-version-copy/definition.js";
import { projectVersionCopyHandler } from "../../../provider/resources/project-version-copy/handler.js";

const HERE = "arn:aws:rekognition:us-east-1:111122223333";
const PROJECT = `${HERE}:project/animals/1700000000000`;
const MODEL = `${HERE}:project/animals/version/first/1700000000001`;
const TARGET = `${HERE}:project/target/1700000000002`;

const inputs = {
  sourceProjectArn: PROJECT,
  sourceProjectVersionArn: MODEL,
  destinationProjectArn: TARGET,
  outputConfig: { s3Bucket: "results", s3KeyPrefix: "copies" },
};

const reasonsFor = (given: Bag): string =>
  checkInputs(projectVersionCopyDefinition, given)
    .map(({ reason }) => reason)
    .join("\n");

describe("the definition of a copied model", () => {
  it("takes a copy within an account, and one into another account", () => {
    expect(reasonsFor(inputs)).to.equal("");
    const elsewhere = TARGET.replace("111122223333", "444455556666");
    const whole = { versionName: "first", kmsKeyId: "alias/models", minInferenceUnits: 1, minF1Score: 0.8 };
    expect(reasonsFor({ ...inputs, ...whole, destinationProjectArn: elsewhere })).to.equal("");
  });

  for (const field of ["sourceProjectArn", "sourceProjectVersionArn", "destinationProjectArn", "outputConfig"]) {
    it(`refuses a copy without ${field}`, () => {
      expect(reasonsFor({ ...inputs, [field]: undefined })).to.contain(`${field}: is required`);
    });
  }

  it("refuses what only a training takes", () => {
    expect(reasonsFor({ ...inputs, waitForTraining: false })).to.contain("waitForTraining: is not known here");
  });

  it("refuses a model of another project than the one that is named", () => {
    const other = PROJECT.replace("animals", "plants");
    expect(reasonsFor({ ...inputs, sourceProjectArn: other })).to.contain(
      "sourceProjectVersionArn: must be a model of the project in sourceProjectArn",
    );
  });

  it("refuses a destination in another region", () => {
    const other = TARGET.replace("us-east-1", "eu-west-1");
    expect(reasonsFor({ ...inputs, destinationProjectArn: other })).to.contain(
      "destinationProjectArn: must be in the region of the source",
    );
  });

  for (const field of ["sourceProjectArn", "sourceProjectVersionArn", "destinationProjectArn"]) {
    it(`waits with its judgement while ${field} is not known`, () => {
      expect(reasonsFor({ ...inputs, [field]: UNKNOWN })).to.equal("");
    });
  }

  const changes = [
    { field: "sourceProjectArn", asks: "replace", reason: "another model is copied" },
    { field: "sourceProjectVersionArn", asks: "replace", reason: "another model is copied" },
    { field: "destinationProjectArn", asks: "replace", reason: "a model stays in its project" },
    { field: "versionName", asks: "replace", reason: "the name is the object's identity" },
    { field: "kmsKeyId", asks: "replace", reason: "what is encrypted stays so" },
    { field: "outputConfig", asks: "ignore", reason: "it is written once, when the copy is made" },
    { field: "minInferenceUnits", asks: "update", reason: "a start has the units" },
    { field: "replacement", asks: "local", reason: "only a start looks at it" },
    { field: "deletionPolicy", asks: "local", reason: "only delete looks at it" },
  ] as const;
  for (const { field, asks, reason } of changes) {
    it(`asks to ${asks} for another ${field}: ${reason}`, () => {
      const changed = diffInputs(projectVersionCopyDefinition, {}, { [field]: "other" });
      expect(changed).to.deep.equal({ replace: [], update: [], local: [], ignore: [], create: [], [asks]: [field] });
    });
  }
});

describe("the ARNs of a copy", () => {
  const cases = [
    { model: MODEL, is: true, reason: "the numbers at the end are moments of creation, each its own" },
    { model: MODEL.replace("animals", "animals-2"), is: false, reason: "another project's name" },
    { model: MODEL.replace("111122223333", "444455556666"), is: false, reason: "another account's project" },
    { model: MODEL.replace("us-east-1", "eu-west-1"), is: false, reason: "another region's project" },
    { model: "first", is: false, reason: "no ARN at all" },
  ];
  for (const { model, is, reason } of cases) {
    it(`tell that ${model} is ${is ? "" : "not "}of ${PROJECT}: ${reason}`, () => {
      expect(isOfProject(model, PROJECT)).to.equal(is);
    });
  }

  it("tell regions apart, whatever the account", () => {
    expect(isSameRegion(PROJECT, TARGET.replace("111122223333", "444455556666"))).to.equal(true);
    expect(isSameRegion(PROJECT, TARGET.replace("us-east-1", "us-west-2"))).to.equal(false);
  });
});

describe("what a preview says of a copied model", () => {
  const recorded = {
    inputs,
    outputs: { status: "COPYING_COMPLETED" },
    meta: { v: 1, claim: "", claimedAt: 0, createdAt: 0 },
  };
  const notesOn = (change: Bag): string => {
    const news = { ...inputs, ...change };
    const changed = diffInputs(projectVersionCopyDefinition, inputs, news);
    const due = { changed, outstanding: { action: "nothing" } as const };
    return (
      projectVersionCopyHandler.notes?.(recorded, news, due, {
        withCosts: true,
        asksS3: true,
        deletesFirst: false,
        isRetained: false,
        running: 1,
      }) ?? []
    ).join("\n");
  };
  const outputConfig = { s3Bucket: "results", s3KeyPrefix: "elsewhere" };

  it("tells that another place for results waits for the next copy", () => {
    expect(notesOn({ outputConfig })).to.equal(
      "outputConfig cannot be changed on a copied model: it applies at the next copy.",
    );
  });

  it("has nothing to tell of it where another copy is made anyhow", () => {
    const sourceProjectVersionArn = MODEL.replace("first", "second");
    expect(notesOn({ outputConfig, sourceProjectVersionArn })).not.to.contain("outputConfig");
  });

  it("says that a copy, not a training, comes before the costs", () => {
    expect(projectVersionCopyHandler.costNote?.({ ...inputs, region: "us-east-1", minInferenceUnits: 2 })).to.match(
      /^A model is copied, which is not billed\..* Once copied, the model runs with 2 inference units: about \$8\.00 an hour/,
    );
    expect(projectVersionCopyHandler.costNote?.(inputs)).not.to.contain("Once copied");
  });
});
