import { expect } from "chai";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { descendants, killTree, processTable } from "../../../tools/sandbox/process-table.js";
import { pluginsOf } from "../../e2e/harness/processes.js";

const entry = (pid: number, parentPid: number, command: string) => ({ pid, parentPid, command });

describe("the process table", () => {
  const script = "/repo/node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js 127.0.0.1:1";
  const table = [
    entry(1, 0, "init"),
    entry(10, 1, "pulumi up"),
    entry(11, 10, "/bin/sh /engine/pulumi-resource-pulumi-nodejs 127.0.0.1:1"),
    entry(12, 11, `node ${script}`),
    entry(13, 10, "pulumi-language-nodejs 127.0.0.1:1"),
    entry(14, 11, "node -e console.log(require.resolve('@pulumi/pulumi/cmd/dynamic-provider'))"),
    entry(20, 1, "pulumi up"),
    entry(21, 20, `/usr/bin/node ${script}`),
  ];

  it("follows children of children, and nobody else's", () => {
    expect(descendants(10, table).map(({ pid }) => pid)).to.deep.equal([11, 13, 12, 14]);
  });

  it("finds the plugin below its own CLI, not the launcher's question and not another CLI's", () => {
    expect(pluginsOf(10, table).map(({ pid }) => pid)).to.deep.equal([12]);
    expect(pluginsOf(20, table).map(({ pid }) => pid)).to.deep.equal([21]);
  });

  it("sees a child of this process, and kills it with what it has started", async () => {
    const nested = 'require("node:child_process").spawn(process.execPath, ["-e", "process.stdin.resume()"]);';
    const parent = spawn(process.execPath, ["-e", `${nested} process.stdout.write("started")`]);
    await once(parent.stdout, "data");
    const pid = parent.pid ?? 0;
    const family = [pid, ...descendants(pid).map((child) => child.pid)];
    expect(family).to.have.lengthOf(2);
    expect(processTable().find((found) => found.pid === pid)?.parentPid).to.equal(process.pid);
    const ended = once(parent, "close");
    killTree(pid);
    await ended;
    expect(processTable().filter((found) => found.pid === pid)).to.deep.equal([]);
  });
});
