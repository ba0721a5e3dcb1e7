import { expect } from "chai";
import fc from "fast-check";
import { checkInputs } from "../../../provider/schema/check-inputs.js";
import type { Bag } from "../../../provider/schema/definition.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { projectVersionDefinition } from "../../../provider/resources/project-version/definition.js";
import { projectDefinition } from "../../../provider/resources/project/definition.js";
import { model, project, s3 } from "./inputs.js";

const definitions = { Project: projectDefinition, ProjectVersion: projectVersionDefinition };

interface Case {
  readonly kind: keyof typeof definitions;
  readonly more: Bag;
  /** All in one message. */
  readonly says: readonly string[];
  readonly property?: string;
}

const long = (length: number): string => "x".repeat(length);
const tagsOf = (count: number): Bag =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, ""]));

const refused: Case[] = [
  {
    kind: "Project",
    more: { projectName: "my project" },
    says: ["projectName: must be letters, digits", '"my project"'],
  },
  { kind: "Project", more: { projectName: "" }, says: ["projectName: must have at least 1 characters"] },
  { kind: "Project", more: { projectName: long(256) }, says: ["projectName: must have at most 255 characters"] },
  { kind: "Project", more: { projectName: 5 }, says: ["projectName: must be a string, got 5"] },
  { kind: "Project", more: { feature: "FACES" }, says: ["feature: must be one of", "CONTENT_MODERATION", '"FACES"'] },
  {
    kind: "Project",
    more: { autoUpdate: undefined },
    says: ["autoUpdate: must be set for CONTENT_MODERATION"],
  },
  {
    kind: "Project",
    more: { feature: "CUSTOM_LABELS" },
    says: ["autoUpdate: applies to CONTENT_MODERATION", "https://"],
  },
  {
    kind: "Project",
    more: { forceDestroy: "yes" },
    says: ["forceDestroy: must be a boolean", "got a text of 3 characters"],
  },
  {
    kind: "Project",
    more: { projectname: "x" },
    says: ["projectname: is not known here", "did you mean projectName?"],
  },
  { kind: "Project", more: { colour: "x" }, says: ["colour: is not known here (known: projectName, "] },
  { kind: "Project", more: { tags: { "aws:x": "1" } }, says: ["tags", "not beginning with aws:"], property: "tags" },
  {
    kind: "Project",
    more: { tags: { a: "%" } },
    says: ["tags.a: must be letters, digits", "got a text of 1 characters"],
    property: "tags",
  },
  {
    kind: "Project",
    more: { tags: { a: long(257) } },
    says: ["tags.a: must have at most 256 characters"],
    property: "tags",
  },
  {
    kind: "Project",
    more: { tags: { "pulumi-rekognition:owner": "me" } },
    says: ["tags: ", "reserved"],
    property: "tags",
  },
  { kind: "Project", more: { tags: tagsOf(199) }, says: ["tags: at most 198 tags"], property: "tags" },
  { kind: "ProjectVersion", more: { projectArn: undefined }, says: ["projectArn: is required"] },
  { kind: "ProjectVersion", more: { projectArn: "animals" }, says: ["projectArn: ", "got a text of 7 characters"] },
  {
    kind: "ProjectVersion",
    more: { projectArn: "arn:aws:rekognition:us-east-1:111122223333:collection/faces" },
    says: ["projectArn: must be the ARN of a Rekognition project, as in project.arn"],
  },
  {
    kind: "ProjectVersion",
    more: { outputConfig: {} },
    says: ["outputConfig.s3Bucket: is required"],
    property: "outputConfig",
  },
  {
    kind: "ProjectVersion",
    more: { outputConfig: { s3Bucket: "no" } },
    says: ["outputConfig.s3Bucket: must have at least 3 characters", "got a text of 2 characters"],
    property: "outputConfig",
  },
  {
    kind: "ProjectVersion",
    more: { outputConfig: { s3Bucket: "bucket", prefix: "x" } },
    says: ['outputConfig: has no "prefix"'],
    property: "outputConfig",
  },
  { kind: "ProjectVersion", more: { minInferenceUnits: 0 }, says: ["minInferenceUnits: must be at least 1, got 0"] },
  {
    kind: "ProjectVersion",
    more: { minInferenceUnits: 1.5 },
    says: ["minInferenceUnits: must be a whole number", "1.5"],
  },
  {
    kind: "ProjectVersion",
    more: { minInferenceUnits: 3, maxInferenceUnits: 2 },
    says: ["maxInferenceUnits: must not be less than minInferenceUnits"],
    property: "maxInferenceUnits",
  },
  {
    kind: "ProjectVersion",
    more: { minInferenceUnits: undefined },
    says: ["maxInferenceUnits: needs minInferenceUnits"],
    property: "maxInferenceUnits",
  },
  { kind: "ProjectVersion", more: { minF1Score: 90 }, says: ["minF1Score: must be at most 1, got 90"] },
  { kind: "ProjectVersion", more: { minLabelF1: 90 }, says: ["minLabelF1: must be a number from 0 to 1, got 90"] },
  {
    kind: "ProjectVersion",
    more: { minLabelF1: { cat: 0.9, dog: 90 } },
    says: ["minLabelF1.dog: must be a number from 0 to 1, got 90"],
    property: "minLabelF1",
  },
  {
    kind: "ProjectVersion",
    more: { minLabelF1: { cat: UNKNOWN, dog: "high" } },
    says: ["minLabelF1.dog: must be a number from 0 to 1, got a string"],
    property: "minLabelF1",
  },
  { kind: "ProjectVersion", more: { minLabelF1: {} }, says: ["minLabelF1: must name a label"] },
  { kind: "ProjectVersion", more: { minLabelF1: "0.9" }, says: ["minLabelF1: must be a number, or numbers by label"] },
  {
    kind: "ProjectVersion",
    more: { notWorseThan: undefined, acrossTestSets: true, notWorseThanTolerance: undefined },
    says: [
      'acrossTestSets: needs notWorseThan: "serving", which it belongs to (https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/im-metrics-use.html)',
    ],
  },
  {
    kind: "ProjectVersion",
    more: { deletionPolicy: "retain" },
    says: ['deletionPolicy: must be one of "delete", "stop"'],
  },
  {
    kind: "ProjectVersion",
    more: { testingData: undefined, featureConfig: undefined },
    says: ["testingData: ", "given together", "autoCreate: true", "Only an adapter"],
  },
  {
    kind: "ProjectVersion",
    more: { trainingData: undefined },
    says: ["testingData: ", "given together"],
    property: "testingData",
  },
  { kind: "ProjectVersion", more: { testingData: {} }, says: ["testingData: needs either assets or autoCreate"] },
  {
    kind: "ProjectVersion",
    more: { testingData: { assets: [s3("b.manifest")], autoCreate: true } },
    says: ["testingData: needs either assets or autoCreate: true, not both"],
  },
  {
    kind: "ProjectVersion",
    more: { trainingData: { assets: [] } },
    says: ["trainingData.assets: must have at least 1 entries"],
    property: "trainingData",
  },
  {
    kind: "ProjectVersion",
    more: { trainingData: { assets: [{ groundTruthManifest: { s3Object: { bucket: "bucket" } } }] } },
    says: ["trainingData.assets[0].groundTruthManifest.s3Object.name: is required"],
    property: "trainingData",
  },
  { kind: "ProjectVersion", more: { versionDescription: "ünïcode" }, says: ["versionDescription: must be letters"] },
  {
    kind: "ProjectVersion",
    more: { triggers: { a: 1 } },
    says: ["triggers.a: must be a string, got 1"],
    property: "triggers",
  },
  {
    kind: "ProjectVersion",
    more: { featureConfig: { contentModeration: { confidenceThreshold: 101 } } },
    says: ["featureConfig.contentModeration.confidenceThreshold: must be at most 100, got 101"],
    property: "featureConfig",
  },
];

const valid = { Project: project, ProjectVersion: model };

describe("checked inputs", () => {
  for (const { kind, more, says, property } of refused) {
    it(`${kind}: ${says.join(" ... ")}`, () => {
      const findings = checkInputs(definitions[kind], { ...valid[kind], ...more });
      expect(findings).to.have.length(1);
      const [finding] = findings;
      for (const part of says) expect(finding?.reason).to.contain(part);
      expect(finding?.property).to.equal(property ?? says[0]?.split(":")[0]);
    });
  }

  for (const [kind, definition] of Object.entries(definitions)) {
    const inputs: Bag = valid[kind as keyof typeof valid];

    it(`${kind}: takes a full set of good ones`, () => {
      expect(checkInputs(definition, inputs)).to.deep.equal([]);
      expect(Object.keys(inputs)).to.have.members(Object.keys(definition.inputs));
    });

    it(`${kind}: takes an unknown value for every one of them, and for all at once`, () => {
      for (const key of Object.keys(definition.inputs)) {
        expect(checkInputs(definition, { ...inputs, [key]: UNKNOWN }), key).to.deep.equal([]);
      }
      const all = Object.fromEntries(Object.keys(definition.inputs).map((key) => [key, UNKNOWN]));
      expect(checkInputs(definition, all)).to.deep.equal([]);
    });

    it(`${kind}: takes unknown values anywhere inside`, () => {
      fc.assert(
        fc.property(fc.array(fc.nat({ max: 40 }), { maxLength: 6 }), (places) => {
          expect(checkInputs(definition, withUnknownLeaves(inputs, places) as Bag)).to.deep.equal([]);
        }),
      );
    });

    it(`${kind}: answers to whatever a program passes, in one line each that begins with the input's name`, () => {
      const keys = [...Object.keys(definition.inputs), "other"];
      fc.assert(
        fc.property(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 3 })), (bag) => {
          for (const { property, reason } of checkInputs(definition, bag)) {
            expect(reason.startsWith(property), reason).to.equal(true);
            expect(reason).not.to.match(/[\r\n]|undefined|\[object/);
          }
        }),
      );
    });
  }

  it("tell limits, patterns and enums, which AWS may relax, from what can never be right", () => {
    const isConstraint = (more: Bag): boolean | undefined =>
      checkInputs(projectVersionDefinition, { ...model, ...more })[0]?.isConstraint;
    expect([
      isConstraint({ minF1Score: 2 }),
      isConstraint({ kmsKeyId: "?" }),
      isConstraint({ deletionPolicy: "x" }),
    ]).to.deep.equal([true, true, true]);
    expect([
      isConstraint({ minF1Score: "2" }),
      isConstraint({ other: 1 }),
      isConstraint({ trainingData: undefined }),
    ]).to.deep.equal([false, false, false]);
  });

  it("tell of a broken rule beside a limit that another field goes beyond", () => {
    const wrong = { kmsKeyId: "?", minInferenceUnits: 3, maxInferenceUnits: 2 };
    const findings = checkInputs(projectVersionDefinition, { ...model, ...wrong });
    expect(findings.map(({ property, isConstraint }) => [property, isConstraint])).to.deep.equal([
      ["kmsKeyId", true],
      ["maxInferenceUnits", false],
    ]);
  });

  it("cut a long value short in the message", () => {
    const [finding] = checkInputs(projectDefinition, { ...project, projectName: long(300) });
    expect(finding?.reason.length).to.be.lessThan(200);
  });
});

/** The value with its n-th leaves unknown; in a list with an unknown entry the others stay. */
function withUnknownLeaves(value: unknown, places: readonly number[]): unknown {
  let leaf = 0;
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node === "object" && node !== null) {
      return Object.fromEntries(Object.entries(node).map(([key, member]) => [key, visit(member)]));
    }
    return places.includes(leaf++) ? UNKNOWN : node;
  };
  return visit(value);
}
