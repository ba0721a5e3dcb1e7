import { readFileSync } from "node:fs";
import { NOT_FOUND } from "../aws/clients.js";
import { eventually, holds, refused, same, tagged } from "./asserting.js";
import type { CaseContext, LiveCase, Used } from "./live-case.js";
import { ONE_IMAGE } from "./pictures.js";
import { program } from "./program.js";

const BOUNDS = { images: 1 };

const declare = (collectionId: string, stage: string): string =>
  program(
    { collectionId, stage },
    `const faces = new r.Collection("faces", { collectionId, tags: { stage } });
     exports.faceCount = r.getCollectionOutput({ collectionId: faces.collectionId }).faceCount;
     exports.tags = r.getTagsOutput({ resourceArn: faces.arn }).tags;
     exports.isListed = r.getCollectionsOutput().collectionIds.apply((ids) => Array.isArray(ids));`,
  );

async function run(context: CaseContext): Promise<Used> {
  const { aws, name } = context;
  const { rekognition } = aws;
  const CollectionId = name("faces");
  const stack = await context.stack();
  await stack.up(declare(CollectionId, "one"));
  const { CollectionARN: arn = "", FaceCount } = await rekognition.describeCollection({ CollectionId });
  same("the number of faces", FaceCount, 0);
  await tagged(context, arn, "stage", "one");
  holds("functions answer in the program", (await stack.outputs())["isListed"] === true);
  await facesAndUsers(context, CollectionId);
  await stack.up(declare(CollectionId, "two"));
  await tagged(context, arn, "stage", "two");
  await emptied(context, CollectionId);
  await stack.refresh();
  await stack.destroy();
  await refused("a deleted collection", NOT_FOUND, () => rekognition.describeCollection({ CollectionId }));
  return { bounds: BOUNDS, trainingHours: 0 };
}

/** What applications put into a collection, for the record. Whether AWS sees a face in a drawing is its business. */
async function facesAndUsers({ aws: { rekognition }, ...context }: CaseContext, CollectionId: string): Promise<void> {
  const Image = { Bytes: readFileSync(ONE_IMAGE) };
  const { FaceRecords = [] } = await rekognition.indexFaces({ CollectionId, Image });
  context.recorder.measures["facesInDrawing"] = FaceRecords.length;
  await rekognition.createUser({ CollectionId, UserId: "somebody" });
  await eventually(context, "a new user is listed", async () => {
    const { Users = [] } = await rekognition.listUsers({ CollectionId });
    return Users.some(({ UserId }) => UserId === "somebody");
  });
  await rekognition.deleteUser({ CollectionId, UserId: "somebody" });
  await eventually(context, "a deleted user is not listed", async () => {
    const { Users = [] } = await rekognition.listUsers({ CollectionId });
    return Users.length === 0;
  });
}

/** A collection with faces in it is deleted only with forceDestroy. */
async function emptied({ aws: { rekognition } }: CaseContext, CollectionId: string): Promise<void> {
  const { Faces = [] } = await rekognition.listFaces({ CollectionId });
  const FaceIds = Faces.flatMap(({ FaceId }) => FaceId ?? []);
  if (FaceIds.length > 0) await rekognition.deleteFaces({ CollectionId, FaceIds });
}

export const collection: LiveCase = {
  name: "collection",
  what: "a Collection and its tags, a user and the face of an image in it, functions",
  bounds: () => BOUNDS,
  run,
};
