import { join } from "node:path";
import { lastWords, runCommand } from "./child-process.js";
import { pinnedEngineVersion } from "./modules.js";
import type { Progress } from "./progress.js";

const INSTALLER = "https://get.pulumi.com/";
const REACHABLE_TIMEOUT_MS = 5_000;
const INSTALL_TIMEOUT_MS = 5 * 60_000;

/** Asks first, so that a machine without internet loses a moment and not the installer's two minutes. */
async function unreachable(installer: string): Promise<string | undefined> {
  try {
    const answer = await fetch(installer, { method: "HEAD", signal: AbortSignal.timeout(REACHABLE_TIMEOUT_MS) });
    return answer.ok ? undefined : `${installer} answers ${String(answer.status)}`;
  } catch (error) {
    return `${installer} cannot be reached (${error instanceof Error ? error.message : String(error)})`;
  }
}

/**
 * Has the downloader of the npm package `pulumi` put the pinned version into `root`. Answers what went wrong, if anything.
 * `installer` is where Pulumi's install scripts are.
 */
export async function downloadOfficial(
  root: string,
  progress: Progress,
  installer = INSTALLER,
): Promise<string | undefined> {
  const problem = await unreachable(installer);
  if (problem !== undefined) return problem;
  const version = pinnedEngineVersion();
  progress.begin(`downloading pulumi ${version}`);
  const script = join(__dirname, "official-install.js");
  const args = [script, root, version, installer];
  const installed = await runCommand(process.execPath, args, { timeoutMs: INSTALL_TIMEOUT_MS });
  progress.end(installed.exitCode === 0);
  return installed.exitCode === 0 ? undefined : `the official download failed (${lastWords(installed)})`;
}
