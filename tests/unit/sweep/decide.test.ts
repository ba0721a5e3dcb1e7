import { expect } from "chai";
import { causeOf } from "../../../sweep/find/decide.js";
import type { Activity } from "../../../provider/lifecycle/unrecorded.js";
import type { Cause } from "../../../sweep/find/thing.js";
import { type RecordedState, readExport } from "../../../sweep/stack/recorded-state.js";

const ARN = "arn:aws:rekognition:us-east-1:111122223333:project/animals/version/v1/1700000000000";
const TYPE = "pulumi-nodejs:dynamic/rekognition:ProjectVersion";
const URN = `urn:pulumi:dev::shop::${TYPE}::cats`;

const claim = (token: string, ...more: string[]): string => ["aaaaaaaaaaaa", "bbbbbbbbbbbb", token, ...more].join(".");
const row = (more: object, token = "t1"): object => ({
  urn: URN,
  type: TYPE,
  id: ARN,
  outputs: { __meta: { v: 1, claim: claim(token) }, __host: { owner: "acme/shop/dev", urn: URN } },
  ...more,
});
const stateWith = (...resources: object[]) => readExport(JSON.stringify({ version: 3, deployment: { resources } }));

interface Case {
  readonly state: RecordedState | undefined;
  readonly tag: string | undefined;
  readonly cause: Cause | undefined;
  readonly reason: string;
  readonly activity?: Activity;
}

const cases: readonly Case[] = [
  { state: stateWith(), tag: claim("t1", "making"), cause: "orphan", reason: "its create never recorded it" },
  { state: stateWith(), tag: claim("t2", "making", "t1"), cause: "orphan", reason: "taken up, and never recorded" },
  { state: undefined, tag: claim("t1", "making"), cause: "orphan", reason: "the stack is gone, and never recorded it" },
  { state: stateWith(), tag: claim("t1", "recorded"), cause: "recorded", reason: "some state holds it, or did" },
  { state: undefined, tag: claim("t1", "recorded"), cause: "recorded", reason: "the stack is gone, and recorded it" },
  { state: stateWith(), tag: claim("t1", "held"), cause: "recorded", reason: "in a phase that a later version knows" },
  { state: stateWith(), tag: undefined, cause: "recorded", reason: "its claim was stripped" },
  { state: stateWith(), tag: claim("t1"), cause: "recorded", reason: "claimed by 0.1.0, which knew no phases" },
  {
    state: stateWith(),
    tag: claim("t1"),
    cause: "orphan",
    reason: "claimed by 0.1.0, and still being made",
    activity: "making",
  },
  { state: stateWith(row({})), tag: claim("t1"), cause: undefined, reason: "recorded" },
  { state: stateWith(row({})), tag: claim("t2"), cause: undefined, reason: "recorded, and claimed again since" },
  { state: stateWith(row({})), tag: undefined, cause: undefined, reason: "recorded, its claim stripped" },
  { state: stateWith(row({})), tag: claim("t1", "kept"), cause: undefined, reason: "recorded, whatever its mark" },
  { state: stateWith(row({ external: true })), tag: claim("t1"), cause: undefined, reason: "got by the stack" },
  { state: stateWith(row({ delete: true })), tag: claim("t1"), cause: "superseded", reason: "pending deletion" },
  { state: stateWith(row({ delete: true })), tag: undefined, cause: "superseded", reason: "pending, claim stripped" },
  {
    state: stateWith(row({ delete: true })),
    tag: claim("t2", "making"),
    cause: "orphan",
    reason: "pending under another claim, of a create that never recorded it",
  },
  {
    state: stateWith(row({ delete: true })),
    tag: claim("t2", "recorded"),
    cause: "recorded",
    reason: "pending under another claim, which some state holds",
  },
  {
    state: stateWith(row({}, "t2"), row({ delete: true })),
    tag: claim("t2"),
    cause: undefined,
    reason: "adopted again, while the predecessor's record is pending deletion",
  },
  { state: stateWith(), tag: claim("t1", "kept"), cause: "kept", reason: "kept by its deletion policy" },
  {
    state: stateWith(row({ delete: true })),
    tag: claim("t1", "kept"),
    cause: "kept",
    reason: "kept, the end of which did not get recorded",
  },
  {
    state: stateWith(
      row({ id: `${ARN.split("/version")[0] ?? ""}/dataset/train`, type: TYPE.replace("ProjectVersion", "Dataset") }),
    ),
    tag: claim("t1"),
    cause: undefined,
    reason: "made again under the claim of its record",
  },
  {
    state: stateWith(row({ id: "other", outputs: { arn: ARN } })),
    tag: claim("t9"),
    cause: undefined,
    reason: "its ARN is an output",
  },
  {
    state: stateWith({ urn: "urn:x", type: "aws:rekognition/project:Project", id: ARN }),
    tag: claim("t1"),
    cause: undefined,
    reason: "another provider's resource",
  },
];

describe("why a thing is left over", () => {
  for (const { state, tag, cause, reason, activity = "idle" } of cases) {
    it(`${reason}: ${cause ?? "it is not"}`, () => {
      expect(causeOf({ arn: ARN, claim: tag, activity }, state)).to.equal(cause);
    });
  }
});

describe("an exported state", () => {
  it("tells owners, regions, accounts and what is pending", () => {
    const policy = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/rekognition:ProjectPolicy::others";
    const text = JSON.stringify({
      deployment: {
        manifest: { time: "2026-11-21T10:00:00Z" },
        resources: [
          { urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", type: "pulumi:pulumi:Stack" },
          row({}),
          { urn: policy, type: "pulumi-nodejs:dynamic/rekognition:ProjectPolicy", id: "x/policy/y", delete: true },
        ],
        pending_operations: [{ type: "creating", resource: { urn: `${URN}-2` } }],
      },
    });
    const { owners, regions, accounts, pendingOperations, supersededUntagged, writtenAt } = readExport(text);
    expect(owners).to.deep.equal(["acme/shop/dev"]);
    expect(regions).to.deep.equal(["us-east-1"]);
    expect(accounts).to.deep.equal(["111122223333"]);
    expect(pendingOperations).to.deep.equal(["creating ProjectVersion cats-2"]);
    expect(supersededUntagged).to.deep.equal([policy]);
    expect(writtenAt).to.equal("2026-11-21T10:00:00Z");
  });

  it("names every region that it speaks of, whether something is recorded there yet or not", () => {
    const provider = (region: string) => ({
      urn: `urn:pulumi:dev::shop::pulumi:providers:pulumi-nodejs::${region}`,
      type: "pulumi:providers:pulumi-nodejs",
      inputs: { "rekognition:region": region },
    });
    const begun = { urn: `${URN}-2`, inputs: { region: "eu-west-1" } };
    const resources = [provider("us-west-2"), row({}), row({ inputs: { region: "eu-central-1" }, id: "" })];
    const text = JSON.stringify({
      deployment: { resources, pending_operations: [{ type: "creating", resource: begun }] },
    });
    expect(readExport(text).regions).to.have.members(["us-east-1", "us-west-2", "eu-central-1", "eu-west-1"]);
  });

  it("may be empty", () => {
    for (const text of ['{"version":3,"deployment":{}}', '{"version":3,"deployment":null}']) {
      expect(readExport(text).held.size).to.equal(0);
    }
  });

  it("is not anything else", () => {
    for (const text of ["", "[]", '"x"', '{"deployment":{"resources":{}}}']) expect(() => readExport(text)).to.throw();
  });
});
