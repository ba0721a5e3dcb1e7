import { inspect } from "node:util";
import { expect } from "chai";
import fc from "fast-check";
import type { Bag, OnChange } from "../../../provider/schema/definition.js";
import { diffInputs, replacingInputs } from "../../../provider/schema/diff-inputs.js";
import { UNKNOWN } from "../../../provider/schema/unknown.js";
import { projectVersionDefinition } from "../../../provider/resources/project-version/definition.js";
import { projectDefinition } from "../../../provider/resources/project/definition.js";
import { model, project, s3 } from "./inputs.js";

const NOTHING = { replace: [], update: [], local: [], ignore: [], create: [] };

const kinds = {
  Project: { definition: projectDefinition, inputs: project },
  ProjectVersion: { definition: projectVersionDefinition, inputs: model },
};

interface Case {
  readonly kind: keyof typeof kinds;
  readonly field: string;
  readonly to: unknown;
  readonly asks: OnChange;
  readonly reason: string;
}

const changes: Case[] = [
  { kind: "Project", field: "projectName", to: "plants", asks: "replace", reason: "AWS cannot rename" },
  { kind: "Project", field: "feature", to: undefined, asks: "replace", reason: "fixed at creation" },
  { kind: "Project", field: "autoUpdate", to: "DISABLED", asks: "replace", reason: "no call changes it" },
  { kind: "Project", field: "region", to: "eu-west-1", asks: "replace", reason: "another place is another project" },
  { kind: "Project", field: "tags", to: {}, asks: "update", reason: "TagResource" },
  { kind: "Project", field: "forceDestroy", to: false, asks: "local", reason: "delete reads the record" },
  { kind: "Project", field: "adopt", to: false, asks: "create", reason: "only create looks at it" },
  {
    kind: "ProjectVersion",
    field: "projectArn",
    to: "arn:other",
    asks: "replace",
    reason: "part of the model's own ARN",
  },
  { kind: "ProjectVersion", field: "versionName", to: "second", asks: "replace", reason: "AWS cannot rename" },
  {
    kind: "ProjectVersion",
    field: "trainingData",
    to: { assets: [s3("d")] },
    asks: "replace",
    reason: "other data, other model",
  },
  {
    kind: "ProjectVersion",
    field: "testingData",
    to: { autoCreate: true },
    asks: "replace",
    reason: "other data, other score",
  },
  { kind: "ProjectVersion", field: "kmsKeyId", to: "alias/other", asks: "replace", reason: "fixed at creation" },
  { kind: "ProjectVersion", field: "featureConfig", to: undefined, asks: "replace", reason: "fixed at creation" },
  { kind: "ProjectVersion", field: "triggers", to: { data: "2" }, asks: "replace", reason: "that is what it is for" },
  {
    kind: "ProjectVersion",
    field: "region",
    to: "eu-west-1",
    asks: "replace",
    reason: "another place is another model",
  },
  { kind: "ProjectVersion", field: "minInferenceUnits", to: 2, asks: "update", reason: "stop and start" },
  { kind: "ProjectVersion", field: "maxInferenceUnits", to: undefined, asks: "update", reason: "stop and start" },
  { kind: "ProjectVersion", field: "tags", to: { team: "x" }, asks: "update", reason: "TagResource" },
  { kind: "ProjectVersion", field: "minF1Score", to: 0.9, asks: "local", reason: "judged before a start only" },
  {
    kind: "ProjectVersion",
    field: "minLabelF1",
    to: { cat: 0.8 },
    asks: "local",
    reason: "judged before a start only",
  },
  { kind: "ProjectVersion", field: "notWorseThan", to: undefined, asks: "local", reason: "judged before a start only" },
  { kind: "ProjectVersion", field: "notWorseThanTolerance", to: 0.02, asks: "local", reason: "how to judge" },
  { kind: "ProjectVersion", field: "acrossTestSets", to: true, asks: "local", reason: "how to judge" },
  { kind: "ProjectVersion", field: "waitForTraining", to: true, asks: "local", reason: "how to wait, not for what" },
  { kind: "ProjectVersion", field: "replacement", to: "startFirst", asks: "local", reason: "only a start looks at it" },
  { kind: "ProjectVersion", field: "deletionPolicy", to: "delete", asks: "local", reason: "delete reads the record" },
  { kind: "ProjectVersion", field: "adopt", to: true, asks: "create", reason: "only create looks at it" },
  {
    kind: "ProjectVersion",
    field: "outputConfig",
    to: { s3Bucket: "b" },
    asks: "ignore",
    reason: "used by a training only",
  },
  { kind: "ProjectVersion", field: "versionDescription", to: "x", asks: "ignore", reason: "no call changes it" },
];

describe("what a changed input asks for", () => {
  for (const { kind, field, to, asks, reason } of changes) {
    it(`${kind}.${field}: ${asks}, ${reason}`, () => {
      const { definition, inputs } = kinds[kind];
      expect(diffInputs(definition, inputs, { ...inputs, [field]: to })).to.deep.equal({ ...NOTHING, [asks]: [field] });
    });
  }

  for (const [kind, { definition, inputs }] of Object.entries(kinds)) {
    it(`${kind}: every input is in the table above`, () => {
      const listed = changes.filter((change) => change.kind === kind).map(({ field }) => field);
      expect(listed).to.have.members(Object.keys(definition.inputs));
    });

    it(`${kind}: nothing, where nothing changed, in whatever order the keys stand`, () => {
      const reversed = Object.fromEntries(Object.entries(inputs).reverse());
      expect(diffInputs(definition, inputs, reversed)).to.deep.equal(NOTHING);
    });

    it(`${kind}: an unknown value counts as changed, at any depth`, () => {
      for (const key of Object.keys(definition.inputs)) {
        const all = Object.values(diffInputs(definition, inputs, { ...inputs, [key]: UNKNOWN })).flat();
        expect(all).to.deep.equal([key]);
      }
    });

    it(`${kind}: a field is in one class only, and both ways in the same`, () => {
      const bags = fc
        .subarray(Object.keys(definition.inputs))
        .map((kept): Bag => Object.fromEntries(Object.entries(inputs).filter(([key]) => kept.includes(key))));
      fc.assert(
        fc.property(bags, bags, (a, b) => {
          const forth = diffInputs(definition, a, b);
          const fields = Object.values(forth).flat();
          expect(new Set(fields).size).to.equal(fields.length);
          expect(diffInputs(definition, b, a)).to.deep.equal(forth);
        }),
      );
    });
  }

  const equal: { from: unknown; to: unknown }[] = [
    { from: undefined, to: {} },
    { from: null, to: undefined },
    { from: {}, to: null },
  ];
  for (const { from, to } of equal) {
    it(`tags from ${inspect(from)} to ${inspect(to)}: nothing, the service sees no difference`, () => {
      expect(diffInputs(projectDefinition, { ...project, tags: from }, { ...project, tags: to })).to.deep.equal(
        NOTHING,
      );
    });
  }

  it("an unknown value inside a list is a replacement at preview", () => {
    const news = { ...model, trainingData: { assets: [s3(UNKNOWN)] } };
    expect(diffInputs(projectVersionDefinition, model, news).replace).to.deep.equal(["trainingData"]);
  });
});

describe("the replacing inputs", () => {
  it("are those that a name and a claim are hashed over: no run state, no tags, no policy", () => {
    expect(Object.keys(replacingInputs(projectVersionDefinition, model))).to.have.members([
      "projectArn",
      "versionName",
      "trainingData",
      "testingData",
      "kmsKeyId",
      "featureConfig",
      "triggers",
      "region",
    ]);
  });
});
