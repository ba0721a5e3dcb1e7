import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { SANDBOX_ACCOUNT } from "../../tools/sandbox/surroundings.js";
import type { Operation } from "./harness/operation.js";
import { FACADES, providePlugin } from "./harness/plugin-program.js";
import { World } from "./harness/world.js";

/** What must not be found anywhere, by what it is. Each is told apart by its number. */
const CREDENTIALS = {
  environmentSecret: "PLANTED1/environment/secret/key",
  profileSecret: "PLANTED2/profile/secret/key",
  profileToken: "PLANTED3/profile/session/token",
  proxyPassword: "PLANTED4-proxy-password",
  externalId: "PLANTED5-external-id",
  endpointPassword: "PLANTED6-endpoint-password",
};
/** What the program marks as secret: AWS is told, the state holds it encrypted. */
const WRAPPED = { tag: "PLANTED7-tag", tags: "PLANTED8-tags" };

const program = (from: string): string => `
  const pulumi = require("@pulumi/pulumi");
  const { Collection, Project } = require("${from}");
  new Project("project", { tags: { team: pulumi.secret("${WRAPPED.tag}") } });
  new Collection("faces", { tags: pulumi.secret({ team: "${WRAPPED.tags}" }) });
`;

/** As AWS answers a signature it does not accept. */
const CANONICAL = `The Canonical String for this request should have been 'POST\n/\n\nhost:rekognition\nx-amz-security-token:${CREDENTIALS.profileToken}\n' signed with ${CREDENTIALS.profileSecret}`;

for (const from of FACADES) hidesSecrets(from);

function hidesSecrets(from: string): void {
  describe(`planted secrets, with ${from}`, () => {
    let world: World;
    const written: string[] = [];
    const debugged: string[] = [];

    before(async () => {
      world = await World.create({ program: program(from), timeScale: 30, environment: { NO_PROXY: "127.0.0.1" } });
      providePlugin(world.stack);
      const file = join(world.stack.folder, "credentials");
      const profile = {
        aws_access_key_id: SANDBOX_ACCOUNT,
        aws_secret_access_key: CREDENTIALS.profileSecret,
        aws_session_token: CREDENTIALS.profileToken,
      };
      const lines = Object.entries(profile).map(([key, value]) => `${key} = ${value}`);
      writeFileSync(file, ["[planted]", ...lines, ""].join("\n"));
      await world.stack.setConfig({ "rekognition:profile": "planted" });
      const role = { roleArn: `arn:aws:iam::${SANDBOX_ACCOUNT}:role/deploy`, externalId: CREDENTIALS.externalId };
      await world.stack.cli(["config", "set", "--secret", ...where(), "rekognition:assumeRole", JSON.stringify(role)]);
    });
    after(() => {
      world.dispose();
    });

    const where = (): string[] => [
      "--stack",
      world.stack.name,
      "--config-file",
      join(dirname(world.stack.folder), "config", `Pulumi.${world.stack.name}.yaml`),
    ];

    const environment = (): Record<string, string> => ({
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.environmentSecret,
      AWS_SHARED_CREDENTIALS_FILE: join(world.stack.folder, "credentials"),
      HTTPS_PROXY: `http://proxy-user:${CREDENTIALS.proxyPassword}@127.0.0.1:9`,
      HTTP_PROXY: `http://proxy-user:${CREDENTIALS.proxyPassword}@127.0.0.1:9`,
      PULUMI_REKOGNITION_LOG: callLog(),
    });
    const callLog = (): string => join(dirname(world.stack.folder), "calls.log");

    /** Remembers all that an operation wrote. */
    async function noted(operation: Promise<Operation>): Promise<Operation> {
      const result = await operation;
      // In its debug messages Pulumi's SDK itself tells what a program wraps; they are looked at below, for credentials.
      const events = result.events.filter(({ diagnosticEvent }) => String(diagnosticEvent?.severity) !== "debug");
      written.push(result.text, JSON.stringify(events));
      debugged.push(JSON.stringify(result.events));
      written.push(await world.stack.cli(["stack", "export", "--stack", world.stack.name]));
      return result;
    }

    it("are nowhere in output, events and state of a whole life with failures", async () => {
      const { stack, emulator } = world;
      const made = await noted(stack.up({ environment: environment() }));
      expect(made.changes).to.deep.include({ create: 3 });
      const [team] = (await emulator.control.state()).projects.map(({ tags }) => tags["team"]);
      expect(team, "AWS is told").to.equal(WRAPPED.tag);
      await noted(stack.refresh({ environment: environment() }));

      await emulator.control.addFaults({ add: [{ operation: "CreateCollection", kind: "deny", message: CANONICAL }] });
      stack.setProgram(`${program(from)}new Collection("more", {});`);
      const refused = await noted(stack.up({ fails: true, environment: environment() }));
      expect(refused.text, "the service's text is passed on").to.contain("The Canonical String for this request");
      expect(refused.text).to.contain("[secret]");
      await emulator.control.clearFaults();

      const address = emulator.url.replace("http://", `http://user:${CREDENTIALS.endpointPassword}@`);
      // What is configured in plain text stands so in the stack's configuration and state, no matter who reads it.
      await stack.cli(["config", "set", "--secret", ...where(), "rekognition:endpoint", address]);
      const unusable = await noted(stack.up({ fails: true, environment: environment() }));
      expect(unusable.text).to.contain("without user name and password");
      await stack.setConfig({ "rekognition:endpoint": emulator.url });
      await noted(stack.destroy({ environment: environment(), args: ["--run-program"] }));
      const calls = readFileSync(callLog(), "utf8");
      expect(calls).to.match(
        / operation=CreateCollection object=\S+ attempt=1 outcome=AccessDeniedException requestId=\S+ ms=/,
      );
      written.push(calls);

      for (const [name, secret] of Object.entries({ ...CREDENTIALS, ...WRAPPED })) {
        expect(
          written.filter((text) => text.includes(secret)),
          name,
        ).to.deep.equal([]);
      }
    });

    it("are, where they are credentials, not told to the service either", async () => {
      const calls = JSON.stringify(await world.emulator.control.calls());
      expect(calls).to.contain("AssumeRole");
      const { environmentSecret, profileSecret, profileToken, proxyPassword, endpointPassword } = CREDENTIALS;
      for (const secret of [environmentSecret, profileSecret, profileToken, proxyPassword, endpointPassword]) {
        expect(calls).not.to.contain(secret);
      }
    });

    it("are, where they are credentials, in no log of the engine, however much it logs", async () => {
      const folder = dirname(world.stack.folder);
      const logs = { PULUMI_DEBUG_GRPC: join(folder, "grpc.json"), PULUMI_REKOGNITION_LOG: "engine" };
      const verbose = { ...environment(), ...logs };
      world.stack.setProgram(`new (require("${from}").Project)("other", {});`);
      const logged = await noted(
        world.stack.up({ environment: verbose, args: ["-v=9", "--logtostderr", "--logflow", "--debug"] }),
      );
      const grpc = readFileSync(join(folder, "grpc.json"), "utf8");
      expect(logged.text.length).to.be.greaterThan(10_000);
      expect(grpc).to.match(/rekognition:(index:)?Project/);
      expect(debugged.at(-1)).to.contain("operation=CreateProject");
      for (const secret of Object.values(CREDENTIALS).filter((value) => value !== CREDENTIALS.externalId)) {
        expect(`${logged.text}${debugged.join("")}`).not.to.contain(secret);
        expect(grpc).not.to.contain(secret);
      }
    });

    it("are in no file that is left of the stack's state", () => {
      const files = filesIn(join(dirname(world.stack.folder), "state"));
      expect(files.length).to.be.greaterThan(3);
      for (const [name, secret] of Object.entries({ ...CREDENTIALS, ...WRAPPED })) {
        expect(
          files.filter((file) => readFileSync(file, "utf8").includes(secret)),
          name,
        ).to.deep.equal([]);
      }
    });
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}
