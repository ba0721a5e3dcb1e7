import { join } from "node:path";
import { lastWords, runCommand } from "./child-process.js";
import { pinnedEngineVersion } from "./modules.js";
import type { Progress } from "./progress.js";

const INSTALLER = "https://get.pulumi.com/";
const REACHABLE_TIMEOUT_MS = 5_000;
const INSTALL_TIMEOUT_MS = 5 * 60_000;

/** Asks first, so that a machine without internet loses a moment and not the installer's two minutes. */
async function unreachable(): Promise<string | undefined> {
  try {
    const answer = await fetch(INSTALLER, { method: "HEAD", signal: AbortSignal.timeout(REACHABLE_TIMEOUT_MS) });
    return answer.ok ? undefined : `${INSTALLER} answers ${String(answer.status)}`;
  } catch (error) {
    return `${INSTALLER} cannot be reached (${error instanceof Error ? error.message : String(error)})`;
  }
}

/** Has Pulumi's own installer put the pinned version into `root`. Answers what went wrong, if anything. */
export async function downloadOfficial(root: string, progress: Progress): Promise<string | undefined> {
  const problem = await unreachable();
  if (problem !== undefined) return problem;
  const version = pinnedEngineVersion();
  progress.begin(`downloading pulumi ${version}`);
  const installer = join(__dirname, "official-install.js");
  const installed = await runCommand(process.execPath, [installer, root, version], { timeoutMs: INSTALL_TIMEOUT_MS });
  progress.end(installed.exitCode === 0);
  return installed.exitCode === 0 ? undefined : `the official download failed (${lastWords(installed)})`;
}
