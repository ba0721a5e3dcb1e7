import {
  type Rekognition,
  paginateDescribeProjects,
  paginateDescribeProjectVersions,
} from "@aws-sdk/client-rekognition";
import { paginateListCollections, paginateListStreamProcessors } from "@aws-sdk/client-rekognition";
import { OWNER_TAG } from "../../../provider/lifecycle/claim.js";
import { NOT_FOUND, unless } from "../aws/clients.js";
import type { Names } from "../runs/names.js";

export interface LeftModel {
  readonly arn: string;
  readonly status: string;
}

export interface LeftProject {
  readonly arn: string;
  readonly name: string;
  readonly status: string;
  readonly models: readonly LeftModel[];
  readonly datasets: readonly { readonly arn: string; readonly status: string }[];
  readonly policies: readonly string[];
}

/** What of an owner's there is in Rekognition. */
export interface Inventory {
  readonly projects: readonly LeftProject[];
  readonly collections: readonly string[];
  readonly streamProcessors: readonly { readonly name: string; readonly status: string }[];
  /** Things with a name of this owner's that do not carry its tag: they are left alone. */
  readonly untagged: readonly string[];
}

/** Why streaming video cannot be listed: not every region and account has it. */
const NO_STREAMS = ["AccessDeniedException"] as const;

/** Looks for what carries the owner's tag among what has a name of the owner's. What is in its projects is its own as well. */
export async function ownedThings(client: Rekognition, names: Names): Promise<Inventory> {
  const untagged: string[] = [];
  const isOwned = async (arn: string): Promise<boolean> => {
    const answer = await unless(NOT_FOUND, () => client.listTagsForResource({ ResourceArn: arn }));
    if (answer === undefined) return false;
    const mark = answer.Tags?.[OWNER_TAG];
    if (mark === undefined) untagged.push(arn);
    return mark === names.mark;
  };
  return {
    projects: await ownedProjects(client, names, isOwned),
    collections: await ownedCollections(client, names, isOwned),
    streamProcessors: await ownedStreamProcessors(client, names, isOwned),
    untagged,
  };
}

/** Whether there is anything; what is not tagged counts. */
export function isEmpty({ projects, collections, streamProcessors, untagged }: Inventory): boolean {
  return [projects, collections, streamProcessors, untagged].every(({ length }) => length === 0);
}

/** What there is, in words. */
export function inventoryText({ projects, collections, streamProcessors, untagged }: Inventory): string[] {
  return [
    ...projects.flatMap(({ arn, status, models }) => [
      `${arn} (${status})`,
      ...models.map((model) => `${model.arn} (${model.status})`),
    ]),
    ...collections.map((id) => `collection ${id}`),
    ...streamProcessors.map(({ name, status }) => `stream processor ${name} (${status})`),
    ...untagged.map((arn) => `${arn}, which does not carry the owner's tag`),
  ];
}

type IsOwned = (arn: string) => Promise<boolean>;

async function ownedProjects(client: Rekognition, names: Names, isOwned: IsOwned): Promise<LeftProject[]> {
  const owned: LeftProject[] = [];
  const pages = paginateDescribeProjects({ client }, { Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"] });
  for await (const { ProjectDescriptions = [] } of pages) {
    for (const { ProjectArn: arn = "", Status: status = "", Datasets = [] } of ProjectDescriptions) {
      const name = /:project\/([^/]+)\//.exec(arn)?.[1] ?? "";
      if (!name.startsWith(names.prefix) || !(await isOwned(arn))) continue;
      const models = (await unless(NOT_FOUND, () => modelsOf(client, arn))) ?? [];
      const policies = await unless(NOT_FOUND, () => client.listProjectPolicies({ ProjectArn: arn }));
      owned.push({
        arn,
        name,
        status,
        models,
        datasets: Datasets.map(({ DatasetArn = "", Status = "" }) => ({ arn: DatasetArn, status: Status })),
        policies: policies?.ProjectPolicies?.map(({ PolicyName = "" }) => PolicyName) ?? [],
      });
    }
  }
  return owned;
}

async function modelsOf(client: Rekognition, projectArn: string): Promise<LeftModel[]> {
  const models: LeftModel[] = [];
  for await (const page of paginateDescribeProjectVersions({ client }, { ProjectArn: projectArn })) {
    for (const { ProjectVersionArn: arn = "", Status: status = "" } of page.ProjectVersionDescriptions ?? []) {
      models.push({ arn, status });
    }
  }
  return models;
}

async function ownedCollections(client: Rekognition, names: Names, isOwned: IsOwned): Promise<string[]> {
  const owned: string[] = [];
  for await (const { CollectionIds = [] } of paginateListCollections({ client }, {})) {
    for (const id of CollectionIds.filter((each) => each.startsWith(names.prefix))) {
      const described = await unless(NOT_FOUND, () => client.describeCollection({ CollectionId: id }));
      if (described?.CollectionARN !== undefined && (await isOwned(described.CollectionARN))) owned.push(id);
    }
  }
  return owned;
}

async function ownedStreamProcessors(client: Rekognition, names: Names, isOwned: IsOwned) {
  const owned: { name: string; status: string }[] = [];
  await unless(NO_STREAMS, async () => {
    for await (const { StreamProcessors = [] } of paginateListStreamProcessors({ client }, {})) {
      for (const { Name: name = "", Status: status = "" } of StreamProcessors) {
        if (!name.startsWith(names.prefix)) continue;
        const described = await unless(NOT_FOUND, () => client.describeStreamProcessor({ Name: name }));
        const arn = described?.StreamProcessorArn;
        if (arn !== undefined && (await isOwned(arn))) owned.push({ name, status });
      }
    }
  });
  return owned;
}
