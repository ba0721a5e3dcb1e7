import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { expect } from "chai";
import { Connection } from "../../../provider/aws/connection.js";
import { CODE_OF } from "../../../provider/aws/error-mapping.js";
import type { AwsSettings } from "../../../provider/aws/settings.js";
import { readConfig } from "../../../provider/session/config.js";
import { SpokenError } from "../../../provider/facades/dynamic/spoken-error.js";
import { RekognitionError } from "../../../provider/base/errors.js";
import { type HostileService, startHostileService } from "./hostile-service.js";

const SECRET_KEY = "PLANTED/secret+access/key=";
const TOKEN = "PLANTED/session/token==";
const EXTERNAL_ID = "PLANTED-external-id";
const PASSWORD = "PLANTED-password";

const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: "111122223333",
  AWS_SECRET_ACCESS_KEY: SECRET_KEY,
  AWS_SESSION_TOKEN: TOKEN,
} as const;
const VARIABLES = [
  ...Object.keys(ENVIRONMENT),
  "AWS_CONFIG_FILE",
  "AWS_SHARED_CREDENTIALS_FILE",
  "AWS_EC2_METADATA_DISABLED",
  "http_proxy",
];

/** As AWS answers a signature it does not accept, and a little more. */
const SAID = `Bad signature.\n\u001b[31mThe Canonical String should have been 'POST\nx-amz-security-token:${TOKEN}\n' with ${SECRET_KEY} (${encodeURIComponent(SECRET_KEY)}) for ${EXTERNAL_ID}`;

describe("an error of AWS that tells our own credentials", () => {
  const before = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));
  let service: HostileService;
  let connection: Connection | undefined;
  let folder: string;

  function assign(values: Readonly<Record<string, string | undefined>>): void {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  }

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "rekognition-secrets-"));
    assign({ ...ENVIRONMENT, AWS_CONFIG_FILE: join(folder, "config"), AWS_EC2_METADATA_DISABLED: "true" });
    assign({ AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials") });
    service = await startHostileService();
  });
  afterEach(async () => {
    connection?.close();
    await service.close();
    assign(before);
    rmSync(folder, { recursive: true });
  });

  const settings = (more: Partial<AwsSettings> = {}): AwsSettings => ({
    region: "us-east-1",
    endpoint: service.url,
    stsEndpoint: service.url,
    s3Endpoint: service.url,
    credentials: {},
    assumeRoles: [],
    useFipsEndpoint: undefined,
    maxAttempts: 1,
    allowedAccountIds: [],
    forbiddenAccountIds: [],
    ...more,
  });

  /** What a failed call says, in every form in which somebody may print it. */
  async function told(run: () => Promise<unknown>): Promise<{ message: string; everything: string }> {
    const error = await run().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(RekognitionError);
    const { message, stack = "" } = error as RekognitionError;
    const spoken = new SpokenError("Project animals", error);
    const everything = [message, stack, inspect(error, { depth: 9 }), spoken.message, inspect(spoken, { depth: 9 })];
    return { message, everything: everything.join("\n") };
  }

  function expectNoSecret({ message, everything }: { message: string; everything: string }): void {
    expect(everything).not.to.contain("PLANTED");
    expect(message).not.to.match(/\p{Cc}/u);
  }

  for (const name of [...Object.keys(CODE_OF), "SomethingNew", "InternalFailure"]) {
    it(`does not pass them on: ${name}`, async () => {
      const status = name === "InternalFailure" ? 503 : 400;
      const assumeRole = { roleArn: "arn:aws:iam::111122223333:role/x", externalId: EXTERNAL_ID };
      const ways = [
        { said: SAID.replace(EXTERNAL_ID, ""), more: {} },
        { said: SAID, more: { assumeRoles: [assumeRole] } },
      ];
      for (const { said, more } of ways) {
        service.says = { name, message: said, status };
        const used = new Connection(settings(more));
        const reads = (): Promise<unknown> => used.readPart({ bucket: "bucket", name: "key" }, 0, undefined);
        for (const run of [() => used.send("DescribeProjects", {}), () => used.callerAccount(), reads]) {
          const answer = await told(run);
          expect(answer.message).to.contain("Bad signature. \\u001b[31mThe Canonical String should have been");
          expect(answer.message).to.contain("x-amz-security-token:[secret]");
          expectNoSecret(answer);
        }
        used.close();
      }
    });
  }

  for (const name of ["NoSuchKey", "SignatureDoesNotMatch"]) {
    it(`does not pass on what S3 tells beside its text: ${name}`, async () => {
      service.says = { name, message: "Something is wrong.", status: 403, beside: SAID };
      const used = new Connection(settings());
      connection = used;
      const answer = await told(() => used.readPart({ bucket: "bucket", name: "key" }, 0, undefined));
      expect(answer.message).to.contain(name === "NoSuchKey" ? "S3 says NoSuchKey" : "Something is wrong.");
      expectNoSecret(answer);
    });
  }

  it("nor the password of a proxy that is no URL", async () => {
    assign({ http_proxy: `http://user:${PASSWORD}@host:port` });
    connection = new Connection(settings());
    const answer = await told(() => connection?.send("DescribeProjects", {}) ?? Promise.resolve());
    expect(answer.message).to.contain("[InvalidConfiguration]").and.to.contain("HTTP_PROXY");
    expectNoSecret(answer);
  });

  it("nor the password of a proxy that does not answer", async () => {
    assign({ http_proxy: `http://user:${PASSWORD}@127.0.0.1:9` });
    connection = new Connection(settings());
    const answer = await told(() => connection?.send("DescribeProjects", {}) ?? Promise.resolve());
    expect(answer.message).to.contain("[ConnectionFailed]");
    expectNoSecret(answer);
  });

  const profiles = [
    { reason: "a process that fails", lines: [`credential_process = node -e process.exit(1) ${PASSWORD}`] },
    { reason: "a process that answers no JSON", lines: [`credential_process = echo ${PASSWORD}`] },
    { reason: "half a key pair", lines: [`aws_secret_access_key = ${PASSWORD}`] },
    {
      reason: "a role without a source",
      lines: ["role_arn = arn:aws:iam::111122223333:role/x", `external_id = ${PASSWORD}`],
    },
    { reason: "a line that is none", lines: [PASSWORD] },
  ];
  for (const { reason, lines } of profiles) {
    it(`nor what a profile holds that gives no credentials: ${reason}`, async () => {
      writeFileSync(join(folder, "config"), ["[profile planted]", ...lines, ""].join("\n"));
      writeFileSync(join(folder, "credentials"), ["[planted]", ...lines, ""].join("\n"));
      for (const name of Object.keys(ENVIRONMENT)) assign({ [name]: undefined });
      connection = new Connection(settings({ credentials: { profile: "planted" } }));
      const answer = await told(() => connection?.send("DescribeProjects", {}) ?? Promise.resolve());
      expect(answer.message).to.contain("[NoCredentials]");

      expectNoSecret(answer);
    });
  }

  const configured: { reason: string; key: string; value: string }[] = [
    {
      reason: "an endpoint with a password",
      key: "rekognition:endpoint",
      value: `https://user:${PASSWORD}@example.com`,
    },
    { reason: "an endpoint with a password that is no URL", key: "rekognition:endpoint", value: `user:${PASSWORD}@[` },
    {
      reason: "an address of S3 with a password",
      key: "rekognition:s3Endpoint",
      value: `https://user:${PASSWORD}@example.com`,
    },
    { reason: "a role that is not JSON", key: "rekognition:assumeRole", value: `{"externalId":"${PASSWORD}"` },
    { reason: "a role without its ARN", key: "rekognition:assumeRole", value: `{"externalId":"${PASSWORD}"}` },
  ];
  for (const { reason, key, value } of configured) {
    it(`nor what is configured wrongly: ${reason}`, async () => {
      const source = { get: (name: string) => (name === key ? value : undefined) };
      const answer = await told(async () => Promise.resolve(readConfig(source, {})));
      expect(answer.message).to.contain(`${key} cannot be used`);
      expectNoSecret(answer);
    });
  }
});
