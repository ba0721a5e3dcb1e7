import * as pulumi from "@pulumi/pulumi";
import type { ImageSetSource } from "../provider/session/image-folder.js";

/** What the program works out of the images. */
const PLANNED = ["folder", "annotations", "contentHash", "images", "labels", "sizeBytes", "__images"] as const;

/**
 * The arguments of an image set with what is in its folder. The program reads it, so that a preview knows what changed and
 * a broken file stops it; the plugin reads it again when it sends it.
 */
export function withImages(args: {
  readonly [Name in keyof ImageSetSource]?: pulumi.Input<ImageSetSource[Name] | undefined> | undefined;
}): object {
  const { folder, format, annotations } = args;
  if (folder === undefined) return args;
  const source = pulumi.output({ folder, format, annotations }) as pulumi.Output<ImageSetSource>;
  const planned = source.apply(async (from) => {
    // What reads images is loaded by programs that have some.
    const { plannedImages } = await import("../provider/session/image-folder.js");
    const { inputs, warnings } = await plannedImages(from);
    for (const warning of warnings) await pulumi.log.warn(warning);
    return inputs;
  });
  return { ...args, ...Object.fromEntries(PLANNED.map((name) => [name, planned.apply((inputs) => inputs[name])])) };
}
