import { startPlugin } from "../plugin/plugin.js";
import type { RunningClient, Waited } from "./clients.js";

/** What a model is made of whose status is decided otherwise. */
export const TRAINING = {
  OutputConfig: { S3Bucket: "results", S3KeyPrefix: "results" },
  TrainingData: { Assets: [{ GroundTruthManifest: { S3Object: { Bucket: "data", Name: "manifest.jsonl" } } }] },
  TestingData: { AutoCreate: true },
};

/** A provider in the form of Pulumi's documentation: create makes the call and returns what it answered. */
const provider = (endpoint: string, account: string): string => `exports.handler = () => ({
  async create(inputs) {
    const scope = "${account}/20260101/us-east-1/rekognition/aws4_request";
    const response = await fetch("${endpoint}", {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "RekognitionService." + inputs.operation,
        authorization: "AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=host, Signature=none",
      },
      body: JSON.stringify(inputs.request),
    });
    const answer = await response.json();
    return { id: answer.ProjectVersionArn ?? answer.Status, outs: answer };
  },
});`;

/** Runs it in Pulumi's dynamic provider process, which then stays up as it does while the rest of a stack is made. */
export function documentedProvider(waited: Waited): RunningClient {
  const { endpoint, account, projectArn, versionName, schedule } = waited;
  const more = `${versionName}-by-provider`;
  const request = {
    ProjectArn: projectArn,
    VersionName: more,
    ...TRAINING,
  };
  const stops: (() => void)[] = [];
  const create = async (): Promise<never> => {
    const { plugin, stop } = await startPlugin(endpoint);
    stops.push(stop);
    const inputs = { operation: "CreateProjectVersion", request, wait: schedule.wait };
    await plugin.create({ ...inputs, __provider: provider(endpoint, account) });
    // It has returned; nobody goes on looking.
    return new Promise(() => undefined);
  };
  return {
    ended: create(),
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
