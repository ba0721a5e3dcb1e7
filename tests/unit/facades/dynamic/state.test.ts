import { expect } from "chai";
import { askedIn, initFailed } from "../../../../provider/facades/dynamic/hidden-input.js";
import { fromState, hiddenInputOf, toInputs, toState, visible } from "../../../../provider/facades/state.js";
import { RekognitionError } from "../../../../provider/base/errors.js";
import type { Kept } from "../../../../provider/lifecycle/handler.js";
import { projectVersionDefinition as definition } from "../../../../provider/resources/project-version/definition.js";
import { Unfinished } from "../../../../provider/session/record.js";
import { overTheWire } from "../../../provider/harness/property-bag.js";
import { model } from "../../schema/inputs.js";

const PROVIDER = 'exports.handler = () => require("pulumi-rekognition/provider").projectVersion;';
const hidden = { owner: "acme/shop/dev", urn: "urn:x", timeouts: { create: "30h" } };
const kept: Kept = {
  id: "arn:x",
  outputs: { status: "RUNNING", f1Score: 0.9, trainingEndTimestamp: undefined },
  meta: { v: 2, claim: "a.b.c.recorded", claimedAt: 1, createdAt: 2, predecessors: ["d"] },
};

describe("the record of a resource", () => {
  it("comes back from state as it went in", () => {
    const recorded = fromState(definition, overTheWire(toState(definition, model, kept, hidden)));
    expect(recorded).to.deep.equal({
      inputs: model,
      outputs: { status: "RUNNING", f1Score: 0.9 },
      meta: kept.meta,
    });
  });

  it("holds what is true where that is not what was asked", () => {
    const actual = { minInferenceUnits: 2, maxInferenceUnits: undefined };
    const asked = { ...model, minInferenceUnits: 3, maxInferenceUnits: 4 };
    const state = toState(definition, asked, { ...kept, actual }, hidden);
    expect(state).to.include({ minInferenceUnits: 2 }).and.not.to.have.property("maxInferenceUnits");
  });

  it("holds nothing that is no input: keys of the host and of other versions are left out", () => {
    const state = toState(definition, { ...model, __provider: PROVIDER, other: 1 }, kept, hidden);
    expect(state).not.to.have.property("__provider");
    expect(state).not.to.have.property("other");
    expect(toInputs(definition, { ...model, __meta: {} }, hidden)).to.deep.equal({ ...model, __host: hidden });
  });

  it("is none for what was only ever read", () => {
    expect(fromState(definition, { status: "RUNNING" })).to.equal(undefined);
  });

  it("of 0.1.0 is read, and written again as that of today", () => {
    const meta = { v: 1, claim: "a.b.c", claimedAt: 1, createdAt: 2 };
    const recorded = fromState(definition, toState(definition, model, { ...kept, meta }, hidden));
    expect(recorded?.meta).to.deep.equal({ ...meta, v: 2 });
  });

  it("is refused by 0.1.0, which reads version 1", () => {
    expect(kept.meta.v).to.be.above(1);
  });

  it("of a newer version is refused, with the way out", () => {
    const state = toState(definition, model, { ...kept, meta: { ...kept.meta, v: 3 } }, hidden);
    expect(() => fromState(definition, state))
      .to.throw(RekognitionError, "[NewerState]")
      .with.property("message")
      .that.contains("version 3")
      .and.contains("newer");
  });

  describe("that could not be finished", () => {
    const fail = (error: unknown): Error & { id: string; properties: object; reasons: string[] } =>
      initFailed(definition, model, hidden, PROVIDER, new Unfinished(kept, error)) as never;

    it("tells id, reasons, and properties with the code to destroy it by", () => {
      const failure = fail(new RekognitionError("StartFailed", "It did not start"));
      expect(failure.id).to.equal("arn:x");
      expect(failure.reasons).to.deep.equal([failure.message]);
      expect(failure.message).to.contain("[StartFailed]");
      expect(failure.properties).to.include({ __provider: PROVIDER, status: "RUNNING" });
      expect(failure.properties).to.have.nested.property("__meta.unfinished", true);
      expect(overTheWire(failure.properties as never)).to.deep.equal(failure.properties);
    });

    it("asks to report what is a fault of ours", () => {
      expect(fail(new TypeError("x is not a function")).message)
        .to.contain("x is not a function")
        .and.to.contain("report");
    });
  });
});

describe("the hidden input", () => {
  it("is empty where there is none", () => {
    expect(hiddenInputOf({})).to.deep.equal({ owner: "", urn: "" });
    expect(hiddenInputOf({ __host: "x" })).to.deep.equal({ owner: "", urn: "" });
  });

  it("is not visible, like every other key of the host", () => {
    expect(visible({ a: 1, __host: hidden, __provider: "x", __meta: {}, _b: 2 })).to.deep.equal({ a: 1, _b: 2 });
  });

  const limits: { timeouts: object | undefined; is: number; reason: string }[] = [
    { timeouts: { create: "30h" }, is: 30 * 3_600_000, reason: "the program's" },
    { timeouts: { update: "30h" }, is: 5, reason: "the kind's, where only another operation has one" },
    { timeouts: undefined, is: 5, reason: "the kind's, where the program says nothing" },
    { timeouts: { create: "soon" }, is: 5, reason: "the kind's, where the program's is no duration" },
  ];
  for (const { timeouts, is, reason } of limits) {
    it(`gives the time limit: ${reason}`, () => {
      const input = { owner: "o", urn: "u", ...(timeouts === undefined ? {} : { timeouts }) };
      expect(askedIn({ __host: input }, "create").timeoutMs ?? 5).to.equal(is);
    });
  }
});
