import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { executablesOf, pythonOf, virtualEnvironment } from "../../../tools/sandbox/virtual-environment.js";
import { contents } from "../harness/folder.js";
import { GIVEN, setS3Scene } from "./scene.js";
import type { S3Scene } from "./scene.js";

const run = promisify(execFile);

/** The compiler leaves them where they are. */
const SOURCES = join(__dirname, "..", "..", "..", "..", "tests", "emulator", "s3");

describe("the clients of Python over S3, at their default settings", () => {
  let scene: S3Scene;
  let environment: string;
  let here: string;

  before(async function () {
    this.timeout(300_000);
    environment = await virtualEnvironment("awscli", { requirements: join(SOURCES, "requirements.txt") });
    scene = await setS3Scene({ "cat.txt": "cat", "dogs/with space+plus ü.txt": "rex" });
    here = mkdtempSync(join(tmpdir(), "rekognition-aws-s3-"));
  });
  after(async () => {
    await scene.end();
    rmSync(here, { recursive: true });
  });

  async function aws(...args: string[]): Promise<string> {
    const program = join(executablesOf(environment), "aws");
    const endpoint = ["--endpoint-url", scene.emulator.url, "--region", "us-west-2"];
    const { stdout } = await run(pythonOf(environment), [program, "s3", ...args, ...endpoint], {
      env: { PATH: process.env.PATH, AWS_ACCESS_KEY_ID: "444455556666", AWS_SECRET_ACCESS_KEY: "made-up", HOME: here },
    });
    return stdout;
  }

  it("boto3 reads, writes, lists, copies and transfers in parts; its presigned addresses are let in", async () => {
    const { stdout } = await run(pythonOf(environment), ["-B", join(SOURCES, "drive.py"), scene.emulator.url]);
    for (const link of stdout.trim().split("\n")) {
      expect(await (await fetch(link)).text(), link).to.equal("of with space");
      const late = link
        .replace(/X-Amz-Date=\d{8}/, "X-Amz-Date=20200101")
        .replace(/Expires=1\d{9}/, "Expires=1000000000");
      expect(await (await fetch(late)).text(), late).to.include("<Message>Request has expired</Message>");
    }
  });

  it("aws s3 sync, cp, mv, rm, ls", async () => {
    const before = contents(scene.folder);
    const down = join(here, "down");
    await aws("sync", `s3://${GIVEN}`, down);
    expect(contents(down)).to.deep.equal(before);
    const up = join(here, "up");
    mkdirSync(join(up, "new"), { recursive: true });
    writeFileSync(join(up, "new", "bird ü+.txt"), "bird");
    writeFileSync(join(up, "large"), Buffer.alloc(17 * 1024 ** 2, "large"));
    // S3 knows seconds only: what is written and sent within one would count as newer than its copy.
    const aMinuteAgo = Date.now() / 1_000 - 60;
    for (const file of [join("new", "bird ü+.txt"), "large"]) utimesSync(join(up, file), aMinuteAgo, aMinuteAgo);
    await aws("sync", up, `s3://${GIVEN}`);
    expect(await aws("sync", up, `s3://${GIVEN}`)).to.equal("");
    await aws("cp", `s3://${GIVEN}/large`, join(here, "large"));
    await aws("mv", `s3://${GIVEN}/new/bird ü+.txt`, `s3://${GIVEN}/moved.txt`);
    await aws("rm", `s3://${GIVEN}/dogs`, "--recursive");
    await aws("mb", "s3://made-by-cli");
    const listed = await aws("ls", `s3://${GIVEN}`, "--recursive");
    expect(
      listed
        .trim()
        .split("\n")
        .map((line) => line.split(/\s+/).slice(2)),
    ).to.deep.equal([
      ["3", "cat.txt"],
      ["17825792", "large"],
      ["4", "moved.txt"],
    ]);
    expect(contents(scene.folder)).to.deep.equal(before);
    expect(contents(here).large).to.equal(contents(up).large);
  });
});
