import { lines } from "../dataset/datasets.js";
import type { KindName } from "../../../provider/resources/registry.js";
import { modelArgs } from "../harness/models.js";
import { BUCKET, type Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { faceSearch } from "../stream-processor/args.js";

/** A stack with one resource of every kind that has tags, all that can run running. */
export async function everything(rig: Rig): Promise<StackResource[]> {
  const made: StackResource[] = [];
  const make = async (kind: KindName, name: string, args: object): Promise<StackResource> => {
    const resource = rig.resource(kind, name);
    await resource.up(args);
    made.push(resource);
    return resource;
  };
  const animals = await make("project", "animals", { projectName: "animals" });
  const target = await make("project", "target", { projectName: "target" });
  const cats = await make("projectVersion", "cats", modelArgs(animals.id, { versionName: "v1", minInferenceUnits: 2 }));
  await make("projectVersionCopy", "copy", {
    sourceProjectArn: animals.id,
    sourceProjectVersionArn: cats.id,
    destinationProjectArn: target.id,
    versionName: "copied",
    outputConfig: { s3Bucket: BUCKET, s3KeyPrefix: "copies" },
  });
  await make("dataset", "images", { projectArn: animals.id, datasetType: "TRAIN", entries: lines(4) });
  await make("collection", "visitors", { collectionId: "visitors" });
  await make("streamProcessor", "door", faceSearch({ name: "door", running: true }));
  return made;
}
