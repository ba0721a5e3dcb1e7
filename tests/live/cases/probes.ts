import type { Rekognition } from "@aws-sdk/client-rekognition";
import { NOT_FOUND, unless } from "../aws/clients.js";
import type { ProbeAnswer } from "../record/record.js";
import { eventually, NotAsExpected } from "./asserting.js";
import { type CaseContext, FREE, type LiveCase } from "./live-case.js";

/** Where a question is asked; the ARNs and names in it exist nowhere. */
export interface Asked {
  readonly client: Rekognition;
  readonly account: string;
  readonly region: string;
}

type Question = (asked: Asked) => Promise<unknown>;

const arnOf = ({ account, region }: Asked, rest: string): string => `arn:aws:rekognition:${region}:${account}:${rest}`;
const NOTHING = "project/pulumi-rekognition-live-nothing/1500000000000";
const MODEL = "project/pulumi-rekognition-live-nothing/version/v1/1500000000000";

/** Questions that AWS refuses, free and without effect: its names and words of errors. */
const QUESTIONS: Readonly<Record<string, Question>> = {
  "a model of no project": ({ client, ...at }) =>
    client.describeProjectVersions({ ProjectArn: arnOf({ client, ...at }, NOTHING) }),
  "a dataset of no project": (asked) =>
    asked.client.describeDataset({
      DatasetArn: arnOf(asked, "project/pulumi-rekognition-live-nothing/dataset/train/1500000000000"),
    }),
  "no collection": ({ client }) => client.describeCollection({ CollectionId: "pulumi-rekognition-live-nothing" }),
  "no stream processor": ({ client }) => client.describeStreamProcessor({ Name: "pulumi-rekognition-live-nothing" }),
  "start of no model": (asked) =>
    asked.client.startProjectVersion({ ProjectVersionArn: arnOf(asked, MODEL), MinInferenceUnits: 1 }),
  "stop of no model": (asked) => asked.client.stopProjectVersion({ ProjectVersionArn: arnOf(asked, MODEL) }),
  "deletion of no model": (asked) => asked.client.deleteProjectVersion({ ProjectVersionArn: arnOf(asked, MODEL) }),
  "deletion of no project": (asked) => asked.client.deleteProject({ ProjectArn: arnOf(asked, NOTHING) }),
  "deletion of no collection": ({ client }) =>
    client.deleteCollection({ CollectionId: "pulumi-rekognition-live-nothing" }),
  "tags of no project": (asked) => asked.client.listTagsForResource({ ResourceArn: arnOf(asked, NOTHING) }),
  "a name with a space": ({ client }) => client.createCollection({ CollectionId: "not a name" }),
  "an ARN that is none": ({ client }) =>
    client.describeProjectVersions({ ProjectArn: "nothing-that-is-an-arn-at-all" }),
  "too large a page": ({ client }) => client.describeProjects({ MaxResults: 1000 }),
  "a page that is none": ({ client }) => client.describeProjects({ NextToken: "bm90LWEtdG9rZW4=" }),
  "a policy for no project": (asked) =>
    asked.client.putProjectPolicy({ ProjectArn: arnOf(asked, NOTHING), PolicyName: "p", PolicyDocument: "{}" }),
};

/** Asks each question once. */
export async function askAll(asked: Asked): Promise<ProbeAnswer[]> {
  const answers: ProbeAnswer[] = [];
  for (const [probe, question] of Object.entries(QUESTIONS)) {
    try {
      await question(asked);
      answers.push({ probe, answer: "ok" });
    } catch (error) {
      if (!(error instanceof Error) || !("$metadata" in error)) throw error;
      answers.push({ probe, answer: { error: error.name, message: error.message } });
    }
  }
  return answers;
}

export const errors: LiveCase = {
  name: "errors",
  what: "questions that AWS refuses, for the names and words of its errors",
  bounds: FREE,
  run: async ({ aws: { rekognition: client }, settings: { account, region }, recorder }) => {
    recorder.probes.push(...(await askAll({ client, account, region })));
    return undefined;
  },
};

/** How late what was just made, tagged or deleted shows. */
async function measureLags(context: CaseContext): Promise<undefined> {
  const {
    aws: { rekognition },
    names,
    recorder,
    name,
  } = context;
  const { measures } = recorder;
  const CollectionId = name("lag");
  await rekognition.createCollection({ CollectionId, Tags: { ...names.tags } });
  let arn = "";
  measures["describeLagMs"] = await eventually(context, "a new collection is described", async () => {
    const described = await unless(NOT_FOUND, () => rekognition.describeCollection({ CollectionId }));
    // The ARN that CreateCollection answers lacks its first word.
    arn = described?.CollectionARN ?? "";
    return described !== undefined;
  });
  measures["listingLagMs"] = await eventually(context, "a new collection is listed", () =>
    isListed(context, CollectionId),
  );
  await rekognition.tagResource({ ResourceArn: arn, Tags: { late: "yes" } });
  measures["tagLagMs"] = await eventually(context, "a new tag shows", async () => {
    const { Tags = {} } = await rekognition.listTagsForResource({ ResourceArn: arn });
    return Tags["late"] === "yes";
  });
  await rekognition.deleteCollection({ CollectionId });
  measures["deleteLagMs"] = await eventually(context, "a deleted collection is not described", async () => {
    return (await unless(NOT_FOUND, () => rekognition.describeCollection({ CollectionId }))) === undefined;
  });
  measures["delistingLagMs"] = await eventually(context, "a deleted collection is not listed", async () => {
    return !(await isListed(context, CollectionId));
  });
  return undefined;
}

async function isListed({ aws: { rekognition } }: CaseContext, id: string): Promise<boolean> {
  let NextToken: string | undefined;
  do {
    const page = await rekognition.listCollections({ NextToken });
    if (page.CollectionIds?.includes(id) === true) return true;
    NextToken = page.NextToken === "" ? undefined : page.NextToken;
  } while (NextToken !== undefined);
  return false;
}

export const lags: LiveCase = {
  name: "lags",
  what: "a collection, for how late what is made, tagged and deleted shows",
  bounds: FREE,
  run: measureLags,
};

/** How far AWS's index of tags lags is not documented. */
const TAGGING_LIMIT_MS = 5 * 60_000;

/** Whether tag:GetResources returns Rekognition's things, and how late. Whatever it answers is the result. */
async function askTagging(context: CaseContext): Promise<undefined> {
  const {
    aws: { rekognition, tagging: index },
    names,
    name,
    recorder: { measures },
    signal,
  } = context;
  const CollectionId = name("tagging");
  await rekognition.createCollection({ CollectionId, Tags: { ...names.tags } });
  try {
    const { CollectionARN: arn = "" } = await rekognition.describeCollection({ CollectionId });
    const isReturned = async (): Promise<boolean> => {
      const { ResourceTagMappingList: list = [] } = await index.getResources({ ResourceARNList: [arn] });
      return list.some(({ ResourceARN, Tags = [] }) => ResourceARN === arn && Tags.length > 0);
    };
    measures["taggingLagMs"] = await eventually(context, "its tags are returned", isReturned, TAGGING_LIMIT_MS);
    measures["taggingReturnsRekognition"] = true;
  } catch (error) {
    if (signal.aborted || !(error instanceof Error)) throw error;
    measures["taggingReturnsRekognition"] = false;
    if (!(error instanceof NotAsExpected)) measures["taggingError"] = `${error.name}: ${error.message}`;
  } finally {
    await rekognition.deleteCollection({ CollectionId });
  }
  return undefined;
}

export const tagging: LiveCase = {
  name: "tagging",
  what: "whether tag:GetResources returns a collection, and how late; never fails",
  bounds: FREE,
  run: askTagging,
};
