import { expect } from "chai";
import { type Caller, policyFor } from "../../../tools/generate/permissions/policy.js";
import { observedCalls } from "../../../tools/generate/actions/observed.js";
import { callersIn } from "../../../tools/generate/permissions/callers.js";
import { whenNeeded } from "../../../tools/generate/permissions/other-services.js";

describe("the policies", () => {
  const callers = callersIn(observedCalls());

  function caller(name: string): Caller {
    const found = callers.resources.find((one) => one.name === name);
    if (found === undefined) throw new Error(`there is no ${name}`);
    return found;
  }

  it("allow a collection what its handler calls, on collections where AWS knows the resource", () => {
    expect(
      policyFor([caller("Collection")]).Statement.map(({ Sid, Action, Resource }) => [Sid, Action, Resource]),
    ).to.deep.equal([
      ["Anywhere", ["rekognition:CreateCollection", "rekognition:ListCollections"], "*"],
      [
        "Collections",
        ["rekognition:DeleteCollection", "rekognition:DescribeCollection"],
        "arn:aws:rekognition:REGION:ACCOUNT:collection/*",
      ],
      [
        "Tags",
        ["rekognition:ListTagsForResource", "rekognition:TagResource", "rekognition:UntagResource"],
        "arn:aws:rekognition:REGION:ACCOUNT:collection/*",
      ],
      ["TagsOfMany", ["tag:GetResources"], "*"],
      ["Account", ["sts:GetCallerIdentity"], "*"],
    ]);
  });

  it("allow a project what it calls through the models it removes, too", () => {
    const { operations } = caller("Project");
    expect([...operations]).to.include.members(["StopProjectVersion", "DeleteProjectVersion"]);
    expect([...operations]).not.to.include.members(["StartProjectVersion"]);
  });

  it("let a role be passed to Rekognition only", () => {
    const statement = policyFor([caller("StreamProcessor")]).Statement.find(({ Sid }) => Sid === "PassRole");
    expect(statement?.Condition).to.deep.equal({
      StringEquals: { "iam:PassedToService": "rekognition.amazonaws.com" },
    });
  });

  it("are one statement of each name where several resources share one policy", () => {
    const names = policyFor(callers.resources).Statement.map(({ Sid }) => Sid);
    expect(new Set(names).size).to.equal(names.length);
  });

  it("have no note on a call that is not made", () => {
    for (const [name, notes] of Object.entries(whenNeeded)) {
      expect([...caller(name).operations], name).to.include.members(Object.keys(notes ?? {}));
    }
  });
});
