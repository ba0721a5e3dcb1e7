import { isAbsolute, relative, sep } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { hashManifest } from "../provider/session/manifest-file.js";

/**
 * The arguments of a dataset with the hash of its manifest file. The program reads the file, so that a preview knows
 * whether it changed and a broken line stops it; the plugin reads it again when it sends it.
 */
export function withContentHash(args: { manifestFile?: pulumi.Input<string | undefined> }): object {
  if (args.manifestFile === undefined) return args;
  const file = pulumi.output(args.manifestFile).apply(async (path) => {
    if (path === undefined) return { path: undefined, hash: undefined };
    return { path: fromFolder(path), hash: await hashManifest(path) };
  });
  return { ...args, manifestFile: file.apply(({ path }) => path), contentHash: file.apply(({ hash }) => hash) };
}

/** The path from the program's folder, where the plugin runs as well: state holds no path of one machine. */
function fromFolder(path: string): string {
  if (!isAbsolute(path)) return path;
  const near = relative(process.cwd(), path);
  return near === "" || isAbsolute(near) ? path : near.split(sep).join("/");
}
