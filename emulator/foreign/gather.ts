import { SIDECAR } from "../images/rules.js";
import { S3_URI } from "../images/shapes.js";
import { isFields, parseFields } from "../media/json-fields.js";
import type { Fields } from "../media/json-fields.js";
import { fileLines } from "../media/lines.js";
import { findProject, findVersion, versionOf } from "../store/lookup.js";
import type { Scope } from "../store/scope.js";
import { RESULT_KINDS, resultObject } from "../training-results/keys.js";
import type { World } from "../world.js";
import type { ForeignBuckets, Needed } from "./foreign-buckets.js";

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const isNamed = ({ bucket, key }: Needed): boolean => bucket !== "" && key !== "";

/** The objects that a request names. @param name the member that `value` is of */
function* namedIn(value: unknown, name = ""): Generator<Needed> {
  if (Array.isArray(value)) for (const item of value) yield* namedIn(item, name);
  if (!isFields(value) || ArrayBuffer.isView(value)) return;
  const { S3Object: object } = value;
  if (!isFields(object)) {
    for (const [member, inner] of Object.entries(value)) yield* namedIn(inner, member);
    return;
  }
  const { Bucket, Name, Version } = object;
  const [bucket, key] = [textOf(Bucket), textOf(Name)];
  const version = typeof Version === "string" ? Version : undefined;
  yield { bucket, key, version, isOnlyLookedUp: name === "Video" };
  if (name !== "GroundTruthManifest") yield { bucket, key: key + SIDECAR };
}

function uriOf(uri: unknown): Needed {
  const [, bucket = "", key = ""] = S3_URI.exec(textOf(uri)) ?? [];
  return { bucket, key };
}

/** The images that the lines of a manifest name. */
const imagesIn = (lines: Iterable<string>): Needed[] =>
  Array.from(lines, (line) => uriOf(parseFields(line)?.["source-ref"]));

/** What one operation needs of buckets that live elsewhere. */
class Gathering {
  readonly #world: World;
  readonly #foreign: ForeignBuckets;
  readonly #releases: (() => void)[] = [];

  constructor(world: World, foreign: ForeignBuckets) {
    this.#world = world;
    this.#foreign = foreign;
  }

  async fetch(needed: Iterable<Needed>): Promise<void> {
    this.#releases.push(await this.#foreign.fetch(this.#elsewhere(needed)));
  }

  async pin(needed: Iterable<Needed>): Promise<void> {
    await this.#foreign.pin(this.#elsewhere(needed));
  }

  async lookUp(bucket: unknown): Promise<void> {
    if (typeof bucket === "string" && !this.#world.buckets.hasBucket(bucket)) await this.#foreign.lookUp([bucket]);
  }

  release(): void {
    for (const release of this.#releases) release();
  }

  #elsewhere(needed: Iterable<Needed>): Needed[] {
    const all = [...needed].filter((each) => isNamed(each) && !this.#world.buckets.hasBucket(each.bucket));
    return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
  }
}

/** What is particular to operations, by their names. */
const MORE: Readonly<
  Record<string, (gathering: Gathering, input: Fields, world: World, scope: Scope) => Promise<void>>
> = {
  async CreateProjectVersion(gathering, input, { buckets }, scope) {
    await gathering.lookUp(isFields(input.OutputConfig) ? input.OutputConfig.S3Bucket : undefined);
    const datasets = [...(findProject(scope, textOf(input.ProjectArn))?.datasets.values() ?? [])];
    for (const { entries } of datasets) {
      await gathering.pin(Array.from(entries.from(0), ({ sourceRef }) => uriOf(sourceRef)));
    }
    for (const { bucket, key, version } of namedIn(input)) {
      const manifest = buckets.locate(bucket, key, version);
      if (manifest !== undefined) await gathering.pin(imagesIn(fileLines(manifest.path)));
    }
  },
  async CopyProjectVersion(gathering, input, { store }) {
    await gathering.lookUp(isFields(input.OutputConfig) ? input.OutputConfig.S3Bucket : undefined);
    const source = versionOf(store, textOf(input.SourceProjectVersionArn));
    if (source === undefined) return;
    const files = RESULT_KINDS.map((kind) => resultObject(source, kind));
    await gathering.fetch(files.map(({ Bucket = "", Name }) => ({ bucket: Bucket, key: Name })));
  },
  async DetectCustomLabels(gathering, input, _, scope) {
    const model = findVersion(scope, textOf(input.ProjectVersionArn))?.model;
    if (model?.hasLooked === false) await gathering.pin(model.entries);
  },
  async StartStreamProcessor(gathering, input, _, { streamProcessors }) {
    await gathering.lookUp(streamProcessors.get(textOf(input.Name))?.config.Output.S3Destination?.Bucket);
  },
};

/**
 * Copies what an operation needs of buckets that live elsewhere.
 * @returns what forgets it again
 * @throws ApiError if their S3 cannot be asked
 */
export async function gather(
  world: World,
  foreign: ForeignBuckets,
  scope: Scope,
  operation: string,
  input: unknown,
): Promise<() => void> {
  const gathering = new Gathering(world, foreign);
  const fields = isFields(input) ? input : {};
  const named = [...namedIn(fields)];
  const likes = "Image" in fields ? world.images.list().flatMap(({ match }) => match?.like ?? []) : [];
  try {
    await gathering.fetch([...named, ...likes.map(uriOf)]);
    await MORE[operation]?.(gathering, fields, world, scope);
  } catch (error) {
    gathering.release();
    throw error;
  }
  return () => {
    gathering.release();
  };
}
