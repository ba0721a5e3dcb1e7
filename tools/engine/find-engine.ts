import { buildModules, goProblem } from "./build.js";
import { fillCache, inspectCache } from "./cache.js";
import { downloadOfficial } from "./download.js";
import { type Installation, inspectDownloaded, inspectPath } from "./installation.js";
import { minimumGoVersion, modules, pinnedEngineVersion } from "./modules.js";
import { type ProgressOutput, showProgress } from "./progress.js";
import { MINIMUM_ENGINE_VERSION } from "./versions.js";

export type EngineSource = "path" | "cache" | "downloaded" | "download" | "build";

export interface Engine {
  /** The folder that holds `pulumi`, its Node language host and the launcher of the dynamic provider. */
  readonly folder: string;
  /** Without the leading `v`. */
  readonly version: string;
  readonly source: EngineSource;
}

/** One way to an engine: the installation, or in a few words why there is none this way. */
export interface Source {
  readonly name: EngineSource;
  readonly look: () => Promise<Installation | string>;
}

/** No source gave an engine. The message is the one sentence a user needs. */
export class EngineNotFoundError extends Error {
  override readonly name = "EngineNotFoundError";
  constructor(readonly reasons: readonly string[]) {
    super(
      `Pulumi's CLI could not be found, downloaded or built: install version ${MINIMUM_ENGINE_VERSION} or newer ` +
        `(https://www.pulumi.com/docs/install/) so that "pulumi" is on PATH, or install Go ${minimumGoVersion()} or newer ` +
        `(https://go.dev/dl/) so that it can be built, then try again (${reasons.join("; ")}).`,
    );
  }
}

/** Takes the first source that has an engine. */
export async function firstEngine(sources: readonly Source[]): Promise<Engine> {
  const reasons: string[] = [];
  for (const source of sources) {
    const found = await source.look();
    if (typeof found !== "string") return { ...found, source: source.name };
    reasons.push(found);
  }
  throw new EngineNotFoundError(reasons);
}

/** Where engines come from, cheapest first. */
function sourcesInOrder(output: ProgressOutput): readonly Source[] {
  const progress = showProgress(output);
  return [
    { name: "path", look: inspectPath },
    { name: "cache", look: inspectCache },
    { name: "downloaded", look: () => inspectDownloaded(pinnedEngineVersion()) },
    { name: "download", look: () => fillCache((root) => downloadOfficial(root, progress)) },
    {
      name: "build",
      look: async () => (await goProblem()) ?? fillCache((root) => buildModules(modules(), root, progress)),
    },
  ];
}

/**
 * Finds a Pulumi engine that runs this repository's programs, or makes one: `pulumi` on PATH, our cache, what
 * `npx pulumi` has downloaded, the same download, a build from Go modules (minutes, once). The cache is in the user's cache folder or in the folder that
 * `PULUMI_REKOGNITION_ENGINE_CACHE` names.
 * @throws EngineNotFoundError when there is none to be had.
 */
export async function findEngine(options: Partial<ProgressOutput> = {}): Promise<Engine> {
  return await firstEngine(sourcesInOrder({ report: () => undefined, ...options }));
}
