// Runs in a process of its own: the installer starts a shell that cannot be stopped from within.
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { SemVer } from "semver";

async function main(root: string | undefined, version: string | undefined): Promise<void> {
  if (root === undefined || version === undefined) throw new Error("expected a folder and a version");
  await PulumiCommand.install({ root, version: new SemVer(version) });
}

main(process.argv[2], process.argv[3]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
