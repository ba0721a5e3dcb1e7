// Runs in a process of its own: the installer starts a shell that cannot be stopped from within.
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { SemVer } from "semver";
import { runMain } from "../sandbox/cleanup.js";

const [, , root, version] = process.argv;

runMain(async () => {
  if (root === undefined || version === undefined) throw new Error("expected a folder and a version");
  await PulumiCommand.install({ root, version: new SemVer(version) });
});
