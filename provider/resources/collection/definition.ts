import * as z from "zod";
import { defineResource, optional, output } from "../../schema/definition.js";
import { commonInputs, name255 } from "../../schema/shapes.js";

/** A collection: a set of face vectors to search in. */
export const collectionDefinition = defineResource({
  kind: "Collection",
  doc: "A face collection: the faces that face search looks for. Applications add its faces and users; deleting the collection deletes them all.",
  page: "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateCollection.html",
  name: { field: "collectionId", maxLength: 255, reuse: "deleteFirst" },
  deleteBeforeReplace: false,
  alsoCalled: { name: "collectionId", forceDelete: "forceDestroy" },
  inputs: {
    collectionId: optional(
      "replace",
      name255,
      "Id, unique in account and region, case-sensitive. 1 to 255 letters, digits and _ . -. Default: the logical name and a hash.",
    ),
    forceDestroy: optional(
      "local",
      z.boolean(),
      "Delete the collection together with the faces and users in it. Default false: deletion of a collection that is not empty fails and says how many it holds.",
    ),
    ...commonInputs,
  },
  outputs: {
    faceCount: output(z.int(), "Number of faces when the collection was last read. A changed count is not a change."),
    userCount: output(z.int(), "Number of users when the collection was last read. A changed count is not a change."),
    faceModelVersion: output(z.string(), "Version of the face model that computed its vectors. It never changes."),
    creationTimestamp: output(z.string(), "When the collection was created, ISO 8601 in UTC."),
  },
  rules: [],
});
