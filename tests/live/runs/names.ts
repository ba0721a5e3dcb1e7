import { randomBytes } from "node:crypto";
import { OWNER_TAG } from "../../../provider/lifecycle/claim.js";

/** What the name of everything that the suite makes begins with, and the keys of its objects. */
const SUITE = "pulumi-rekognition-live";

/** How things of one owner are named and marked. */
export interface Names {
  /** The value of the owner tag, also `rekognition:ownerId`. */
  readonly mark: string;
  /** What all names of this owner begin with. */
  readonly prefix: string;
  /** What the keys of all its objects begin with. */
  readonly keys: string;
  readonly tags: Readonly<Record<string, string>>;
}

export function namesOf(owner: string): Names {
  const mark = `${SUITE}/${owner}`;
  return { mark, prefix: `${SUITE}-${owner}-`, keys: `${SUITE}/${owner}/`, tags: { [OWNER_TAG]: mark } };
}

/** A new run, in few enough characters for a name. */
export function newRun(): string {
  return randomBytes(4).toString("hex");
}
