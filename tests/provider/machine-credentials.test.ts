import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { type Emulator, startEmulator } from "../../emulator/index.js";
import { Connection } from "../../provider/aws/connection.js";
import type { CredentialSource } from "../../provider/aws/settings.js";
import { restoreEnvironment, takeCredentials } from "./harness/environment.js";

const MACHINE_ACCOUNT = "777788889999";

/** EC2's metadata service, as far as credentials go. */
async function startMetadata(asked: string[]): Promise<Server> {
  const server = createServer(({ url = "" }, answer) => {
    asked.push(url);
    if (url.endsWith("/token")) answer.end("made-up");
    else if (url.endsWith("/machine")) answer.end(JSON.stringify(CREDENTIALS));
    else answer.end("machine");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

const CREDENTIALS = {
  Code: "Success",
  AccessKeyId: MACHINE_ACCOUNT,
  SecretAccessKey: "made-up-secret",
  Token: "made-up-token",
  Expiration: "2999-01-01T00:00:00Z",
};

describe("the credentials of the machine", () => {
  const asked: string[] = [];
  let metadata: Server;
  let emulator: Emulator;
  let connection: Connection | undefined;
  beforeEach(async () => {
    takeCredentials(undefined);
    asked.length = 0;
    [metadata, emulator] = await Promise.all([startMetadata(asked), startEmulator()]);
    Reflect.deleteProperty(process.env, "AWS_EC2_METADATA_DISABLED");
    const { port } = metadata.address() as AddressInfo;
    process.env.AWS_EC2_METADATA_SERVICE_ENDPOINT = `http://127.0.0.1:${String(port)}`;
  });
  afterEach(async () => {
    connection?.close();
    metadata.close();
    await emulator.close();
    Reflect.deleteProperty(process.env, "AWS_EC2_METADATA_SERVICE_ENDPOINT");
    restoreEnvironment();
  });

  async function call(credentials: CredentialSource): Promise<string> {
    connection = new Connection({
      region: "us-east-1",
      endpoint: emulator.url,
      stsEndpoint: emulator.url,
      s3Endpoint: undefined,
      credentials,
      assumeRoles: [],
      useFipsEndpoint: undefined,
      maxAttempts: 1,
      allowedAccountIds: [],
      forbiddenAccountIds: [],
    });
    return connection.send("DescribeProjects", {}).then(
      () => emulator.calls().at(-1)?.account ?? "",
      (error: unknown) => (error as Error).message,
    );
  }

  it("are what the default chain ends with", async () => {
    expect(await call({})).to.equal(MACHINE_ACCOUNT);
  });

  it("are not asked for with skipMetadataApiCheck", async () => {
    expect(await call({ skipInstanceMetadata: true }))
      .to.contain("skipMetadataApiCheck")
      .and.to.contain("[NoCredentials]");
    expect(asked).to.deep.equal([]);
  });

  it("do not stand in for a profile that is not there", async () => {
    expect(await call({ profile: "typo" }))
      .to.contain('no profile "typo"')
      .and.to.contain("[NoCredentials]");
    expect(asked).to.deep.equal([]);
  });
});
