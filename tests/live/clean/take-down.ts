import type { Rekognition } from "@aws-sdk/client-rekognition";
import { unless } from "../aws/clients.js";
import type { Inventory, LeftModel, LeftProject } from "./inventory.js";

/** Gone already, or not possible in the present status: the next look tells. */
const LATER = [
  "ResourceNotFoundException",
  "ResourceInUseException",
  "ConflictException",
  "ThrottlingException",
  "ProvisionedThroughputExceededException",
] as const;

type Tell = (line: string) => void;

/**
 * Does what can be done now: stops what runs, then deletes what is at rest. What is still starting, stopping or being deleted
 * is left for the next look.
 */
export async function takeDown(client: Rekognition, found: Inventory, tell: Tell): Promise<void> {
  await stopAll(client, found, tell);
  for (const { name, status } of found.streamProcessors) {
    if (status !== "RUNNING") await unless(LATER, () => client.deleteStreamProcessor({ Name: name }));
  }
  for (const id of found.collections) await unless(LATER, () => client.deleteCollection({ CollectionId: id }));
  for (const project of found.projects) await removeProject(client, project);
}

/** What costs goes first, all at once; one failure keeps nothing else from being stopped. */
async function stopAll(client: Rekognition, found: Inventory, tell: Tell): Promise<void> {
  const models = found.projects.flatMap((project) => project.models).filter(({ status }) => status === "RUNNING");
  const streams = found.streamProcessors.filter(({ status }) => status === "RUNNING");
  const stops = [
    ...models.map(async ({ arn }) => {
      tell(`  stopping ${arn}`);
      await unless(LATER, () => client.stopProjectVersion({ ProjectVersionArn: arn }));
    }),
    ...streams.map(async ({ name }) => {
      tell(`  stopping stream processor ${name}`);
      await unless(LATER, () => client.stopStreamProcessor({ Name: name }));
    }),
  ];
  const failed = (await Promise.allSettled(stops)).find((stop) => stop.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

/** Statuses in which AWS deletes no model: it would only refuse. */
const BUSY = ["TRAINING_IN_PROGRESS", "COPYING_IN_PROGRESS", "STARTING", "RUNNING", "STOPPING", "DELETING"];

async function removeProject(client: Rekognition, project: LeftProject): Promise<void> {
  const { arn, models, datasets, policies, status } = project;
  if (status === "DELETING") return;
  const isAtRest = ({ status: each }: LeftModel): boolean => !BUSY.includes(each);
  for (const model of models.filter(isAtRest)) {
    await unless(LATER, () => client.deleteProjectVersion({ ProjectVersionArn: model.arn }));
  }
  for (const dataset of datasets) await unless(LATER, () => client.deleteDataset({ DatasetArn: dataset.arn }));
  for (const policy of policies) {
    await unless(LATER, () => client.deleteProjectPolicy({ ProjectArn: arn, PolicyName: policy }));
  }
  if (models.length === 0 && datasets.length === 0) {
    await unless(LATER, () => client.deleteProject({ ProjectArn: arn }));
  }
}
