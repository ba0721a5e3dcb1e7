import { STS } from "@aws-sdk/client-sts";
import { expect } from "chai";
import { ACCOUNT, credentialsOf, REGION, setScene } from "./harness/scene.js";

type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

describe("STS", () => {
  const scene = setScene();
  let clients: STS[] = [];

  afterEach(() => {
    for (const client of clients) client.destroy();
    clients = [];
  });

  function sts(credentials: Credentials): STS {
    const client = new STS({ endpoint: scene.emulator.url, region: REGION, credentials, maxAttempts: 1 });
    clients.push(client);
    return client;
  }

  async function assume(RoleArn: string): Promise<Credentials> {
    const { Credentials: given } = await sts(credentialsOf(ACCOUNT)).assumeRole({ RoleArn, RoleSessionName: "test" });
    return {
      accessKeyId: given?.AccessKeyId ?? "",
      secretAccessKey: given?.SecretAccessKey ?? "",
      sessionToken: given?.SessionToken ?? "",
    };
  }

  it("takes an access key id of 12 digits for the account", async () => {
    expect((await sts(credentialsOf("999988887777")).getCallerIdentity({})).Account).to.equal("999988887777");
  });

  it("takes every other access key for one default account", async () => {
    expect((await sts(credentialsOf("AKIAIOSFODNN7EXAMPLE")).getCallerIdentity({})).Account).to.equal("123456789012");
  });

  it("assumes roles into their own account, with credentials that work there", async () => {
    const credentials = await assume("arn:aws:iam::999988887777:role/path/deployer");
    expect(credentials.accessKeyId).to.match(/^ASIA[A-Z0-9]{16}$/);
    const identity = await sts(credentials).getCallerIdentity({});
    expect(identity).to.include({
      Account: "999988887777",
      Arn: "arn:aws:sts::999988887777:assumed-role/deployer/test",
    });
    await scene.clientOf("999988887777").createCollection({ CollectionId: "theirs" });
    expect(scene.emulator.state().collections[0]?.account).to.equal("999988887777");
  });

  it("assumes roles with the token of an identity provider, from a request without a signature", async () => {
    const anonymous = new STS({
      endpoint: scene.emulator.url,
      region: REGION,
      credentials: credentialsOf(""),
      maxAttempts: 1,
    });
    clients.push(anonymous);
    const RoleArn = "arn:aws:iam::999988887777:role/deployer";
    const asked = { RoleArn, RoleSessionName: "test" };
    const { Credentials: given } = await anonymous.assumeRoleWithWebIdentity({ ...asked, WebIdentityToken: "made-up" });
    const credentials = {
      accessKeyId: given?.AccessKeyId ?? "",
      secretAccessKey: given?.SecretAccessKey ?? "",
      sessionToken: given?.SessionToken ?? "",
    };
    expect((await sts(credentials).getCallerIdentity({})).Arn).to.equal(
      "arn:aws:sts::999988887777:assumed-role/deployer/test",
    );
    const thrown = await anonymous.assumeRoleWithWebIdentity({ ...asked, WebIdentityToken: "" }).then(
      () => undefined,
      (error: unknown) => error as Error,
    );
    expect(thrown?.name).to.match(/^InvalidIdentityToken(Exception)?$/);
  });

  it("refuses roles that are none", async () => {
    const thrown = await assume("arn:aws:iam::999988887777:user/somebody").then(
      () => undefined,
      (error: unknown) => error as Error,
    );
    expect(thrown).to.include({ name: "ValidationError" });
  });

  it("meets faults in STS's own spelling", async () => {
    scene.emulator.addFault({ operation: "GetCallerIdentity", kind: "expiredCredentials", times: 1 });
    const client = sts(credentialsOf(ACCOUNT));
    const thrown = await client.getCallerIdentity({}).then(
      () => undefined,
      (error: unknown) => error as Error,
    );
    expect(thrown?.name).to.match(/^ExpiredToken(Exception)?$/);
    expect((await client.getCallerIdentity({})).Account).to.equal(ACCOUNT);
  });
});
