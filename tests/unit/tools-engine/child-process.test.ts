import { expect } from "chai";
import { lastWords, runCommand } from "../../../tools/engine/child-process.js";

describe("a command with a time limit", () => {
  it("answers output and exit code", async () => {
    const script = 'console.log("out"); console.error("one\\ntwo"); process.exitCode = 3';
    const lines: string[] = [];
    const finished = await runCommand(process.execPath, ["-e", script], {
      timeoutMs: 30_000,
      onErrorLine: (line) => lines.push(line),
    });
    expect(finished).to.deep.include({ exitCode: 3, stdout: "out\n" });
    expect(lines).to.deep.equal(["one", "two"]);
    expect(lastWords(finished)).to.equal("two");
  });

  it("is stopped when it takes too long", async () => {
    const finished = await runCommand(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { timeoutMs: 100 });
    expect(finished.exitCode).to.equal(undefined);
    expect(lastWords(finished)).to.equal("no end after 0.1 s");
  });

  it("is stopped when it falls silent", async () => {
    const options = { timeoutMs: 30_000, silenceMs: 100 };
    const finished = await runCommand(process.execPath, ["-e", "setInterval(() => {}, 1000)"], options);
    expect(lastWords(finished)).to.equal("no output for 0.1 s");
  });

  it("says so when there is no such command", async () => {
    const finished = await runCommand("no-such-command-anywhere", [], { timeoutMs: 1000 });
    expect(finished.exitCode).to.equal(undefined);
    expect(lastWords(finished)).to.contain("ENOENT");
  });
});
