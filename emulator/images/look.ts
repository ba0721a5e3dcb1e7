import type { RequestImage } from "../media/request-image.js";
import { nearest } from "../media/pixels/hash.js";
import { hashPixels } from "../media/pixels/hasher.js";
import type { Call } from "../world.js";
import type { ImageContents } from "../image-contents.js";
import { S3_URI } from "./shapes.js";

/** The images that an image is like, of those that rules name; usually none is named, and nothing is decoded. */
async function likes(call: Call, image: RequestImage): Promise<ReadonlySet<string>> {
  const named = call.world.images.list().flatMap(({ match }) => (match?.like === undefined ? [] : [match.like]));
  if (named.length === 0) return new Set();
  const own = await hashPixels(image.bytes, image.digest);
  if (own === undefined) return new Set();
  const like = new Set<string>();
  for (const uri of named) {
    const [, bucket = "", key = ""] = S3_URI.exec(uri) ?? [];
    const bytes = call.world.buckets.read(bucket, key);
    const hash = bytes === undefined ? undefined : await hashPixels(bytes);
    if (hash !== undefined && nearest([[hash, uri]], own) !== undefined) like.add(uri);
  }
  return like;
}

/** What an image of a request holds, as far as somebody said so. All that look at images ask here. */
export const lookAt = async (call: Call, image: RequestImage): Promise<ImageContents> =>
  call.world.images.holdings({ ...image, like: await likes(call, image) });
