import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { Project } from "../../../sdk/index.js";

describe("the stack traces of a resource", () => {
  const limit = Error.stackTraceLimit;
  const ownFrame = /short-traces\.test/;

  before(async () => {
    await pulumi.runtime.setMocks({
      newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }),
      call: () => ({}),
    });
  });

  /** What making a resource throws, in a function of a program. */
  function thrownBy(make: () => unknown): string {
    try {
      make();
    } catch (error) {
      return (error as Error).stack ?? "";
    }
    throw new Error("nothing was thrown");
  }

  it("are as long as before once it is made", () => {
    expect(new Project("shapes")).to.be.instanceOf(pulumi.CustomResource);
    expect(Error.stackTraceLimit).to.equal(limit);
  });

  it("name the program's line where it cannot be made, and are as long as before", () => {
    const stack = thrownBy(() => new Project(""));
    expect(stack).to.match(/^Error: Missing resource name/);
    expect(stack).to.match(ownFrame);
    expect(Error.stackTraceLimit).to.equal(limit);
  });

  it("name the place in a transform of the program that throws", () => {
    const faultyTransform = (): undefined => {
      throw new Error("no");
    };
    const stack = thrownBy(() => new Project("shapes", {}, { transformations: [faultyTransform] }));
    expect(stack).to.contain("faultyTransform").and.to.contain("new Project");
    expect(stack.split("\n").filter((line) => ownFrame.test(line)).length).to.be.greaterThan(1);
  });
});
