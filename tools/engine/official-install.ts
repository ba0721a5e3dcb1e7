// Runs in a process of its own: the installer starts a shell that cannot be stopped from within.
import { basename } from "node:path";
import { installCLI } from "pulumi/lib/download";
import { runMain } from "../sandbox/cleanup.js";

const [, , root, version, installer] = process.argv;

runMain(async () => {
  if (root === undefined || version === undefined || installer === undefined)
    throw new Error("expected a folder, a version and the address of the installer");
  await installCLI(version, root, {
    fetchText: async (url) => {
      const answer = await fetch(new URL(basename(url), installer));
      if (!answer.ok) throw new Error(`${basename(url)} cannot be had: HTTP ${String(answer.status)}`);
      return await answer.text();
    },
  });
}, said);

/** Nothing where the script has failed: it has said why, on the same stream. */
function said(error: unknown): string {
  if (error instanceof Error) return "status" in error ? "" : error.message;
  return String(error);
}
