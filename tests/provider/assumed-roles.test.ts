import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ACCOUNT, OTHER_ACCOUNT, REGION, Rig } from "./harness/rig.js";

const HUB = `arn:aws:iam::${OTHER_ACCOUNT}:role/hub`;
const LEAF = "arn:aws:iam::777788889999:role/path/leaf";

describe("roles that the configuration names", () => {
  let rig: Rig;
  let folder: string;
  beforeEach(async () => {
    rig = await Rig.start();
    folder = mkdtempSync(join(tmpdir(), "rekognition-roles-"));
  });
  afterEach(async () => {
    await rig.close();
    rmSync(folder, { recursive: true });
  });

  /** Makes a project and answers what was asked of STS before it was made, by whom, and where the project is. */
  async function assumed() {
    const { calls, error } = await rig.resource("project", "p").up({});
    expect(error).to.equal("");
    const first = calls.findIndex(({ operation }) => !operation.startsWith("Assume"));
    const made = calls.find(({ operation }) => operation === "CreateProject");
    return { roles: calls.slice(0, first), madeIn: made?.account };
  }

  for (const prefix of ["aws", "rekognition"]) {
    it(`${prefix}:assumeRoles are assumed one from the other, in their order`, async () => {
      rig.config[`${prefix}:assumeRoles`] = JSON.stringify([{ roleArn: HUB }, { roleArn: LEAF }]);
      const { roles, madeIn } = await assumed();
      expect(roles.map(({ account, request }) => [account, (request as { RoleArn: string }).RoleArn])).to.deep.equal([
        [ACCOUNT, HUB],
        [OTHER_ACCOUNT, LEAF],
      ]);
      expect(madeIn).to.equal("777788889999");
    });
  }

  it("every member is passed on to STS", async () => {
    rig.config["aws:assumeRoles"] = JSON.stringify([
      {
        roleArn: HUB,
        sessionName: 4711,
        externalId: 123456,
        duration: "1h30m",
        policy: '{"Version":"2012-10-17"}',
        policyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
        tags: { cost: 12, isTest: true },
        transitiveTagKeys: ["cost"],
        sourceIdentity: "somebody",
      },
    ]);
    const { roles } = await assumed();
    expect(roles[0]?.request).to.include({
      RoleSessionName: "4711",
      ExternalId: "123456",
      DurationSeconds: "5400",
      Policy: '{"Version":"2012-10-17"}',
      "PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/ReadOnlyAccess",
      "Tags.member.1.Key": "cost",
      "Tags.member.1.Value": "12",
      "Tags.member.2.Key": "isTest",
      "Tags.member.2.Value": "true",
      "TransitiveTagKeys.member.1": "cost",
      SourceIdentity: "somebody",
    });
  });

  it("rekognition:assumeRoles goes before those of the AWS provider, and an empty list assumes none", async () => {
    rig.config["aws:assumeRoles"] = JSON.stringify([{ roleArn: HUB }]);
    rig.config["rekognition:assumeRoles"] = JSON.stringify([{ roleArn: LEAF }]);
    expect((await assumed()).madeIn).to.equal("777788889999");
    rig.config["rekognition:assumeRoles"] = "[]";
    expect((await assumed()).madeIn).to.equal(ACCOUNT);
  });

  it("a role that may not be assumed is named, and nothing is made with the rights before it", async () => {
    rig.config["aws:assumeRoles"] = JSON.stringify([{ roleArn: HUB }, { roleArn: LEAF }]);
    rig.emulator.setSwitches({ allowedActions: ["rekognition:*"] });
    const { error, calls } = await rig.resource("project", "p").up({}, { fails: true });
    expect(error).to.contain(`sts:AssumeRole of ${LEAF}`).and.to.contain("docs/permissions.md");
    expect(error.match(/\[\w+\]/g)).to.deep.equal(["[AccessDenied]"]);
    expect(calls.filter(({ operation }) => !operation.startsWith("Assume"))).to.deep.equal([]);
  });

  it("aws:assumeRoleWithWebIdentity takes the place of credentials, and roles are assumed from there", async () => {
    const webIdentityTokenFile = join(folder, "token");
    writeFileSync(webIdentityTokenFile, "made-up-token\n");
    rig.credentials = undefined;
    rig.config["aws:assumeRoleWithWebIdentity"] = JSON.stringify({
      roleArn: HUB,
      webIdentityTokenFile,
      duration: "1h",
    });
    rig.config["aws:assumeRoles"] = JSON.stringify([{ roleArn: LEAF }]);
    const { roles, madeIn } = await assumed();
    expect(roles.map(({ operation }) => operation)).to.deep.equal(["AssumeRoleWithWebIdentity", "AssumeRole"]);
    expect(roles[0]?.request).to.include({ WebIdentityToken: "made-up-token", DurationSeconds: "3600" });
    expect(roles[1]?.account).to.equal(OTHER_ACCOUNT);
    expect(madeIn).to.equal("777788889999");
  });

  it("a token file that is not there is named", async () => {
    const webIdentityTokenFile = join(folder, "token");
    rig.config["aws:assumeRoleWithWebIdentity"] = JSON.stringify({ roleArn: HUB, webIdentityTokenFile });
    const { error } = await rig.resource("project", "p").up({}, { fails: true });
    expect(error).to.contain(webIdentityTokenFile).and.to.contain("ENOENT").and.to.contain("[NoCredentials]");
  });

  for (const kind of ["throttle", "lostResponse", "internalError"] as const) {
    it(`a role whose assumption fails for a moment (${kind}) is assumed again, and what it is for is made once`, async () => {
      rig.config["aws:assumeRoles"] = JSON.stringify([{ roleArn: HUB }]);
      rig.emulator.addFault({ operation: "AssumeRole", kind, times: 1 });
      const { calls } = await rig.resource("project", "p").up({});
      expect(
        calls.filter(({ operation }) => operation === "CreateProject").map(({ account }) => account),
      ).to.deep.equal([OTHER_ACCOUNT]);
    });
  }

  it("a token that STS refuses is an error about credentials", async () => {
    rig.config["aws:assumeRoleWithWebIdentity"] = JSON.stringify({
      roleArn: HUB,
      webIdentityTokenFile: join(folder, "token"),
    });
    writeFileSync(join(folder, "token"), "\n");
    const { error } = await rig.resource("project", "p").up({}, { fails: true });
    expect(error).to.contain(`AssumeRoleWithWebIdentity of ${HUB}`).and.to.contain("[CredentialsExpired]");
  });

  it("STS is asked in aws:stsRegion", async () => {
    rig.config["aws:assumeRoles"] = JSON.stringify([{ roleArn: HUB }]);
    rig.config["aws:stsRegion"] = "eu-central-1";
    const { roles } = await assumed();
    expect(roles.map(({ region }) => region)).to.deep.equal(["eu-central-1"]);
    expect(rig.emulator.calls().at(-1)?.region).to.equal(REGION);
  });
});

describe("credentials that the configuration names", () => {
  let rig: Rig;
  let folder: string;
  beforeEach(async () => {
    rig = await Rig.start();
    folder = mkdtempSync(join(tmpdir(), "rekognition-credentials-"));
  });
  afterEach(async () => {
    await rig.close();
    rmSync(folder, { recursive: true });
  });

  async function madeIn(): Promise<string | undefined> {
    const { calls } = await rig.resource("project", "p").up({});
    return calls.find(({ operation }) => operation === "CreateProject")?.account;
  }

  it("aws:accessKey and aws:secretKey go before the environment", async () => {
    rig.config["aws:accessKey"] = OTHER_ACCOUNT;
    rig.config["aws:secretKey"] = "made-up";
    rig.config["aws:token"] = "made-up";
    expect(await madeIn()).to.equal(OTHER_ACCOUNT);
  });

  it("what rekognition: says of credentials stands for all that aws: says", async () => {
    writeFileSync(join(folder, "credentials"), profile("dev", "777788889999"));
    rig.config["aws:accessKey"] = OTHER_ACCOUNT;
    rig.config["aws:secretKey"] = "made-up";
    rig.config["rekognition:profile"] = "dev";
    rig.config["rekognition:sharedCredentialsFiles"] = join(folder, "credentials");
    expect(await madeIn()).to.equal("777788889999");
  });

  it("aws:sharedConfigFiles and aws:sharedCredentialsFiles are read in place of AWS's own, the region as well", async () => {
    writeFileSync(join(folder, "config"), "[profile dev]\nregion = eu-west-1\n");
    writeFileSync(join(folder, "credentials"), profile("dev", OTHER_ACCOUNT));
    delete rig.config["rekognition:region"];
    rig.config["aws:profile"] = "dev";
    rig.config["aws:sharedConfigFiles"] = JSON.stringify([join(folder, "config")]);
    rig.config["aws:sharedCredentialsFiles"] = JSON.stringify([join(folder, "credentials")]);
    rig.credentials = undefined;
    const project = rig.resource("project", "p");
    await project.up({});
    expect(project.id).to.contain(`:eu-west-1:${OTHER_ACCOUNT}:`);
  });

  it("a role of a profile is asked for where all of STS is", async () => {
    writeFileSync(
      join(folder, "config"),
      `[profile hub]\nrole_arn = ${HUB}\nsource_profile = dev\nregion = eu-west-1\n`,
    );
    writeFileSync(join(folder, "credentials"), profile("dev", ACCOUNT));
    rig.config["aws:profile"] = "hub";
    rig.config["aws:sharedConfigFiles"] = join(folder, "config");
    rig.config["aws:sharedCredentialsFiles"] = join(folder, "credentials");
    rig.credentials = undefined;
    expect(await madeIn()).to.equal(OTHER_ACCOUNT);
  });

  it("a profile that is not there is named, and nothing is done with other credentials", async () => {
    for (const key of ["aws:profile", "rekognition:profile"]) {
      rig.config = { ...rig.config, [key]: "typo" };
      const { error, calls } = await rig.resource("project", "p").up({}, { fails: true });
      expect(error).to.contain('no profile "typo"').and.to.contain("[NoCredentials]");
      expect(calls).to.deep.equal([]);
    }
  });

  function profile(name: string, account: string): string {
    return `[${name}]\naws_access_key_id = ${account}\naws_secret_access_key = made-up\n`;
  }
});
