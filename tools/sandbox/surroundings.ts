import { mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { temporaryFolder } from "./cleanup.js";

/** The account the emulator takes from the access key id of the sandbox. */
export const SANDBOX_ACCOUNT = "123456789012";
export const SANDBOX_REGION = "us-east-1";
export const SANDBOX_CREDENTIALS = { accessKeyId: SANDBOX_ACCOUNT, secretAccessKey: "sandbox-secret-key" } as const;

// What a child needs of the real environment to start at all. Nothing else comes in: no credentials, profile or login.
const INHERITED = ["PATH", "LANG", "TERM", "TMPDIR", "TEMP", "TMP", "SystemRoot", "ComSpec", "PATHEXT"];

/** A temporary folder with a home, a Pulumi home and a state backend, and the environment that leads there. */
export interface Surroundings {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  dispose(): void;
}

export interface SurroundingsOptions {
  /** The folder that holds `pulumi`; it comes first on PATH. */
  readonly engineFolder: string;
  /** How many times faster than real time the provider's clock runs. Default: 1. */
  readonly clockScale?: number;
  /** Added to the environment, and stronger than what the sandbox sets. */
  readonly environment?: Readonly<Record<string, string>>;
}

function inherited(): Record<string, string> {
  const values = INHERITED.map((name) => [name, process.env[name]] as const);
  return Object.fromEntries(values.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** Without those that npm adds for a script: the engine would find this package's plugin there, and take it for installed. */
function commandFolders(path = ""): string[] {
  return path.split(delimiter).filter((folder) => !folder.endsWith(join("node_modules", ".bin")));
}

/** Makes throw-away surroundings: local state, a passphrase that protects nothing, test credentials, no login. */
export function createSurroundings(options: SurroundingsOptions): Surroundings {
  const { folder, remove } = temporaryFolder("pulumi-rekognition-");
  const home = join(folder, "home");
  const state = join(folder, "state");
  for (const made of [home, state]) mkdirSync(made);
  const own = inherited();
  const environment = {
    ...own,
    PATH: [options.engineFolder, ...commandFolders(own["PATH"])].join(delimiter),
    HOME: home,
    USERPROFILE: home,
    PULUMI_HOME: join(home, ".pulumi"),
    PULUMI_BACKEND_URL: pathToFileURL(state).href,
    PULUMI_CONFIG_PASSPHRASE: "throw-away",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_REKOGNITION_CLOCK_SCALE: String(options.clockScale ?? 1),
    AWS_ACCESS_KEY_ID: SANDBOX_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: SANDBOX_CREDENTIALS.secretAccessKey,
    AWS_EC2_METADATA_DISABLED: "true",
    ...options.environment,
  };
  return { folder, environment, dispose: remove };
}
