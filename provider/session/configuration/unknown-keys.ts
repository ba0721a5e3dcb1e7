import { nearest } from "../../schema/nearest.js";
import { keyNames } from "./keys.js";

/** What others call a key, where the words are not alike. */
const ALSO_CALLED: Readonly<Record<string, string>> = {
  maxRetries: "maxAttempts",
  retries: "maxAttempts",
  ignoreTags: "ignoreTagPrefixes",
  tags: "defaultTags",
  roleArn: "assumeRoles",
  accountIds: "allowedAccountIds",
};

/** Names that nothing reads: each as a sentence. */
export interface UnknownNames {
  /** Near enough to a known one to be meant for it: going on without it would be going elsewhere, or as somebody else. */
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

/** Which of the names are not known; `shown` is how each is written where it was set. */
export function unknownNames(
  names: readonly string[],
  known: readonly string[],
  shown: (name: string) => string,
): UnknownNames {
  const errors: string[] = [];
  const warnings: string[] = [];
  for (const name of names.filter((each) => !known.includes(each))) {
    const meant = Object.hasOwn(ALSO_CALLED, name) ? ALSO_CALLED[name] : nearest(name, known);
    if (meant === undefined) warnings.push(`${shown(name)} is not known here, and nothing reads it.`);
    else errors.push(`${shown(name)} is not known here: did you mean ${shown(meant)}?`);
  }
  return { errors, warnings };
}

/**
 * Which keys of a stack's configuration under `rekognition:` are not known. In a project that is itself called rekognition
 * they may be the program's own: what resembles a known one is a warning there, and everything else is left alone.
 */
export function unknownKeys(keys: readonly string[], project: string): UnknownNames {
  const names = keys.filter((key) => key.startsWith("rekognition:")).map((key) => key.slice("rekognition:".length));
  const { errors, warnings } = unknownNames(names, keyNames, (name) => `rekognition:${name}`);
  return project === "rekognition" ? { errors: [], warnings: errors } : { errors, warnings };
}
