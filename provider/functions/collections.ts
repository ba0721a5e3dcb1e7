import * as z from "zod";
import { wholeArn } from "../aws/arns.js";
import { camelCased } from "../aws/camel-case.js";
import { pagesOf } from "../aws/pages.js";
import { name255 } from "../schema/shapes.js";
import { absentIfNotFound } from "../observe/asking.js";
import { RekognitionError } from "../base/errors.js";
import { argument, defineFunction } from "./function.js";

const collectionDescription = z
  .strictObject({
    collectionArn: z.string().describe("ARN."),
    faceCount: z.int().describe("Number of faces in it."),
    userCount: z.int().optional().describe("Number of users in it."),
    faceModelVersion: z.string().describe("Version of the face model that computed its vectors."),
    creationTimestamp: z.string().describe("When it was created, ISO 8601 in UTC."),
  })
  .meta({ id: "GetCollectionResult", description: "A face collection." });

/** Collections of the account and region. */
export const getCollections = defineFunction({
  name: "getCollections",
  doc: "All face collections of the account in the region.",
  page: "ListCollections",
  inputs: {},
  result: z
    .strictObject({
      collectionIds: z.array(z.string()).describe("Their ids."),
      faceModelVersions: z.array(z.string()).describe("Face model version of each, in the same order."),
    })
    .meta({ id: "GetCollectionsResult", description: "Face collections." }),
  async call({ aws }) {
    const collectionIds: string[] = [];
    const faceModelVersions: string[] = [];
    for await (const page of pagesOf(aws, "ListCollections", {})) {
      collectionIds.push(...(page.CollectionIds ?? []));
      faceModelVersions.push(...(page.FaceModelVersions ?? []));
    }
    return { collectionIds, faceModelVersions };
  },
});

/** One collection. */
export const getCollection = defineFunction({
  name: "getCollection",
  doc: "One face collection, by its id. Fails if it does not exist.",
  page: "DescribeCollection",
  inputs: { collectionId: argument(name255, "Id. 1 to 255 letters, digits and _ . -.") },
  result: collectionDescription,
  async call({ aws, region }, { collectionId }) {
    const found = await absentIfNotFound(aws.call("DescribeCollection", { CollectionId: collectionId }));
    if (found === undefined) {
      throw new RekognitionError("NotFound", `collection "${collectionId}" does not exist in ${region}`);
    }
    const whole = { ...found, CollectionARN: wholeArn(found.CollectionARN ?? "") };
    return camelCased<z.output<typeof collectionDescription>>(whole);
  },
});
