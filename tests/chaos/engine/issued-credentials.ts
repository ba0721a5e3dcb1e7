import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onCleanUp } from "../../../tools/sandbox/cleanup.js";
import { SANDBOX_ACCOUNT } from "../../../tools/sandbox/surroundings.js";

/** Hands out credentials through `credential_process`, other ones each time it is asked. */
export interface CredentialIssuer {
  /** For the environment of the CLI: no keys of its own, and a profile that asks the issuer. */
  readonly environment: Readonly<Record<string, string>>;
  /** Access key ids in the order in which they were issued; each time somebody asked. */
  issued(): string[];
  dispose(): void;
}

/** The emulator reads the account from a temporary key of this form. The second ones may be another account's. */
const PROGRAM = `
  const { appendFileSync, readFileSync } = require("node:fs");
  const [log, second] = process.argv.slice(2);
  const count = readFileSync(log, "utf8").split("\\n").length;
  const AccessKeyId = "ASIA" + (count === 2 ? second : "${SANDBOX_ACCOUNT}") + String(count).padStart(4, "0");
  appendFileSync(log, AccessKeyId + "\\n");
  const credentials = { Version: 1, AccessKeyId, SecretAccessKey: "issued", SessionToken: "session-" + count };
  process.stdout.write(JSON.stringify(credentials));
`;

export function createCredentialIssuer({ second = SANDBOX_ACCOUNT } = {}): CredentialIssuer {
  const folder = mkdtempSync(join(tmpdir(), "credentials-"));
  const [program, log, config] = ["issue.js", "issued.txt", "config"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(program, PROGRAM);
  writeFileSync(log, "");
  writeFileSync(config, `[default]\ncredential_process = "${process.execPath}" "${program}" "${log}" "${second}"\n`);
  return {
    environment: { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", AWS_CONFIG_FILE: config },
    issued: () => readFileSync(log, "utf8").trim().split("\n"),
    dispose: onCleanUp(() => {
      rmSync(folder, { recursive: true, force: true });
    }),
  };
}
