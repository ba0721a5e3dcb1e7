import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Rekognition } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { controlClient } from "../../emulator/index.js";
import { png } from "./harness/images.js";
import { REGION, credentialsOf } from "./harness/scene.js";

const CLI = join(__dirname, "..", "..", "emulator", "cli.js");

describe("what the command prints", () => {
  /** Everything on standard error of a command that `act` was done to. */
  async function printed(
    args: readonly string[],
    act: (url: string, client: Rekognition) => Promise<unknown>,
    env: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const child = spawn(process.execPath, [CLI, ...args], { env: { ...process.env, ...env } });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    const url = line.replace("listening on ", "");
    const client = new Rekognition({ endpoint: url, region: REGION, credentials: credentialsOf("111122223333") });
    await act(url, client);
    client.destroy();
    const closed = once(child, "close");
    child.kill("SIGTERM");
    await closed;
    return stderr;
  }
  const requestLines = (stderr: string): string[] => stderr.split("\n").filter((line) => /^\d\d:\d\d:\d\d /.test(line));

  it("says at its start where it is, and what it was given", async () => {
    const stderr = await printed(["--time-scale", "600", "--bucket", `images=${__dirname}`], () => Promise.resolve());
    expect(stderr).to.match(/^rekognition-emulator \d+\.\d+/);
    expect(stderr).to.match(/address +http:\/\/127\.0\.0\.1:\d+\n/);
    expect(stderr).to.match(/control +http:\/\/127\.0\.0\.1:\d+\/_emulator\/\n/);
    expect(stderr).to.contain(`images = ${__dirname}`.slice(0, 100)).and.contain("600 virtual seconds");
    expect(stderr).to.contain("12 digits").and.not.contain("warning");
  });

  it("logs each request in a line: operation, object, outcome, milliseconds", async () => {
    const stderr = await printed([], async (_url, client) => {
      await client.createCollection({ CollectionId: "faces" });
      await client.createCollection({ CollectionId: "faces" }).catch(() => undefined);
      const { ProjectArn } = await client.createProject({ ProjectName: "animals" });
      await client.listTagsForResource({ ResourceArn: ProjectArn });
      await fetch(`${_url}/_emulator/state`);
      await controlClient(_url).reset();
    });
    const lines = requestLines(stderr).map((line) => line.slice(9).replace(/ +/g, " "));
    expect(lines.map((line) => line.replace(/ \d+ ms$/, " N ms"))).to.deep.equal([
      "CreateCollection faces 200 N ms",
      "CreateCollection faces 400 ResourceAlreadyExistsException N ms",
      "CreateProject animals 200 N ms",
      "ListTagsForResource animals 200 N ms",
      "POST /_emulator/reset 200 N ms",
    ]);
  });

  it("prints nothing of the kind with --quiet", async () => {
    expect(await printed(["--quiet"], (_url, client) => client.listCollections({}))).to.equal("");
  });

  it("prints requests and answers with --verbose, without the bytes of images", async () => {
    const stderr = await printed(["--verbose"], async (_url, client) => {
      await client.createCollection({ CollectionId: "faces" });
      const image = Buffer.concat([png(80, 80), Buffer.alloc(9000)]);
      await client.indexFaces({ CollectionId: "faces", Image: { Bytes: image } });
    });
    expect(stderr).to.contain('> {"CollectionId":"faces"}').and.contain('< {"StatusCode":200');
    expect(stderr).to.match(/"Bytes":"\(\d+ characters\)"/);
    expect(stderr).to.not.contain("AAAAAAAA");
  });

  it("escapes what a terminal would act on", async () => {
    const stderr = await printed([], async (url) => {
      const headers = { "x-amz-target": "RekognitionService.\u009bList", "content-type": "application/x-amz-json-1.1" };
      await fetch(url, { method: "POST", headers, body: JSON.stringify({ CollectionId: "a\u001b[2J\n\u202eb" }) });
    });
    expect(requestLines(stderr).join()).to.contain("\\u{9b}List").and.contain("a\\u{1b}[2J\\u{a}\\u{202e}b");
  });

  it("is in colours where they are asked for", async () => {
    const list = (_url: string, client: Rekognition): Promise<unknown> => client.listCollections({});
    expect(await printed([], list, { FORCE_COLOR: "1" })).to.contain("\u001b[32m200");
    expect(await printed([], list, { NO_COLOR: "1" })).to.not.contain("\u001b");
  });

  it("warns, and prints the token that the control API needs, where others reach it", async () => {
    let status = 0;
    const stderr = await printed(["--host", "0.0.0.0", "--quiet"], async (url, client) => {
      expect(url).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
      await client.listCollections({});
      ({ status } = await fetch(`${url}/_emulator/state`));
    });
    expect(status).to.equal(401);
    expect(stderr).to.contain("warning").and.contain("0.0.0.0");
    expect(stderr).to.match(/x-emulator-token: [\w-]{32}"/);
  });

  it("takes a token of one's own", async () => {
    const args = ["--host", "0.0.0.0", "--quiet", "--token", "only-mine"];
    const stderr = await printed(args, (url) => controlClient(url, { token: "only-mine" }).meter());
    expect(stderr).to.contain("x-emulator-token: only-mine");
  });
});
