import { png } from "../../../emulator/harness/images.js";
import { type KindDrift, SETTLED_MS, tagsOf } from "../drift.js";
import { NOT_AT_AWS, PART_OF_THE_ARN, WRITTEN_ONCE } from "../reasons.js";
import { tagDrift } from "../tag-drifts.js";

const CollectionId = "visitors";

export const collectionDrift: KindDrift = {
  kind: "collection",
  args: () => Promise.resolve({ collectionId: CollectionId, tags: { team: "vision", stage: "test" } }),
  look: async (scene) => {
    const { FaceCount } = await scene.rig.client.describeCollection({ CollectionId });
    return [FaceCount, await tagsOf(scene)];
  },
  attributes: {
    collectionId: PART_OF_THE_ARN,
    forceDestroy: NOT_AT_AWS,
    region: PART_OF_THE_ARN,
    tags: [tagDrift],
    adopt: NOT_AT_AWS,
    faceCount: [
      {
        was: "raised by an application, as it is meant to",
        change: ({ rig }) => rig.client.indexFaces({ CollectionId, Image: { Bytes: png(80, 80) } }),
        shows: [],
        records: { faceCount: 1 },
      },
    ],
    userCount: "as faceCount: applications put users in, and their number is no difference",
    faceModelVersion: WRITTEN_ONCE,
    creationTimestamp: WRITTEN_ONCE,
  },
  async remove({ rig }) {
    await rig.client.deleteCollection({ CollectionId });
    rig.emulator.advance(SETTLED_MS);
  },
  makeAnother: ({ rig }) => rig.client.createCollection({ CollectionId }),
};
