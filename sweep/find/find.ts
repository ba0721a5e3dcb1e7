import { RekognitionError } from "../../provider/base/errors.js";
import { causeOf } from "./decide.js";
import { type SweepEnvironment, lookingContext } from "../environment.js";
import { type Inventory, ownedThings } from "./inventory.js";
import type { RecordedState } from "../stack/recorded-state.js";
import type { Leftover } from "./thing.js";

/** What to look for. */
export interface Search {
  /** organization/project/stack, or `rekognition:ownerId`. */
  readonly owner: string;
  /** The values of the owner tag that what is this owner's may carry. */
  readonly marks: readonly string[];
  readonly regions: readonly string[];
  /** The stack's state; undefined for a stack that is gone, of which nothing is used any more. */
  readonly state: RecordedState | undefined;
  /** Whether what is in the state only to be deleted is looked for as well. */
  readonly superseded: boolean;
  /** What is looked for by its ARN, also where it is in the state only to be deleted. */
  readonly arns: readonly string[];
}

/** What was found. */
export interface Findings {
  readonly owner: string;
  /** Account of the credentials. */
  readonly account: string;
  readonly regions: readonly string[];
  readonly leftovers: readonly Leftover[];
  /** How many more things carry the owner tag: the stack uses them, or, where those were not asked for, is to delete them. */
  readonly held: number;
  /** How many of these are recorded only to be deleted. */
  readonly heldSuperseded: number;
  /** What could not be looked at, each as a sentence. */
  readonly unseen: readonly string[];
}

/** Finds what carries an owner tag of the stack's and is not used by the stack. Changes nothing. */
export async function findLeftovers(environment: SweepEnvironment, search: Search): Promise<Findings> {
  const { owner, marks, regions, state } = search;
  const looks = regions.map((region) => () => lookingContext(environment, region));
  const account = (await looks[0]?.().aws.account()) ?? "";
  assertAccount(account, state);
  const inventories: Inventory[] = [];
  for (const look of looks) inventories.push(await ownedThings(look, marks));
  const things = inventories.flatMap((inventory) => inventory.things).filter(({ activity }) => activity !== "deleting");
  const leftovers: Leftover[] = [];
  let held = 0;
  let heldSuperseded = 0;
  for (const thing of things) {
    const cause = causeOf(thing, state);
    const isHeld =
      cause === undefined || (cause === "superseded" && !search.superseded && !search.arns.includes(thing.arn));
    if (isHeld) held += 1;
    else leftovers.push({ ...thing, cause });
    if (isHeld && cause === "superseded") heldSuperseded += 1;
  }
  const unseen = inventories.flatMap((inventory) => inventory.unseen);
  return { owner, account, regions, leftovers, held, heldSuperseded, unseen };
}

/** With the credentials of another account nothing would be found, which proves nothing. */
export function assertAccount(account: string, state: RecordedState | undefined): void {
  const recorded = state?.accounts ?? [];
  if (recorded.length === 0 || recorded.includes(account)) return;
  throw new RekognitionError(
    "WrongAccount",
    `The stack's things are in account ${recorded.join(", ")}, but the credentials belong to account ${account}`,
  );
}
