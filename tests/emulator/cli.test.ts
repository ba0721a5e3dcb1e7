import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { controlClient } from "../../emulator/index.js";

const { version: VERSION } = JSON.parse(readFileSync(join(__dirname, "..", "..", "..", "package.json"), "utf8")) as {
  readonly version: string;
};
const CLI = join(__dirname, "..", "..", "emulator", "cli.js");

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

async function runToEnd(...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [CLI, ...args]);
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  await once(child, "close");
  return { code: child.exitCode, stdout, stderr };
}

describe("the command", () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`says where it listens, and ends with 0 on ${signal} although a client is connected`, async () => {
      const folder = mkdtempSync(join(tmpdir(), "rekognition-cli-"));
      const child = spawn(process.execPath, [
        CLI,
        "--port",
        "0",
        "--time-scale",
        "600",
        "--bucket",
        `my-bucket=${folder}`,
      ]);
      const [line] = (await once(createInterface(child.stdout), "line")) as [string];
      expect(line).to.match(/^listening on http:\/\/127\.0\.0\.1:\d+$/);
      const meter = await controlClient(line.replace("listening on ", "")).meter();
      expect(meter).to.include({ running: 0 });
      const closed = once(child, "close");
      child.kill(signal);
      expect(await closed).to.deep.equal([0, null]);
      rmSync(folder, { recursive: true });
    });
  }

  it("explains itself", async () => {
    const { code, stdout } = await runToEnd("--help");
    expect(code).to.equal(0);
    expect(stdout).to.contain("--bucket NAME=FOLDER").and.contain("--time-scale N").and.contain("--endpoint-url");
  });

  it("says its version", async () => {
    const { code, stdout } = await runToEnd("--version");
    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: `${VERSION}\n` });
  });

  const mistakes = [
    { reason: "an unknown option", args: ["--prot", "1"], says: "--prot" },
    { reason: "a port that is none", args: ["--port", "many"], says: "--port takes" },
    { reason: "a port out of range", args: ["--port", "70000"], says: "65535" },
    { reason: "a scale below 0", args: ["--time-scale=-1"], says: "--time-scale takes" },
    { reason: "a bucket without a folder", args: ["--bucket", "name"], says: "NAME=FOLDER" },
    { reason: "a folder that is not there", args: ["--bucket", "name=/no/such/folder"], says: "/no/such/folder" },
    { reason: "a host with a port", args: ["--allow-host", "rekognition:4566"], says: "--allow-host takes" },
    { reason: "an origin with a path", args: ["--allow-origin", "http://localhost/a"], says: "--allow-origin takes" },
    { reason: "a token that is too short", args: ["--token", "abc"], says: "--token takes" },
    { reason: "a token without control", args: ["--no-control", "--token", "abcdefgh"], says: "--no-control" },
    { reason: "an SNS that is no address", args: ["--sns-endpoint", "sns"], says: "--sns-endpoint takes" },
    { reason: "a Kinesis that is no address", args: ["--kinesis-endpoint", "k"], says: "--kinesis-endpoint takes" },
    { reason: "an S3 that is no address", args: ["--s3-endpoint", "s3://a"], says: "--s3-endpoint takes" },
    { reason: "quiet and verbose", args: ["--quiet", "--verbose"], says: "exclude" },
  ];
  for (const { reason, args, says } of mistakes) {
    it(`ends with 2 and one sentence: ${reason}`, async () => {
      const { code, stdout, stderr } = await runToEnd(...args);
      expect(code).to.equal(2);
      expect(stdout).to.equal("");
      expect(stderr).to.contain(says).and.contain("--help");
      expect(stderr).to.not.contain("    at ");
    });
  }

  it("says at the start where it sends and reads what, without the secret of an S3", async () => {
    const child = spawn(process.execPath, [
      CLI,
      ...["--sns-endpoint", "http://127.0.0.1:5001", "--kinesis-endpoint", "http://127.0.0.1:5002"],
      ...["--s3-endpoint", "http://key:hidden@127.0.0.1:9000"],
    ]);
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    await once(createInterface(child.stdout), "line");
    const closed = once(child, "close");
    child.kill();
    await closed;
    for (const address of ["http://127.0.0.1:5001", "http://127.0.0.1:5002", "all others at http://127.0.0.1:9000"]) {
      expect(stderr).to.contain(`${address}\n`);
    }
    expect(stderr).to.not.contain("hidden");
    expect(stderr.split("/_emulator/")).to.have.length(2);
  });

  it("says so when the port is taken", async () => {
    const child = spawn(process.execPath, [CLI]);
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const { code, stderr } = await runToEnd("--port", new URL(line.replace("listening on ", "")).port);
    expect(code).to.equal(2);
    expect(stderr).to.contain("in use");
    const closed = once(child, "close");
    child.kill();
    await closed;
  });
});
