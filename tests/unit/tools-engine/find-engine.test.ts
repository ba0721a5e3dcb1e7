import { expect } from "chai";
import { EngineNotFoundError, firstEngine } from "../../../tools/engine/find-engine.js";
import type { EngineSource, Source } from "../../../tools/engine/find-engine.js";
import type { Installation } from "../../../tools/engine/installation.js";

const there: Installation = { folder: "/somewhere/bin", version: "3.250.0" };

describe("the order of engine sources", () => {
  const names: readonly EngineSource[] = ["path", "cache", "downloaded", "download", "build"];

  function sources(having: readonly EngineSource[], looked: EngineSource[]): readonly Source[] {
    return names.map((name) => ({
      name,
      look: () => {
        looked.push(name);
        return Promise.resolve(having.includes(name) ? there : `nothing by ${name}`);
      },
    }));
  }

  for (const [index, name] of names.entries()) {
    it(`stops at ${name} when that has an engine`, async () => {
      const looked: EngineSource[] = [];
      const engine = await firstEngine(sources(names.slice(index), looked));
      expect(engine).to.deep.equal({ ...there, source: name });
      expect(looked).to.deep.equal(names.slice(0, index + 1));
    });
  }

  it("says in one sentence what to install, and why nothing worked", async () => {
    const failure: unknown = await firstEngine(sources([], [])).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(EngineNotFoundError);
    const { message } = failure as EngineNotFoundError;
    expect(message).to.match(/^Pulumi's CLI could not be .* install version 3\.216\.0 or newer .* install Go 1\.\d+/);
    expect(message).to.contain(names.map((name) => `nothing by ${name}`).join("; "));
    expect(message.split("\n")).to.have.lengthOf(1);
  });
});
