import { expect } from "chai";
import fc from "fast-check";
import {
  derivedName,
  fingerprint,
  identityOf,
  logicalName,
  ownerWithoutOrganization,
  placeIn,
  resourceHash,
  typeIn,
} from "../../../provider/lifecycle/identity.js";

const urnOf = (name: string): string => `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/rekognition:Project::${name}`;
const identity = (name: string, owner = "acme/shop/dev"): { owner: string; urn: string } => ({
  owner,
  urn: urnOf(name),
});

/** What a program may pass, deep enough to have keys to reorder. */
const inputs = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }));

describe("what a URN tells", () => {
  it("is the resource's own type, without its parents'", () => {
    expect(typeIn("urn:pulumi:dev::shop::my:index:Group$rekognition:index:Project::x")).to.equal(
      "rekognition:index:Project",
    );
    expect([typeIn("urn:pulumi:dev::shop::a:b:c::x"), typeIn("odd")]).to.deep.equal(["a:b:c", ""]);
  });

  it("is project and stack", () => {
    expect(placeIn("urn:pulumi:dev::shop::t::x")).to.deep.equal({ project: "shop", stack: "dev" });
    expect(placeIn("odd")).to.deep.equal({ project: "", stack: "" });
  });
});

describe("an owner whose organization nobody tells", () => {
  it("is project and stack, in the place that they have in any owner", () => {
    expect(ownerWithoutOrganization("shop", "dev")).to.equal("-/shop/dev");
  });
});

describe("derived names", () => {
  it("begin with the logical name and end with a hash", () => {
    expect(derivedName(identity("animals"), { a: 1 }, 255)).to.match(/^animals-[0-9a-f]{8}$/);
    expect(derivedName(identity("my  own animals"), { a: 1 }, 255)).to.match(/^my-own-animals-[0-9a-f]{8}$/);
  });

  it("are what AWS takes for a name, whatever the resource is called", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: "binary" }),
        inputs,
        fc.constantFrom(128, 255),
        (name, values, max) => {
          const derived = derivedName(identity(name), values, max);
          expect(derived).to.match(/^[a-zA-Z0-9_.-]+$/);
          expect(derived.length).to.be.within(9, max);
        },
      ),
    );
  });

  it("keep the hash whole where the logical name is too long", () => {
    const long = "x".repeat(400);
    const [a, b] = [derivedName(identity(`${long}a`), {}, 128), derivedName(identity(`${long}b`), {}, 128)];
    expect([a.length, b.length]).to.deep.equal([128, 128]);
    expect(a).not.to.equal(b);
  });

  it("are the same for equal inputs, in whatever order the keys stand", () => {
    fc.assert(
      fc.property(inputs, (values) => {
        const reversed = Object.fromEntries(Object.entries(values).reverse());
        return derivedName(identity("x"), values, 255) === derivedName(identity("x"), reversed, 255);
      }),
    );
  });

  const differ = [
    { what: "another owner", other: derivedName(identity("x", "acme/shop/prod"), { a: 1 }, 255) },
    { what: "another resource", other: derivedName(identity("y"), { a: 1 }, 255).replace(/^y/, "x") },
    { what: "other inputs", other: derivedName(identity("x"), { a: 2 }, 255) },
    { what: "an input more", other: derivedName(identity("x"), { a: 1, b: 1 }, 255) },
  ];
  for (const { what, other } of differ) {
    it(`differ for ${what}`, () => {
      expect(other).not.to.equal(derivedName(identity("x"), { a: 1 }, 255));
    });
  }

  it("do not change between versions of this package: interrupted work is found by them", () => {
    const values = { region: "us-east-1", triggers: { data: "1" } };
    expect(derivedName(identity("animals"), values, 255)).to.equal("animals-bc4d7f68");
  });
});

describe("fingerprints", () => {
  it("take an input that is undefined for one that is not there", () => {
    expect(fingerprint({ a: 1, b: undefined })).to.equal(fingerprint({ a: 1 }));
  });

  it("tell lists from objects, and text from numbers", () => {
    const values = [{ a: 1 }, { a: "1" }, { a: [1] }, { a: { 0: 1 } }, { a: null }, { a: "null" }, {}];
    expect(new Set(values.map(fingerprint)).size).to.equal(values.length);
  });

  it("of unequal values differ", () => {
    fc.assert(fc.property(inputs, inputs, (a, b) => (fingerprint(a) === fingerprint(b)) === (sorted(a) === sorted(b))));
  });

  it("of a resource follow its URN only", () => {
    expect(resourceHash(identity("x"))).to.match(/^[0-9a-f]{12}$/);
    expect(resourceHash(identity("x"))).to.equal(resourceHash(identity("x", "someone/else/here")));
    expect(resourceHash(identity("x"))).not.to.equal(resourceHash(identity("y")));
  });
});

describe("an identity", () => {
  const dynamic = (kind: string): string => `pulumi-nodejs:dynamic/rekognition:${kind}`;
  const inComponent = (type: string): string => `urn:pulumi:dev::shop::example:index:Vision$${type}::a::b`;
  const moves = [
    { from: urnOf("x"), to: urnOf("x"), what: "the dynamic form" },
    {
      from: inComponent("rekognition:index:ProjectVersion"),
      to: inComponent(dynamic("ProjectVersion")),
      what: "a child",
    },
    {
      from: "urn:pulumi:dev::shop::rekognition:index:Project$rekognition:index:Dataset::x",
      to: `urn:pulumi:dev::shop::${dynamic("Project")}$${dynamic("Dataset")}::x`,
      what: "parent and child",
    },
    {
      from: "urn:pulumi:dev::shop::rekognition:index:Project::rekognition:index:Project",
      to: `urn:pulumi:dev::shop::${dynamic("Project")}::rekognition:index:Project`,
      what: "the type, not a name like one",
    },
    {
      from: inComponent("aws:rekognition:Project"),
      to: inComponent("aws:rekognition:Project"),
      what: "no other package",
    },
    { from: "", to: "", what: "none" },
  ];
  for (const { from, to, what } of moves) {
    it(`is the same behind either façade: ${what}`, () => {
      expect(identityOf({ owner: "o", urn: from })).to.deep.equal({ owner: "o", urn: to });
      expect(identityOf(identityOf({ owner: "o", urn: from }))).to.deep.equal(identityOf({ owner: "o", urn: from }));
    });
  }
});

describe("a logical name", () => {
  const names = ["animals", "a::b", "name with spaces", "ünïcode"];
  for (const name of names) {
    it(`is read out of the URN: ${name}`, () => {
      expect(logicalName(urnOf(name))).to.equal(name);
    });
  }
});

/** A text that is the same for equal values only. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
