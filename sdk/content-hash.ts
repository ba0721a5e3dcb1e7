import * as pulumi from "@pulumi/pulumi";
import { plannedManifest } from "../provider/session/manifest-file.js";

/**
 * The arguments of a dataset with the hash of its manifest file, and what a preview tells of it. The program reads the file, so that a preview knows
 * whether it changed and a broken line stops it; the plugin reads it again when it sends it.
 */
export function withContentHash(args: { manifestFile?: pulumi.Input<string | undefined> }): object {
  if (args.manifestFile === undefined) return args;
  const file = pulumi
    .output(args.manifestFile)
    .apply(async (path) => (path === undefined ? undefined : plannedManifest(path)));
  return {
    ...args,
    manifestFile: file.apply((planned) => planned?.path),
    contentHash: file.apply((planned) => planned?.hash),
    __contents: file.apply((planned) => planned?.contents),
  };
}
