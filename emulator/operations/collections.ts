import type {
  CreateCollectionRequest,
  CreateCollectionResponse,
  DeleteCollectionRequest,
  DeleteCollectionResponse,
  DescribeCollectionRequest,
  DescribeCollectionResponse,
  ListCollectionsRequest,
  ListCollectionsResponse,
} from "@aws-sdk/client-rekognition";
import { resourceNotFound, serviceError } from "../protocol/errors.js";
import { epochSeconds } from "../protocol/wire.js";
import { collectionArn, collectionArnAtCreate } from "../store/arns.js";
import { isVisible, requireCollection } from "../store/lookup.js";
import { newTags } from "../store/tags.js";
import type { Collection } from "../store/things.js";
import type { Handler } from "./handler.js";
import { paginate } from "./paging.js";
import { checkTagCount } from "./tags.js";

/** The most collection ids in one page. */
const LIST_PAGE = 4096;

export const createCollection: Handler<CreateCollectionRequest, CreateCollectionResponse> = (input, call) => {
  const { scope, world, nowMs } = call;
  const id = input.CollectionId;
  checkTagCount(call, input.Tags ?? {});
  if (scope.collections.has(id)) {
    throw serviceError("ResourceAlreadyExistsException", `The collection id: ${id} already exists.`);
  }
  const collection: Collection = {
    arn: collectionArn(scope, id),
    createdAtMs: nowMs,
    madeAtMs: nowMs,
    tags: newTags(input.Tags, call.nowMs),
    id,
    faceModelVersion: world.switches.faceModelVersion,
    faces: new Map(),
    users: new Map(),
  };
  scope.collections.set(id, collection);
  scope.deletedCollections.delete(id);
  return {
    StatusCode: 200,
    CollectionArn: collectionArnAtCreate(collection.arn),
    FaceModelVersion: collection.faceModelVersion,
  };
};

export const describeCollection: Handler<DescribeCollectionRequest, DescribeCollectionResponse> = (input, call) => {
  const id = input.CollectionId;
  const deleted = call.scope.deletedCollections.get(id);
  const lingers = deleted !== undefined && call.nowMs < deleted.atMs + call.world.switches.deleteLagMs;
  const collection = lingers ? deleted.thing : requireCollection(call, id);
  if (!isVisible(call, collection)) throw resourceNotFound(`The collection id: ${id} does not exist`);
  return {
    FaceCount: collection.faces.size,
    FaceModelVersion: collection.faceModelVersion,
    CollectionARN: collection.arn,
    CreationTimestamp: epochSeconds(collection.createdAtMs),
    UserCount: collection.users.size,
  };
};

export const listCollections: Handler<ListCollectionsRequest, ListCollectionsResponse> = (input, call) => {
  const page = paginate(call, {
    operation: "ListCollections",
    items: [...call.scope.collections.values()].filter((collection) => isVisible(call, collection)),
    keyOf: (collection) => collection.id,
    order: "ascending",
    maxResults: input.MaxResults,
    token: input.NextToken,
    maxPage: LIST_PAGE,
  });
  return {
    CollectionIds: page.items.map((collection) => collection.id),
    FaceModelVersions: page.items.map((collection) => collection.faceModelVersion),
    NextToken: page.nextToken,
  };
};

/** Faces and users go with the collection. A stream processor that uses it is not asked. */
export const deleteCollection: Handler<DeleteCollectionRequest, DeleteCollectionResponse> = (input, call) => {
  const collection = requireCollection(call, input.CollectionId);
  call.scope.collections.delete(collection.id);
  if (call.world.switches.deleteLagMs > 0) {
    call.scope.deletedCollections.set(collection.id, { thing: collection, atMs: call.nowMs });
  }
  return { StatusCode: 200 };
};
