import { RekognitionError } from "../../base/errors.js";

/** The kinds that have no `adopt`: a job is started without harm to what there is, and images are sent beside it. */
const NEVER_ADOPTED: ReadonlySet<string> = new Set(["VideoAnalysisJob", "ImageSet"]);

/** Why a resource with the option `import` is refused, before Pulumi's own host ends in a TypeError. */
export function importRefused(kind: string, name: string): RekognitionError {
  const instead = NEVER_ADOPTED.has(kind)
    ? `leave the option out; ${kind}.get(name, id) reads an existing one`
    : "leave the option out and set `adopt: true` and the exact name, and the existing one is taken over";
  return new RekognitionError(
    "ImportUnsupported",
    `${kind} "${name}" has the resource option import, which Pulumi's dynamic providers do not have: ${instead}`,
  );
}
