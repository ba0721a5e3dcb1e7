import { execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { satisfies } from "semver";
import { temporaryFolder } from "../../../tools/sandbox/cleanup.js";
import { ask } from "../../emulator/harness/ask.js";
import { REPOSITORY, packedTarball } from "../harness/package-under-test.js";
import { type Image, build } from "./dockerfile.js";
import { recipes } from "./recipes.js";

const OUTSIDE = "4566";
const ASK_BY_ENVIRONMENT = `
const { Rekognition } = require(require.resolve("@aws-sdk/client-rekognition", { paths: [require.resolve("pulumi-rekognition")] }));
new Rekognition({}).createProject({ ProjectName: "animals" }).then(({ ProjectArn }) => console.log(ProjectArn));`;

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return String(port);
}

describe("the emulator's Dockerfile and the recipes of its page", () => {
  const { compose, steps, override } = recipes();
  let image: Image;
  const started: ChildProcess[] = [];

  before(() => {
    const context = temporaryFolder("rekognition-context-").folder;
    packedTarball(context);
    image = build(context, join(context, "emulator"));
    mkdirSync(join(image.folder, "images"));
  });
  afterEach(() => {
    // The whole group: a step leaves its emulator behind, as a runner would.
    for (const { pid } of started.splice(0)) if (pid !== undefined) process.kill(-pid, "SIGKILL");
  });

  const begin = (command: string, args: readonly string[], cwd: string): ChildProcess => {
    const child = spawn(command, args, { cwd, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    started.push(child);
    return child;
  };
  const own = (texts: readonly string[], port: string): string[] => texts.map((text) => text.replaceAll(OUTSIDE, port));

  /** Starts what the image starts. @param command as it is given behind the image's name */
  async function run(command: readonly string[] = []): Promise<string> {
    const port = await freePort();
    const [program = "", ...args] = own([...image.entrypoint, ...command], port);
    const child = begin(join(image.folder, program), args, image.folder);
    const lines = child.stdout === null ? [] : createInterface(child.stdout);
    for await (const line of lines) {
      expect(line).to.equal(`listening on http://127.0.0.1:${port}`);
      break;
    }
    return port;
  }

  it("have a Node that the package takes, and one port", () => {
    const { engines } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as {
      engines: { node: string };
    };
    const [, version = ""] = /^node:(\d+)-slim$/.exec(image.from) ?? [];
    expect(satisfies(`${version}.99.0`, engines.node)).to.equal(true);
    expect([image.port, image.entrypoint.at(-1)]).to.deep.equal([OUTSIDE, OUTSIDE]);
    expect(compose.services.rekognition.ports).to.deep.equal([`127.0.0.1:${OUTSIDE}:${OUTSIDE}`]);
    expect(
      readFileSync(join(REPOSITORY, "emulator", "Dockerfile"), "utf8")
        .trim()
        .split("\n").length,
    ).to.be.at.most(15);
  });

  it("start an emulator from the packed tarball alone, which is healthy and describes its control API", async () => {
    const port = await run();
    const [program = "", ...args] = own(image.healthCheck, port);
    execFileSync(program, args);
    const described = await ask({ port: Number(port) }, "GET", "/_emulator/openapi.json");
    expect(JSON.parse(described.body)).to.have.property("openapi", "3.1.1");
    expect((await ask({ port: Number(port) }, "GET", "/_emulator/state")).status).to.equal(401);
    const unhealthy = own(image.healthCheck.slice(1), await freePort());
    expect(() => execFileSync(program, unhealthy, { stdio: "pipe" })).to.throw("Command failed");
  });

  it("start it with Compose's command, for the names and the bucket that are given there", async () => {
    const { rekognition, tests } = compose.services;
    const [from = "", to = ""] = rekognition.volumes[0]?.split(":") ?? [];
    const command = rekognition.command.map((word) => word.replace(`=${to}`, `=${join(image.folder, from)}`));
    const port = Number(await run(command));
    const token = command[command.indexOf("--token") + 1] ?? "";
    for (const address of [tests.environment.AWS_ENDPOINT_URL_REKOGNITION, tests.environment.AWS_ENDPOINT_URL_STS]) {
      const { host, hostname } = new URL(address ?? "");
      expect(host).to.equal(`${hostname}:${OUTSIDE}`);
      const known = await ask({ port }, "GET", "/_emulator/state", { Host: host, "x-emulator-token": token });
      expect(known.status).to.equal(200);
      expect(Object.keys(compose.services)).to.include(hostname);
      const objects = await ask({ port }, "GET", "/images", { Host: host, Authorization: "AWS any:any" });
      expect(objects.body).to.contain("<Name>images</Name>");
    }
    expect(tests.depends_on).to.deep.equal({ rekognition: { condition: "service_healthy" } });
    expect(image.healthCheck).to.have.length(3);
  });

  it("start it with the command that sends to moto's server beside it", async () => {
    const { command } = compose.services.rekognition;
    const words = override.services.rekognition.command.split(" ");
    expect(words.slice(0, command.length)).to.deep.equal(command);
    const images = words.map((word) => word.replace("=/images", `=${join(image.folder, "images")}`));
    const port = Number(await run(images));
    const front = await ask({ port }, "GET", "/");
    expect(front.status).to.equal(200);
  });

  it("start it with the steps of GitHub Actions, for a program that knows no more than its environment", async () => {
    const [begun, tested, failed] = steps;
    const port = await freePort();
    const child = begin("bash", ["-e", "-c", ...own([begun?.run ?? ""], port)], image.folder);
    const [code] = (await once(child, "exit")) as [number];
    expect(code).to.equal(0);
    const environment = Object.entries(tested?.env ?? {}).map(([name, value]) => [name, ...own([value], port)]);
    const env = { PATH: process.env.PATH, ...(Object.fromEntries(environment) as Record<string, string>) };
    const arn = execFileSync(process.execPath, ["-e", ASK_BY_ENVIRONMENT], {
      cwd: image.folder,
      env,
      encoding: "utf8",
      stdio: "pipe",
    });
    expect(arn).to.match(/^arn:aws:rekognition:us-east-1:111122223333:project\/animals\/\d+\n$/);
    expect(failed).to.include({ if: "failure()", run: "cat emulator.log" });
    expect(readFileSync(join(image.folder, "emulator.log"), "utf8")).to.contain("CreateProject");
  });
});
