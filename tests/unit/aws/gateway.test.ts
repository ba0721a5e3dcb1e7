import { expect } from "chai";
import { changeKeys } from "../../../provider/aws/changes.js";
import { Connection } from "../../../provider/aws/connection.js";
import { type Gateway, type SharedFacts, createGateway, newSharedFacts } from "../../../provider/aws/gateway.js";
import { EFFECT, type Operation, type ResponseOf } from "../../../provider/aws/operations.js";
import type { AwsSettings } from "../../../provider/aws/settings.js";
import { RekognitionError } from "../../../provider/base/errors.js";
import { failureOf } from "../../provider/harness/failure.js";
import { FakeClock } from "../lifecycle/fake-clock.js";

const settings: AwsSettings = {
  region: "us-east-1",
  endpoint: undefined,
  stsEndpoint: undefined,
  s3Endpoint: undefined,
  credentials: {},
  assumeRoles: [],
  useFipsEndpoint: undefined,
  maxAttempts: 4,
  allowedAccountIds: [],
  forbiddenAccountIds: [],
};

/** A connection that fails as often as it is told to. */
class ScriptedConnection extends Connection {
  readonly calls: string[] = [];
  failures: RekognitionError[] = [];
  /** Called while a call is under way. */
  meets: () => void = () => undefined;

  override send<Op extends Operation>(operation: Op): Promise<ResponseOf<Op>> {
    return this.#answer(operation, { ProjectArn: "x", ProjectDescriptions: [] } as unknown as ResponseOf<Op>);
  }

  override callerAccount(): Promise<string> {
    return this.#answer("GetCallerIdentity", "111122223333");
  }

  #answer<T>(call: string, answer: T): Promise<T> {
    this.calls.push(call);
    this.meets();
    const failure = this.failures.shift();
    return failure === undefined ? Promise.resolve(answer) : Promise.reject(failure);
  }
}

describe("calls to AWS", () => {
  let connection: ScriptedConnection;
  let asked: number;
  let gateway: Gateway;
  const open = (
    more: Partial<AwsSettings> = {},
    shared: SharedFacts = newSharedFacts(new FakeClock(), "us-east-1"),
  ): Gateway => {
    const clock = new FakeClock();
    const bounds = {
      clock,
      signal: new AbortController().signal,
      deadline: clock.now() + 600_000,
      beforeMutation: () => {
        asked += 1;
        return Promise.resolve();
      },
    };
    return createGateway(connection, { ...settings, ...more }, bounds, shared);
  };
  beforeEach(() => {
    connection = new ScriptedConnection(settings);
    asked = 0;
    gateway = open();
  });

  const failed = (
    code: "Throttled" | "ConnectionFailed" | "ServiceFault" | "CredentialsExpired",
    effectUnknown = false,
  ): RekognitionError => new RekognitionError(code, "it failed", { effectUnknown });

  const create = (): Promise<unknown> => gateway.call("CreateProject", { ProjectName: "x" });
  const read = (): Promise<unknown> => gateway.call("DescribeProjects", {});
  const change = (): Promise<unknown> => gateway.call("DeleteProject", { ProjectArn: "x" });

  it("that create something are not repeated while it is not known whether they did", async () => {
    connection.failures = [failed("ConnectionFailed", true)];
    await failureOf(create());
    expect(connection.calls).to.deep.equal(["CreateProject"]);
  });

  it("that create something are repeated where they certainly did not", async () => {
    connection.failures = [failed("Throttled"), failed("ConnectionFailed")];
    await create();
    expect(connection.calls).to.have.length(3);
  });

  it("that read or change are repeated in any case", async () => {
    connection.failures = [failed("ConnectionFailed", true), failed("ServiceFault", true)];
    await read();
    connection.failures = [failed("ConnectionFailed", true), failed("ServiceFault", true)];
    await change();
    expect(connection.calls).to.have.length(6);
  });

  it("are made maxAttempts times at most", async () => {
    connection.failures = Array.from({ length: 9 }, () => failed("Throttled"));
    await failureOf(read());
    expect(connection.calls).to.have.length(4);
  });

  it("ask for the engine before each attempt to change something, and not before a read", async () => {
    connection.failures = [failed("Throttled")];
    await change();
    expect(asked).to.equal(2);
    await create();
    expect(asked).to.equal(3);
    await read();
    expect(asked).to.equal(3);
  });

  it("are repeated once after the credentials have expired: the connection asks for others", async () => {
    connection.failures = [failed("CredentialsExpired")];
    await read();
    expect(connection.calls).to.deep.equal(["DescribeProjects", "DescribeProjects"]);
    connection.calls.length = 0;
    connection.failures = [failed("CredentialsExpired"), failed("CredentialsExpired")];
    expect(await failureOf(read())).to.contain("[CredentialsExpired]");
    expect(connection.calls).to.deep.equal(["DescribeProjects", "DescribeProjects"]);
  });

  describe("that change something", () => {
    const key = changeKeys.project("animals");
    let shared: SharedFacts;
    const changing = (): Promise<unknown> => open({}, shared).call("CreateProject", { ProjectName: "animals" });
    beforeEach(() => {
      shared = newSharedFacts(new FakeClock(), "us-east-1");
    });

    for (const { how, failures } of [
      { how: "well", failures: [] },
      { how: "with a refusal", failures: [new RekognitionError("AccessDenied", "no")] },
      { how: "without an answer", failures: [failed("ConnectionFailed", true)] },
    ]) {
      it(`make every older answer worthless when they end ${how}`, async () => {
        connection.failures = failures;
        const before = shared.changes.now();
        await changing().catch(() => undefined);
        expect(shared.changes.last(key)).to.be.greaterThan(before);
      });
    }

    it("make what was asked for meanwhile worthless, too: they are told of at their end", async () => {
      let meanwhile = 0;
      connection.meets = () => {
        meanwhile = shared.changes.now();
      };
      await changing();
      expect(shared.changes.last(key)).to.be.greaterThan(meanwhile);
    });

    it("are told of at each attempt, since each may have had its effect", async () => {
      const moments: number[] = [];
      connection.meets = () => moments.push(shared.changes.last(key));
      connection.failures = [failed("Throttled")];
      await changing();
      expect(moments[0]).to.equal(0);
      expect(moments[1]).to.be.greaterThan(0);
    });

    it("and those that only look leave answers their worth", async () => {
      await open({}, shared).call("DescribeProjects", { ProjectNames: ["animals"] });
      expect(shared.changes.last(key, changeKeys.projects)).to.equal(0);
    });
  });

  it("are sorted by their effect: whatever is named Create makes something, whatever looks changes nothing", () => {
    for (const [operation, effect] of Object.entries(EFFECT)) {
      if (/^(Describe|List|Get)/.test(operation)) expect(effect, operation).to.equal("read");
      if (/^Create/.test(operation)) expect(effect, operation).to.equal("create");
      if (/^(Delete|Stop|Update|Tag|Untag)/.test(operation)) expect(effect, operation).to.equal("change");
    }
  });
});
