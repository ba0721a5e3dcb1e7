/* Generated from the definitions in provider/functions by `npm run generate`: change those instead. */
import type * as pulumi from "@pulumi/pulumi";
import { type FunctionOptions, type FunctionOutputOptions, invoke, invokeOutput } from "../../functions/invoke.js";
import type { GetCollectionResult, GetCollectionsResult } from "../results.js";

/**
 * All face collections of the account in the region. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListCollections.html
 *
 * @example
 * ```ts
 * const { collectionIds } = await rekognition.getCollections();
 * const inTheWest = rekognition.getCollectionsOutput({ region: "us-west-2" }).collectionIds;
 * ```
 */
export function getCollections(options: FunctionOptions = {}): Promise<GetCollectionsResult> {
  return invoke("getCollections", {}, options);
}

/**
 * All face collections of the account in the region. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListCollections.html
 *
 * @example
 * ```ts
 * const { collectionIds } = await rekognition.getCollections();
 * const inTheWest = rekognition.getCollectionsOutput({ region: "us-west-2" }).collectionIds;
 * ```
 */
export function getCollectionsOutput(options: FunctionOutputOptions = {}): pulumi.Output<GetCollectionsResult> {
  return invokeOutput("getCollections", {}, options);
}

/** Arguments of {@link getCollection}. */
export interface GetCollectionArgs {
  /** Id. 1 to 255 letters, digits and _ . -. */
  collectionId: string;
}

/** Arguments of {@link getCollectionOutput}. */
export interface GetCollectionOutputArgs {
  /** Id. 1 to 255 letters, digits and _ . -. */
  collectionId: pulumi.Input<string>;
}

/**
 * One face collection, by its id. Fails if it does not exist. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeCollection.html
 *
 * @example
 * ```ts
 * const { faceCount } = await rekognition.getCollection({ collectionId: "staff" });
 * const users = rekognition.getCollectionOutput({ collectionId: staff.collectionId }).userCount;
 * ```
 */
export function getCollection(args: GetCollectionArgs, options: FunctionOptions = {}): Promise<GetCollectionResult> {
  return invoke("getCollection", args, options);
}

/**
 * One face collection, by its id. Fails if it does not exist. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeCollection.html
 *
 * @example
 * ```ts
 * const { faceCount } = await rekognition.getCollection({ collectionId: "staff" });
 * const users = rekognition.getCollectionOutput({ collectionId: staff.collectionId }).userCount;
 * ```
 */
export function getCollectionOutput(
  args: GetCollectionOutputArgs,
  options: FunctionOutputOptions = {},
): pulumi.Output<GetCollectionResult> {
  return invokeOutput("getCollection", args, options);
}
