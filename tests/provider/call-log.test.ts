import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { callLog } from "../../provider/session/call-log.js";
import { modelArgs } from "./harness/models.js";
import { ACCOUNT, OTHER_ACCOUNT, Rig } from "./harness/rig.js";

const LINE =
  /^time=(\S+) operation=(\w+) object=("[^"]*"|[^\s"]+) attempt=(\d+) outcome=("[^"]*"|[\w.]+) requestId=(""|[0-9a-f-]{36}) ms=\d+$/;

interface Line {
  readonly operation: string;
  readonly object: string;
  readonly attempt: string;
  readonly outcome: string;
  readonly requestId: string;
}

describe("the log of AWS calls", () => {
  let rig: Rig;
  let lines: string[];
  beforeEach(async () => {
    rig = await Rig.start();
    lines = [];
    rig.log = (line) => lines.push(line);
  });
  afterEach(() => rig.close());

  const parsed = (): Line[] =>
    lines.map((line) => {
      const [, , operation = "", object = "", attempt = "", outcome = "", requestId = ""] = LINE.exec(line) ?? [];
      expect(operation, line).not.to.equal("");
      return { operation, object, attempt, outcome, requestId };
    });

  it("has a line for each, with what it is about, how it ended and AWS's request id", async () => {
    const projectArn = await rig.makeProject();
    rig.emulator.addFault({ operation: "StartProjectVersion", kind: "throttle", times: 1 });
    rig.emulator.addFault({ operation: "DescribeProjectVersions", kind: "reset", times: 1, skip: 3 });
    const model = rig.resource("projectVersion", "shapes");
    const { calls } = await model.up(modelArgs(projectArn, { versionName: "v1", minInferenceUnits: 1 }));
    const told = parsed();
    expect(told.map(({ operation }) => operation)).to.deep.equal(calls.map(({ operation }) => operation));
    expect(told.find(({ operation }) => operation === "CreateProjectVersion")).to.include({
      object: `"${projectArn} v1"`,
      attempt: "1",
      outcome: "ok",
    });
    const starts = told.filter(({ operation }) => operation === "StartProjectVersion");
    expect(starts.map(({ object, attempt, outcome }) => ({ object, attempt, outcome }))).to.deep.equal([
      { object: model.id, attempt: "1", outcome: "ThrottlingException" },
      { object: model.id, attempt: "2", outcome: "ok" },
    ]);
    for (const { outcome, requestId } of told) expect(requestId === '""').to.equal(outcome === "ECONNRESET");
    expect(told.map(({ outcome }) => outcome)).to.include("ECONNRESET");
  });

  it("tells of what is no answer of AWS, and of calls for credentials", async () => {
    rig.config["rekognition:allowedAccountIds"] = OTHER_ACCOUNT;
    rig.config["rekognition:assumeRole"] = JSON.stringify({ roleArn: `arn:aws:iam::${OTHER_ACCOUNT}:role/deploy` });
    const odd = new Set(["DescribeProjects"]);
    rig.wire = async ({ operation }, send) => {
      const answer = await send();
      return odd.delete(operation) ? { ...answer, body: "<html></html>" } : answer;
    };
    await rig.resource("project", "p").up({});
    const told = parsed().map(({ operation, object, outcome }) => [operation, object, outcome].join(" "));
    expect(told.slice(0, 2)).to.deep.equal([
      `AssumeRole arn:aws:iam::${OTHER_ACCOUNT}:role/deploy ok`,
      'GetCallerIdentity "" ok',
    ]);
    expect(told[2]).to.match(/^DescribeProjects p-\w+ "HTML, HTTP 200"$/);
  });

  it("holds no secret", async () => {
    rig.credentials = { account: ACCOUNT, sessionToken: "PLANTED-session-token" };
    rig.wire = async (_, send) => {
      const answer = await send();
      return { ...answer, body: JSON.stringify({ __type: "Oops", message: "with PLANTED-session-token" }) };
    };
    const tags = { password: "PLANTED-tag" };
    const failed = await rig.resource("project", "p").up({ tags }, { fails: true });
    expect(failed.error).not.to.contain("PLANTED");
    expect(lines.join("\n")).to.contain("the error Oops: with [secret]").and.not.to.contain("PLANTED");
  });

  it("is a file that only its owner may read, or goes where the engine's own log does", () => {
    const folder = mkdtempSync(join(tmpdir(), "rekognition-log-"));
    const told: string[] = [];
    const listener = { line: (text: string) => told.push(text), warn: (message: string) => told.push(message) };
    try {
      const path = join(folder, "calls.log");
      callLog(path, listener)?.("one");
      callLog(path, listener)?.("two");
      expect(readFileSync(path, "utf8")).to.equal("one\ntwo\n");
      if (process.platform !== "win32") expect(statSync(path).mode & 0o777).to.equal(0o600);
      const broken = callLog(join(folder, "missing", "calls.log"), listener);
      broken?.("three");
      broken?.("four");
      expect(told).to.have.length(1);
      expect(told[0]).to.contain("PULUMI_REKOGNITION_LOG").and.to.contain("ENOENT");
      callLog("engine", listener)?.("five");
      expect(told[1]).to.equal("five");
      expect(callLog(undefined, listener)).to.equal(undefined);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("every call", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  it("says which version of this package makes it", async () => {
    rig.config["rekognition:allowedAccountIds"] = OTHER_ACCOUNT;
    rig.config["rekognition:assumeRole"] = JSON.stringify({ roleArn: `arn:aws:iam::${OTHER_ACCOUNT}:role/deploy` });
    const agents = new Map<string, string | undefined>();
    rig.wire = async ({ operation, headers }, send) => {
      agents.set(operation, headers["user-agent"]);
      return send();
    };
    await rig.resource("project", "p").up({});
    const { version } = JSON.parse(readFileSync(join(__dirname, "../../../package.json"), "utf8")) as {
      version: string;
    };
    expect([...agents.keys()]).to.include.members([
      "AssumeRole",
      "GetCallerIdentity",
      "DescribeProjects",
      "CreateProject",
    ]);
    for (const [operation, agent] of agents) expect(agent, operation).to.contain(`pulumi-rekognition/${version}`);
  });

  it("that AWS refuses is told with its operation and AWS's request id", async () => {
    rig.emulator.addFault({ operation: "CreateProject", kind: "deny" });
    const ids: (string | undefined)[] = [];
    rig.wire = async (_, send) => {
      const answer = await send();
      ids.push(answer.headers["x-amzn-requestid"]);
      return answer;
    };
    const failed = await rig.resource("project", "p").up({}, { fails: true });
    expect(failed.error).to.contain(`rekognition:CreateProject in us-east-1 (request id ${String(ids.at(-1))}): `);
  });
});
