import type { KindMapping } from "../mapping.js";

const S3 = "a part of S3's requests: Rekognition is not asked";
const OF_THE_FOLDER = "worked out of the folder on this machine";

/** ImageSet: it calls S3 alone, whose model is not that of Rekognition. */
export const imageSetMapping: KindMapping = {
  operations: [],
  ownInputs: {
    bucket: S3,
    prefix: S3,
    kmsKeyId: S3,
    expectedBucketOwner: S3,
    region: "chooses the endpoint and is part of the signature",
    folder: "a folder on this machine",
    format: "says how to read the folder",
    annotations: "a file or folder on this machine",
    allowPublic: "decides what create does with a bucket that is public",
    deletionPolicy: "decides what delete leaves",
    setName: "the name of a folder in the bucket",
    contentHash: OF_THE_FOLDER,
    manifest: "put together from the others",
    images: OF_THE_FOLDER,
    labels: OF_THE_FOLDER,
    sizeBytes: OF_THE_FOLDER,
    __images: OF_THE_FOLDER,
  },
  extraRules: [],
};
