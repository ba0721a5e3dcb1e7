import { DynamicPlugin } from "../../tests/provider/harness/dynamic-plugin.js";
import { EngineServer } from "../../tests/provider/harness/engine-server.js";
import type { Bag } from "../../tests/provider/harness/property-bag.js";
import { SANDBOX_CREDENTIALS, SANDBOX_REGION } from "../../tools/sandbox/surroundings.js";
import { NO_OP_PROVIDER } from "../peers/no-op.js";

/** A plugin in a process of its own, with as much of an engine as it talks to. */
export interface RunningPlugin {
  readonly plugin: DynamicPlugin;
  readonly stop: () => void;
}

/** What a provider's process gets: the emulator's credentials, nothing of the user's, and how fast its clock runs. */
export function pluginEnvironment(clockScale: number): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: SANDBOX_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: SANDBOX_CREDENTIALS.secretAccessKey,
    AWS_CONFIG_FILE: "/nonexistent",
    AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
    PULUMI_REKOGNITION_CLOCK_SCALE: String(clockScale),
  };
}

/**
 * Starts Pulumi's dynamic provider and configures it.
 * @param clockScale virtual seconds per real second of our provider
 */
export async function startPlugin(endpoint: string, clockScale = 1): Promise<RunningPlugin> {
  const engine = await EngineServer.start();
  const plugin = await DynamicPlugin.start(engine.address, pluginEnvironment(clockScale));
  await plugin.configure({ "rekognition:endpoint": endpoint, "rekognition:region": SANDBOX_REGION });
  return {
    plugin,
    stop: () => {
      plugin.stop();
      engine.kill();
    },
  };
}

/** Inputs of a model as the engine sends them, run by ours or by the provider that does nothing. */
export function modelInputs(name: string, projectArn: string, provider: "ours" | "none", more: object = {}): Bag {
  return {
    projectArn,
    ...trainingArgs("quickstart-data"),
    ...more,
    __provider:
      provider === "none"
        ? NO_OP_PROVIDER
        : 'exports.handler = () => require("pulumi-rekognition/provider").projectVersion;',
    __host: {
      owner: "acme/shop/dev",
      urn: `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/rekognition:ProjectVersion::${name}`,
      // While time runs very fast, a moment in which the machine is busy is hours of it.
      timeouts: { create: "1000h" },
    },
  };
}

/** Arguments of a model that is trained on the manifest in a bucket. */
export function trainingArgs(bucket: string): object {
  return {
    outputConfig: { s3Bucket: bucket, s3KeyPrefix: "training-output" },
    trainingData: { assets: [{ groundTruthManifest: { s3Object: { bucket, name: "manifest.jsonl" } } }] },
    testingData: { autoCreate: true },
  };
}
