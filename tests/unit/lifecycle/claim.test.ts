import { expect } from "chai";
import fc from "fast-check";
import {
  CLAIM_TAG,
  OWNER_TAG,
  claimTags,
  claimText,
  freshClaim,
  ownerTagValue,
  parseClaim,
  userTags,
} from "../../../provider/lifecycle/claim.js";
import { fingerprint } from "../../../provider/lifecycle/identity.js";

const identity = { owner: "acme/shop/dev", urn: "urn:pulumi:dev::shop::t::x" };

describe("a claim", () => {
  const hex = fc.string({ unit: fc.constantFrom("0", "1", "9", "a", "c", "f"), minLength: 1, maxLength: 16 });
  const parts = { resource: hex, inputs: hex, token: hex };

  it("survives its way through a tag, in every phase, with or without the claim before it", () => {
    const phase = fc.constantFrom("making", "recorded", "kept");
    const claims = fc.record(
      { ...parts, phase, from: hex },
      { requiredKeys: ["resource", "inputs", "token", "phase"] },
    );
    fc.assert(
      fc.property(claims, (claim) => {
        expect(parseClaim(claimText(claim))).to.deep.equal(claim);
      }),
    );
  });

  it("of 0.1.0 has no phase, and says so", () => {
    fc.assert(
      fc.property(fc.record(parts), ({ resource, inputs, token }) => {
        const claim = parseClaim(`${resource}.${inputs}.${token}`);
        expect(claim).to.deep.equal({ resource, inputs, token, phase: undefined });
        expect(claim && claimText(claim)).to.equal(`${resource}.${inputs}.${token}`);
      }),
    );
  });

  it("of 0.1.0 that was kept is kept", () => {
    expect(parseClaim("a.b.c.kept")).to.deep.equal({ resource: "a", inputs: "b", token: "c", phase: "kept" });
  });

  it("says kept where 0.1.0 looks for it, in the fourth part", () => {
    const claim = { resource: "a", inputs: "b", token: "c", phase: "kept", from: "d" } as const;
    expect(claimText(claim).split(".")[3]).to.equal("kept");
  });

  it("in a phase that a later version added counts as recorded: nothing is taken up or discarded on its account", () => {
    expect(parseClaim("a.b.c.lent.d")?.phase).to.equal("recorded");
  });

  it("is another one each time, for the same resource and inputs", () => {
    const [a, b] = [freshClaim(identity, "f", "making"), freshClaim(identity, "f", "making")];
    expect([a.resource, a.inputs]).to.deep.equal([b.resource, b.inputs]);
    expect(a.token).not.to.equal(b.token);
  });

  it("fits into AWS's tags, whatever owner and inputs are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.jsonValue(), (owner, inputs) => {
        const tags = claimTags({ ...identity, owner }, freshClaim(identity, fingerprint(inputs), "making"));
        for (const value of Object.values(tags)) expect(value).to.match(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u);
        for (const key of Object.keys(tags)) expect(key.length).to.be.at.most(128);
      }),
      { numRuns: 40 },
    );
  });

  for (const text of [undefined, "", "nonsense", "a.b", "a..b", "a.b."]) {
    it(`is not seen in ${String(text)}`, () => {
      expect(parseClaim(text)).to.equal(undefined);
    });
  }
});

describe("an owner", () => {
  it("is written as it is where AWS takes it", () => {
    expect(ownerTagValue("acme-inc/my.shop/dev_1")).to.equal("acme-inc/my.shop/dev_1");
  });

  it("is written the same way each time where AWS does not", () => {
    expect(ownerTagValue("acme/shop/#1!")).to.equal("acme/shop/-1-");
    expect(ownerTagValue("o".repeat(300))).to.have.length(256);
  });
});

describe("a user's tags", () => {
  it("are all but ours and AWS's own", () => {
    const tags = { team: "vision", [OWNER_TAG]: "o", [CLAIM_TAG]: "c", "aws:cloudformation:stack-id": "s" };
    expect(userTags(tags, { prefixes: [], keys: [] })).to.deep.equal({ team: "vision" });
  });

  it("are without those that others set, where the configuration says so", () => {
    expect(
      userTags({ team: "vision", "cost:center": "12", costs: "1" }, { prefixes: ["cost:"], keys: [] }),
    ).to.deep.equal({
      team: "vision",
      costs: "1",
    });
  });

  it("are with those of them that the program names; ours stay out", () => {
    const tags = { "cost:center": "12", "cost:unit": "1", constructor: "x", [OWNER_TAG]: "o" };
    const ignored = { prefixes: ["cost:", "pulumi-"], keys: ["constructor"] };
    expect(userTags(tags, ignored, { "cost:center": "7", [OWNER_TAG]: "o" })).to.deep.equal({ "cost:center": "12" });
  });
});
