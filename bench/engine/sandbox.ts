import { Rekognition } from "@aws-sdk/client-rekognition";
import { BUCKETS } from "../../tests/e2e/harness/model-program.js";
import { type EmulatorProcess, startEmulatorProcess } from "../../tools/sandbox/emulator-process.js";
import { SANDBOX_CREDENTIALS, SANDBOX_REGION } from "../../tools/sandbox/surroundings.js";

/** So fast that trainings, starts and AWS's rates take no time worth measuring. */
export const FAST = 3_600;
/** Added to the environment of a command that is to run as fast as the user's own would. */
export const REAL_TIME = { PULUMI_REKOGNITION_CLOCK_SCALE: "1" } as const;
const PROJECT_CREATING_MS = 3_000;

/** An emulator that takes many models at once, whose trainings are short. */
export async function startRoomyEmulator(models: number): Promise<EmulatorProcess> {
  const emulator = await startEmulatorProcess({ timeScale: FAST, buckets: BUCKETS });
  await emulator.control.setSwitches({
    trainingMs: 60_000,
    modelStartingMs: 60_000,
    quotaConcurrentTrainings: models,
    quotaRunningModels: models,
    quotaModelsPerProject: models,
  });
  return emulator;
}

/** Projects made without the provider. */
export async function makeProjects(emulator: EmulatorProcess, count: number): Promise<string[]> {
  const { url: endpoint } = emulator;
  const client = new Rekognition({ endpoint, region: SANDBOX_REGION, credentials: SANDBOX_CREDENTIALS });
  const arns: string[] = [];
  for (let index = 0; index < count; index += 1) {
    arns.push((await client.createProject({ ProjectName: `project-${index}` })).ProjectArn ?? "");
  }
  client.destroy();
  await emulator.control.clock({ advanceMs: PROJECT_CREATING_MS });
  return arns;
}
