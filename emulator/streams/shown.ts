import type { ImageContents } from "../image-contents.js";
import type { StreamProcessor } from "../store/things.js";
import type { World } from "../world.js";

export const videoStreamArnOf = ({ config }: StreamProcessor): string => config.Input.KinesisVideoStream?.Arn ?? "";

/** `arn:aws:kinesisvideo:REGION:ACCOUNT:stream/NAME/CREATED`. */
export const videoStreamName = (processor: StreamProcessor): string => videoStreamArnOf(processor).split("/")[1] ?? "";

/** What the video stream of a processor shows, as far as somebody said so. */
export const shownTo = ({ images }: World, processor: StreamProcessor): ImageContents =>
  images.holdings({ object: undefined, digest: undefined, stream: videoStreamName(processor) });
