import { spawn } from "node:child_process";
import { join } from "node:path";
import {
  RekognitionClient,
  waitUntilProjectVersionRunning,
  waitUntilProjectVersionTrainingCompleted,
} from "@aws-sdk/client-rekognition";
import { REPOSITORY } from "../../tests/e2e/harness/package-under-test.js";
import { onCleanUp } from "../../tools/sandbox/cleanup.js";
import { SANDBOX_REGION } from "../../tools/sandbox/surroundings.js";
import { CACHE, pythonProgram, run } from "../peers/python.js";
import { AWS_JAVASCRIPT, AWS_PYTHON, PULUMI_DOCUMENTATION, TERRAFORM } from "../schedules/peers.js";
import type { Peer, Schedule } from "../schedules/schedule.js";
import { documentedProvider } from "./documented-provider.js";

/** The model that a client waits for. */
export interface Waited {
  readonly endpoint: string;
  /** 12 digits: the emulator tells the clients apart by it. */
  readonly account: string;
  readonly projectArn: string;
  readonly versionName: string;
  readonly schedule: Schedule;
}

/** A real client that waits. */
export interface RunningClient {
  /** How its wait ended; pending while it goes on. */
  readonly ended: Promise<"done" | "failed">;
  readonly stop: () => void;
}

const DAY_S = 86_400;

function javascript({ endpoint, account, projectArn, versionName, schedule }: Waited): RunningClient {
  const credentials = { accessKeyId: account, secretAccessKey: "made-up" };
  const client = new RekognitionClient({ endpoint, region: SANDBOX_REGION, credentials });
  const stopped = new AbortController();
  const wait = schedule.wait === "training" ? waitUntilProjectVersionTrainingCompleted : waitUntilProjectVersionRunning;
  const options = { client, maxWaitTime: DAY_S, abortSignal: stopped.signal };
  return {
    ended: wait(options, { ProjectArn: projectArn, VersionNames: [versionName] }).then(
      () => "done",
      () => "failed",
    ),
    stop: () => {
      stopped.abort();
      client.destroy();
    },
  };
}

/** A client in a process of its own, which says by its exit code how the wait ended. */
function inProcess(command: string, args: readonly string[], account: string): RunningClient {
  const child = spawn(command, args, {
    stdio: ["ignore", "ignore", "ignore"],
    windowsHide: true,
    env: {
      PATH: process.env["PATH"],
      SystemRoot: process.env["SystemRoot"],
      AWS_ACCESS_KEY_ID: account,
      AWS_SECRET_ACCESS_KEY: "made-up",
      AWS_CONFIG_FILE: "/nonexistent",
      AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
    },
  });
  const ended = new Promise<"done" | "failed">((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      resolve(code === 0 ? "done" : "failed");
    });
  });
  return { ended, stop: onCleanUp(() => child.kill("SIGKILL")) };
}

function python({ endpoint, account, projectArn, versionName, schedule }: Waited): RunningClient {
  const script = join(REPOSITORY, "bench", "verify", "waiter.py");
  const waiter = schedule.wait === "training" ? "project_version_training_completed" : "project_version_running";
  return inProcess(
    pythonProgram("python"),
    [script, endpoint, SANDBOX_REGION, waiter, projectArn, versionName],
    account,
  );
}

const GO_FOLDER = join(REPOSITORY, "bench", "verify", "go");
const GO_PROGRAM = join(CACHE, process.platform === "win32" ? "statechange.exe" : "statechange");

function terraform({ endpoint, account, projectArn, versionName, schedule }: Waited): RunningClient {
  const states = (verdict: string): string =>
    Object.keys(schedule.verdicts)
      .filter((status) => schedule.verdicts[status] === verdict)
      .join(",");
  const args = [endpoint, SANDBOX_REGION, projectArn, versionName, states("again"), states("done")];
  return inProcess(GO_PROGRAM, args, account);
}

const CLIENTS: ReadonlyMap<Peer, (waited: Waited) => RunningClient> = new Map([
  [AWS_JAVASCRIPT, javascript],
  [AWS_PYTHON, python],
  [TERRAFORM, terraform],
  [PULUMI_DOCUMENTATION, documentedProvider],
]);

/** Installs and builds what the clients are made of. */
export function prepareClients(): void {
  pythonProgram("python");
  run("go", ["build", "-o", GO_PROGRAM, "."], GO_FOLDER);
}

/** Lets the real client wait. */
export function startClient(peer: Peer, waited: Waited): RunningClient {
  const start = CLIENTS.get(peer);
  if (start === undefined) throw new Error(`there is no client of ${peer.name}`);
  return start(waited);
}
