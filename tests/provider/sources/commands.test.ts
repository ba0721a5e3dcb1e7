import { expect } from "chai";
import { commandFlaws } from "./commands.js";
import { parsed, publishedSources } from "./published-sources.js";

describe("what is published", () => {
  it("never makes a command or code out of text", function () {
    // All sources are read.
    this.timeout(60_000);
    const sources = publishedSources();
    expect(sources.length).to.be.greaterThan(200);
    expect(sources.flatMap(commandFlaws)).to.deep.equal([]);
  });

  const caught: { text: string; flaw: string }[] = [
    { text: 'import { exec } from "node:child_process";', flaw: "imports exec, which is a shell" },
    { text: 'import { execSync as run } from "child_process";', flaw: "imports execSync as run, which is a shell" },
    { text: 'import * as processes from "node:child_process";', flaw: "imports child_process other than by names" },
    { text: 'spawn("pulumi", args, { shell: true });', flaw: "starts a shell" },
    { text: 'spawn("pulumi", args, { shell: process.platform === "win32" });', flaw: "starts a shell" },
    { text: "spawn(`pulumi ${name}`);", flaw: "calls spawn with a command that is made up" },
    { text: "execFileSync(command);", flaw: "calls execFileSync with a command that is made up" },
    { text: "eval(text);", flaw: "calls eval" },
    { text: "new Function(text);", flaw: "calls Function" },
    { text: "globalThis.eval(text);", flaw: "calls globalThis.eval" },
    { text: 'setTimeout("run()", 5);', flaw: "evaluates in setTimeout" },
    { text: 'import { runInNewContext } from "node:vm";', flaw: "imports node:vm" },
    { text: "require(name);", flaw: "loads a module whose name is made up" },
    { text: "await import(`./${name}.js`);", flaw: "loads a module whose name is made up" },
  ];
  for (const { text, flaw } of caught) {
    it(`would be caught at ${text}`, () => {
      expect(commandFlaws(parsed("sample.ts", text))).to.deep.equal([`sample.ts:1 ${flaw}`]);
    });
  }

  it("may start a program by its name, and load a module by its own", () => {
    const text =
      'spawn("pulumi", [name], { shell: false }); require("zod"); await import("p-retry"); regex.exec(text);';
    expect(commandFlaws(parsed("sample.ts", text))).to.deep.equal([]);
  });
});
