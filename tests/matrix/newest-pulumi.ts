import { compare, satisfies } from "semver";
import { npm } from "../e2e/harness/package-under-test.js";
import { nodeVersion } from "./node-binaries.js";
import { temporaryFolder } from "./workspace.js";

interface Release {
  readonly version: string;
  readonly "engines.node"?: string;
}

let releases: readonly Release[] | undefined;

/** The newest @pulumi/pulumi that says of itself that it runs on this Node, by its major version. */
export function newestPulumi(node: number): string {
  const question = ["view", "@pulumi/pulumi@>=3.216.0", "version", "engines.node", "--json"];
  releases ??= (JSON.parse(npm(question, temporaryFolder("versions"))) as Release[])
    // They come in the order in which they were published.
    .toSorted((one, other) => compare(one.version, other.version));
  const version = nodeVersion(node);
  const taken = releases.findLast(({ "engines.node": range = "*" }) => satisfies(version, range));
  if (taken === undefined) throw new Error(`No @pulumi/pulumi runs on Node ${version}.`);
  return taken.version;
}
