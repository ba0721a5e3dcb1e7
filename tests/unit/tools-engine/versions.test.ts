import { expect } from "chai";
import { codegenModule, pinnedEngineVersion } from "../../../tools/engine/modules.js";
import {
  isNewEnough,
  parseEngineVersion,
  requiredGoVersion,
  requiredModuleVersion,
} from "../../../tools/engine/versions.js";

describe("engine versions", () => {
  const printed = [
    { text: "v3.250.0\n", version: "3.250.0", reason: "a release, as the CLI prints it" },
    { text: "3.216.1", version: "3.216.1", reason: "without the v" },
    { text: "v3.216.0-alpha.5+dirty\n", version: "3.216.0", reason: "a development build has its release's features" },
    {
      text: "v3.250.0\nwarning: a newer version is available",
      version: "3.250.0",
      reason: "only the first line counts",
    },
    { text: "", version: undefined, reason: "nothing printed" },
    { text: "command not found: pulumi 3.1.2", version: undefined, reason: "a number elsewhere in a text" },
  ];
  for (const { text, version, reason } of printed) {
    it(`reads ${JSON.stringify(text)}: ${reason}`, () => {
      expect(parseEngineVersion(text)).to.equal(version);
    });
  }

  for (const { version, enough } of [
    { version: "3.215.9", enough: false },
    { version: "3.216.0", enough: true },
    { version: "3.1000.0", enough: true },
    { version: "2.999.0", enough: false },
    { version: "4.0.0", enough: true },
  ]) {
    it(`takes ${version} for ${enough ? "new enough" : "too old"}`, () => {
      expect(isNewEnough(version)).to.equal(enough);
    });
  }
});

describe("what a go.mod requires", () => {
  const goMod = "module m\n\ngo 1.25.11\n\nrequire (\n\ta.b/c/v3 v3.250.0 // indirect\n)\n\nrequire a.b/d v1.2.3\n";

  it("finds a module in a block and on a line of its own", () => {
    expect(requiredModuleVersion(goMod, "a.b/c/v3")).to.equal("3.250.0");
    expect(requiredModuleVersion(goMod, "a.b/d")).to.equal("1.2.3");
  });

  it("does not take a module for another one with the same beginning", () => {
    expect(requiredModuleVersion(goMod, "a.b/c")).to.equal(undefined);
  });

  it("finds the oldest Go", () => {
    expect(requiredGoVersion(goMod)).to.equal("1.25.11");
  });

  it("are the same for the CLI and for what writes SDKs", () => {
    expect(pinnedEngineVersion(codegenModule)).to.equal(pinnedEngineVersion());
  });
});
