import type { ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";
import * as z from "zod";
import { RekognitionError } from "../base/errors.js";
import { taggingSdk } from "./sdk-modules.js";

/** The one call that is made of the Resource Groups Tagging API. */
export const GET_RESOURCES = "GetResources";

/** ARNs that one call takes: https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html */
export const MOST_ARNS = 100;

/** Tags by ARN, of those things of which an answer tells. */
export type TagSets = ReadonlyMap<string, Readonly<Record<string, string>>>;

const ANSWER = z.looseObject({
  ResourceTagMappingList: z.array(
    z.looseObject({
      ResourceARN: z.string().min(1),
      Tags: z.array(z.looseObject({ Key: z.string().min(1), Value: z.string() })),
    }),
  ),
});

/** Reads the tags of up to 100 things, once. What is not there, and what this API does not know, the answer leaves out. */
export async function readTagSets(client: ResourceGroupsTaggingAPIClient, arns: readonly string[]): Promise<TagSets> {
  const { GetResourcesCommand } = taggingSdk();
  const answer = ANSWER.safeParse(await client.send(new GetResourcesCommand({ ResourceARNList: [...arns] })));
  const list = answer.data?.ResourceTagMappingList;
  if (list === undefined || new Set(list.map(({ ResourceARN }) => ResourceARN)).size !== list.length) {
    throw new RekognitionError(
      "UnreadableAnswer",
      `${GET_RESOURCES}: AWS's answer is no list of things and their tags`,
    );
  }
  return new Map(
    list.map(({ ResourceARN, Tags }) => [ResourceARN, Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]))]),
  );
}
