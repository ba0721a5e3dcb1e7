import { expect } from "chai";
import fc from "fast-check";
import { checkInputs } from "../../../../provider/schema/check-inputs.js";
import { diffInputs } from "../../../../provider/schema/diff-inputs.js";
import { UNKNOWN } from "../../../../provider/schema/unknown.js";
import {
  asObject,
  projectPolicyDefinition,
  saysTheSame,
} from "../../../../provider/resources/project-policy/definition.js";
import { allow } from "../../../provider/project-policy/policies.js";

const projectArn = "arn:aws:rekognition:us-east-1:111122223333:project/animals/1655158560634";
const statement = (allow(projectArn).Statement as object[])[0] ?? {};
const reasonsFor = (policyDocument: unknown): string =>
  checkInputs(projectPolicyDefinition, { projectArn, policyDocument })
    .map(({ reason }) => reason)
    .join("\n");

describe("a policy document", () => {
  for (const { what, document } of [
    { what: "an object", document: allow(projectArn) },
    { what: "JSON", document: JSON.stringify(allow(projectArn)) },
    { what: "one statement that is no list", document: { Statement: statement } },
    {
      what: "a list with the one action",
      document: { Statement: [{ ...statement, Action: ["rekognition:CopyProjectVersion"] }] },
    },
    { what: "2000 characters", document: padded(2_000) },
    { what: "an unknown principal", document: allow(projectArn, UNKNOWN) },
    { what: "an unknown text", document: UNKNOWN },
  ]) {
    it(`may be ${what}`, () => {
      expect(reasonsFor(document)).to.equal("");
    });
  }

  for (const { what, document, reason } of [
    { what: "a number", document: 7, reason: "must be a JSON text or an object" },
    { what: "no JSON", document: "{", reason: "must be the JSON of an object" },
    { what: "JSON of a list", document: "[]", reason: "must be the JSON of an object" },
    { what: "2001 characters", document: padded(2_001), reason: "at most 2000 characters as JSON, has 2001" },
    { what: "no statement", document: { Version: "2012-10-17" }, reason: "has no Statement" },
    {
      what: "no principal",
      document: { Statement: [{ ...statement, Principal: undefined }] },
      reason: "Statement[0] needs Principal",
    },
    {
      what: "NotPrincipal",
      document: { Statement: [{ ...statement, NotPrincipal: "*" }] },
      reason: "Statement[0] has NotPrincipal",
    },
    {
      what: "another action",
      document: { Statement: [{ ...statement, Action: "rekognition:*" }] },
      reason: "the only action",
    },
    {
      what: "another effect",
      document: { Statement: [{ ...statement, Effect: "allow" }] },
      reason: "Effect is Allow or Deny",
    },
    { what: "Cyrillic letters", document: { ...allow(projectArn), Id: "политика" }, reason: "beyond U+00FF" },
  ]) {
    it(`may not have ${what}`, () => {
      expect(reasonsFor(document)).to.contain(reason);
    });
  }

  it("is recorded as an object, unless it is unknown or none", () => {
    expect(asObject({ policyDocument: JSON.stringify(allow(projectArn)) })).to.deep.equal(allow(projectArn));
    expect(asObject({ policyDocument: UNKNOWN })).to.equal(UNKNOWN);
    expect(asObject({ policyDocument: "{" })).to.equal("{");
  });

  it("says the same whatever the order of its keys and its white space", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.constantFrom(0, 2, 7), (value, space) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(saysTheSame(value, JSON.stringify(turned, null, space))).to.equal(true);
      }),
      { numRuns: 50 },
    );
  });

  it("says something else where a value differs", () => {
    expect(saysTheSame(allow(projectArn), allow(projectArn, "arn:aws:iam::444455556666:role/x"))).to.equal(false);
  });
});

describe("the definition of a project policy", () => {
  const changes = [
    {
      field: "projectArn",
      value: projectArn.replace("animals", "others"),
      asks: "replace",
      reason: "a policy is its project's",
    },
    { field: "policyName", value: "other", asks: "replace", reason: "the name is its identity" },
    { field: "region", value: "eu-west-1", asks: "replace", reason: "a project lives in one region" },
    { field: "policyDocument", value: { Statement: [] }, asks: "update", reason: "a put takes another document" },
  ] as const;
  for (const { field, value, asks, reason } of changes) {
    it(`asks to ${asks} for another ${field}: ${reason}`, () => {
      const olds = { projectArn, policyName: "copies", policyDocument: allow(projectArn), region: "us-east-1" };
      const changed = diffInputs(projectPolicyDefinition, olds, { ...olds, [field]: value });
      expect(changed).to.deep.equal({ replace: [], update: [], local: [], ignore: [], create: [], [asks]: [field] });
    });
  }
});

function padded(length: number): object {
  const document = { ...allow(projectArn), Id: "" };
  return { ...document, Id: "x".repeat(length - JSON.stringify(document).length) };
}
