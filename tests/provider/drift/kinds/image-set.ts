import { S3 } from "@aws-sdk/client-s3";
import { ACCOUNT, BUCKET, REGION, type Rig } from "../../harness/rig.js";
import { setArgs } from "../../image-set/sets.js";
import type { KindDrift, Scene } from "../drift.js";
import { NOT_AT_AWS } from "../reasons.js";

const PLACE = "part of the keys: another one is another set";
const OF_THE_FOLDER = "of the folder on this machine: only the program can change it";

/** S3, asked directly. */
async function asked<T>({ emulator }: Rig, run: (s3: S3) => Promise<T>): Promise<T> {
  const s3 = new S3({
    endpoint: emulator.url,
    region: REGION,
    credentials: { accessKeyId: ACCOUNT, secretAccessKey: "made-up" },
  });
  try {
    return await run(s3);
  } finally {
    s3.destroy();
  }
}

function keys({ rig, resource }: Scene): Promise<string[]> {
  const Prefix = `${String(resource.outputs.setName)}/`;
  return asked(rig, async (s3) => {
    const { Contents = [] } = await s3.listObjectsV2({ Bucket: BUCKET, Prefix });
    return Contents.map(({ Key = "", Size = 0 }) => `${Key} ${String(Size)}`);
  });
}

async function firstImage(scene: Scene): Promise<string> {
  const all = (await keys(scene)).map((text) => text.split(" ")[0] ?? "");
  return all.find((key) => key.includes("/images/")) ?? "";
}

export const imageSetDrift: KindDrift = {
  kind: "imageSet",
  args: (rig) => setArgs(rig),
  look: keys,
  attributes: {
    bucket: PLACE,
    prefix: PLACE,
    folder: OF_THE_FOLDER,
    format: OF_THE_FOLDER,
    annotations: OF_THE_FOLDER,
    kmsKeyId: "what S3 encrypts with is not looked at: an object that others wrote again counts by its size",
    expectedBucketOwner: NOT_AT_AWS,
    allowPublic: NOT_AT_AWS,
    deletionPolicy: NOT_AT_AWS,
    region: PLACE,
    setName: PLACE,
    contentHash: OF_THE_FOLDER,
    manifest: PLACE,
    images: OF_THE_FOLDER,
    labels: OF_THE_FOLDER,
    sizeBytes: OF_THE_FOLDER,
    __images: OF_THE_FOLDER,
    missingObjects: [
      {
        was: "raised by the deletion of an image",
        change: (scene) =>
          asked(scene.rig, async (s3) => s3.deleteObject({ Bucket: BUCKET, Key: await firstImage(scene) })),
        shows: [],
        records: { missingObjects: 1 },
        repair: "update",
      },
      {
        was: "raised by another object in an image's place",
        change: (scene) =>
          asked(scene.rig, async (s3) =>
            s3.putObject({ Bucket: BUCKET, Key: await firstImage(scene), Body: "no image" }),
          ),
        shows: [],
        records: { missingObjects: 1 },
        repair: "update",
      },
    ],
  },
  remove: (scene) => {
    const [, , , ...key] = scene.resource.id.split("/");
    return asked(scene.rig, (s3) => s3.deleteObject({ Bucket: BUCKET, Key: key.join("/") }));
  },
};
