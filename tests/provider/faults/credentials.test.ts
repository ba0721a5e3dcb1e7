import { expect } from "chai";
import { modelArgs } from "../harness/models.js";
import { ACCOUNT, OTHER_ACCOUNT, Rig } from "../harness/rig.js";
import type { PluginProcess } from "../harness/plugin-process.js";

const SKEW_MS = 10 * 60_000;
const SIGNED_WITHIN_MS = 5 * 60_000;

describe("credentials that turn into those of another account", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  /** What the other account was asked for, apart from whose it is. */
  const askedOfOther = (): string[] =>
    rig.emulator
      .calls()
      .filter(({ account, operation }) => account === OTHER_ACCOUNT && operation !== "GetCallerIdentity")
      .map(({ operation }) => operation);

  /** From now on the running process meets an expired session, and its chain finds the other account. */
  function expire(process: PluginProcess): PluginProcess {
    rig.emulator.addFault({ operation: "*", kind: "expiredCredentials" });
    rig.credentials = { account: OTHER_ACCOUNT };
    rig.startProcess();
    return process;
  }

  it("make nothing in an account that is not allowed", async () => {
    rig.config["rekognition:allowedAccountIds"] = ACCOUNT;
    const process = rig.startProcess();
    await rig.resource("collection", "first").up({}, { process });
    const failed = await rig.resource("project", "p").up({}, { process: expire(process), fails: true });
    expect(failed.error).to.contain("[AccountNotAllowed]").and.to.contain(OTHER_ACCOUNT);
    expect(askedOfOther()).to.deep.equal([]);
  });

  it("make nothing in a forbidden account", async () => {
    rig.config["rekognition:forbiddenAccountIds"] = OTHER_ACCOUNT;
    const process = rig.startProcess();
    await rig.resource("collection", "first").up({}, { process });
    const failed = await rig.resource("project", "p").up({}, { process: expire(process), fails: true });
    expect(failed.error).to.contain("[AccountNotAllowed]").and.to.contain("forbiddenAccountIds");
    expect(askedOfOther()).to.deep.equal([]);
  });

  for (const allowed of [ACCOUNT, undefined]) {
    describe(allowed === undefined ? "where any account will do" : "where that is not allowed", () => {
      beforeEach(() => {
        if (allowed !== undefined) rig.config["rekognition:allowedAccountIds"] = allowed;
      });

      for (const verb of ["destroy", "refresh"] as const) {
        it(`do not make a ${verb} believe that a running model is gone`, async () => {
          const model = rig.resource("projectVersion", "shapes");
          const process = rig.startProcess();
          await model.up(modelArgs(await rig.makeProject(), { minInferenceUnits: 1 }), { process });
          const failed = await model[verb]({ process: expire(process), fails: true });
          expect(failed.error).to.contain(OTHER_ACCOUNT);
          expect(failed.error).to.match(/\[(AccountNotAllowed|WrongAccount)\]/);
          expect(model.state).not.to.equal(undefined);
          expect(rig.model(model.id).status).to.equal("RUNNING");
        });
      }
    });
  }

  it("are not called with, where the account of the former is known: a run works in one account", async () => {
    const process = rig.startProcess();
    const collection = rig.resource("collection", "gone");
    await collection.up({}, { process });
    await rig.client.deleteCollection({ CollectionId: String(collection.outputs.collectionId) });
    rig.emulator.advance(10 * 60_000);
    // Absence is where the account is asked for.
    await collection.refresh({ process });
    const failed = await rig.resource("project", "p").up({}, { process: expire(process), fails: true });
    expect(failed.error).to.contain(`this run works in account ${ACCOUNT}`).and.to.contain("[WrongAccount]");
    expect(askedOfOther()).to.deep.equal([]);
  });

  it("are not called with where the chain itself puts them in place of the former", async () => {
    rig.config["rekognition:allowedAccountIds"] = ACCOUNT;
    rig.config["rekognition:assumeRole"] = JSON.stringify({ roleArn: `arn:aws:iam::${ACCOUNT}:role/deploy` });
    let account = ACCOUNT;
    // So near their end that the role is assumed for each call.
    rig.wire = async ({ operation }, send) => {
      const answer = await send();
      if (operation !== "AssumeRole") return answer;
      const soon = new Date(Date.now() + 60_000).toISOString();
      const body = answer.body
        .replace(/<AccessKeyId>.*?</, `<AccessKeyId>${account}<`)
        .replace(/<Expiration>.*?</, `<Expiration>${soon}<`);
      return { ...answer, body };
    };
    const process = rig.startProcess();
    await rig.resource("collection", "first").up({}, { process });
    account = OTHER_ACCOUNT;
    const failed = await rig.resource("project", "p").up({}, { process, fails: true });
    expect(failed.error).to.contain("[AccountNotAllowed]").and.to.contain(OTHER_ACCOUNT);
    expect(askedOfOther()).to.deep.equal([]);
  });
});

describe("a machine whose clock is off", () => {
  let rig: Rig;
  /** Operations that were refused for the time they were signed at. */
  let refused: string[];
  beforeEach(async () => {
    rig = await Rig.start();
    refused = [];
  });
  afterEach(() => rig.close());

  /** The service lives ten minutes later, and refuses what was signed more than five minutes before. */
  function serviceIsLater(name: { json: string; query: string }): void {
    rig.wire = async ({ operation, headers }, send) => {
      const later = Date.now() + SKEW_MS;
      const date = new Date(later).toUTCString();
      const signed = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(headers["x-amz-date"] ?? "");
      const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (signed ?? []).slice(1).map(Number);
      if (Math.abs(later - Date.UTC(year, month - 1, day, hour, minute, second)) > SIGNED_WITHIN_MS) {
        refused.push(operation);
        const message = "Signature expired: it is now earlier than it should be";
        const isSts = operation === "GetCallerIdentity" || operation === "AssumeRole";
        const xml = `<ErrorResponse><Error><Code>${name.query}</Code><Message>${message}</Message></Error></ErrorResponse>`;
        return {
          status: isSts ? 403 : 400,
          headers: { date },
          body: isSts ? xml : JSON.stringify({ __type: name.json, message }),
        };
      }
      const answer = await send();
      return { ...answer, headers: { ...answer.headers, date } };
    };
  }

  for (const name of [
    { json: "InvalidSignatureException", query: "SignatureDoesNotMatch" },
    { json: "RequestTimeTooSkewed", query: "RequestTimeTooSkewed" },
    { json: "RequestExpired", query: "RequestExpired" },
  ]) {
    it(`corrects itself by AWS's own time, once (${name.json})`, async () => {
      serviceIsLater(name);
      rig.config["rekognition:allowedAccountIds"] = ACCOUNT;
      const process = rig.startProcess();
      const project = rig.resource("project", "p");
      await project.up({}, { process });
      await project.up({ tags: { team: "vision" } }, { process });
      await project.refresh({ process });
      await project.destroy({ process });
      expect(rig.emulator.state().projects).to.deep.equal([]);
      expect(refused).to.deep.equal(["GetCallerIdentity"]);
    });
  }

  it("keeps the correction over credentials that are renewed", async () => {
    serviceIsLater({ json: "InvalidSignatureException", query: "SignatureDoesNotMatch" });
    const process = rig.startProcess();
    const project = rig.resource("project", "p");
    await project.up({}, { process });
    rig.emulator.addFault({ operation: "*", kind: "expiredCredentials" });
    rig.credentials = { account: ACCOUNT, sessionToken: "renewed" };
    rig.startProcess();
    await project.destroy({ process });
    expect(refused).to.deep.equal(["DescribeProjects"]);
  });

  it("assumes its role all the same", async () => {
    serviceIsLater({ json: "InvalidSignatureException", query: "SignatureDoesNotMatch" });
    rig.config["rekognition:assumeRole"] = JSON.stringify({ roleArn: `arn:aws:iam::${OTHER_ACCOUNT}:role/deploy` });
    const project = rig.resource("project", "p");
    await project.up({});
    expect(project.id).to.contain(`:${OTHER_ACCOUNT}:`);
    expect(refused).to.deep.equal(["AssumeRole", "DescribeProjects"]);
  });
});
