import { CLAIM_TAG, claimTags, freshClaim } from "./claim.js";
import { RekognitionError, isRekognitionError, saidByService } from "./errors.js";
import type { OperationContext, RecordedMeta } from "./handler.js";
import { claim, describeOwner, isLeftover, metaOf, standingOf, syncTags, tagsOnceSettled } from "./ownership.js";
import { waitToAppear } from "./presence.js";
import type { Observation } from "./wait-for-state.js";
import type { StatusTable } from "./status-table.js";

/** What create does with an object of its own that it finds. */
export type FoundVerdict = "adopt" | "recreate" | "waitUntilGone";

/** How one kind is found, made and cleared away; what `ensureExists` needs to know of it. */
export interface Ensurable<Status extends string, T> {
  /** As in `model "x"`. */
  readonly subject: string;
  readonly found: StatusTable<Status, FoundVerdict>;
  find(): Promise<Observation<Status, T> | undefined>;
  arnOf(value: T): string;
  createdAtMs(value: T): number;
  /** Makes it, with these tags; returns the ARN. */
  create(tags: Record<string, string>): Promise<string>;
  /** Deletes a failed one and waits until it is gone. */
  remove(observed: Observation<Status, T>): Promise<void>;
  waitUntilGone(): Promise<void>;
  /** Clears away what an interrupted create of this resource made from other inputs; without it, such a thing is kept. */
  discard?(observed: Observation<Status, T>): Promise<void>;
  /** For `adopt: true`: the inputs that differ from what can be read of the object. */
  differences(value: T): string[];
}

/** What the caller asked for besides. */
export interface EnsureInputs {
  readonly adopt?: boolean | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** The token of the record whose object is made anew; a create of its own has a fresh one. */
  readonly token?: string | undefined;
}

/** The object that now exists under our claim. */
export interface Ensured {
  readonly arn: string;
  readonly meta: RecordedMeta;
  readonly adopted: boolean;
}

/** How often an answer may get lost, or an object be cleared away, before this gives up. */
const MAX_ROUNDS = 5;

/** Finds the object or makes it: never twice, never somebody else's. */
export async function ensureExists<Status extends string, T>(
  context: OperationContext,
  kind: Ensurable<Status, T>,
  inputs: EnsureInputs,
): Promise<Ensured> {
  let found = await kind.find();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (found === undefined) {
      const made = await make(context, kind, inputs);
      if ("ensured" in made) return made.ensured;
      found = made.found;
      continue;
    }
    const verdict = kind.found.of(found.status, kind.subject);
    if (verdict === "waitUntilGone") {
      assertMayBeGone(kind.subject, found.status, inputs);
      await kind.waitUntilGone();
    } else {
      const tags = await tagsOnceSettled(context, kind.arnOf(found.value), kind.createdAtMs(found.value));
      if (kind.discard !== undefined && isLeftover(context, kind.arnOf(found.value), tags)) {
        await kind.discard(found);
      } else {
        assertAdoptable(context, kind, found, tags, inputs);
        if (verdict === "adopt") return adopt(context, kind, found.value, tags, inputs);
        await kind.remove(found);
      }
    }
    found = await kind.find();
  }
  throw new RekognitionError("StateDidNotChange", `${kind.subject} could not be made in ${String(MAX_ROUNDS)} rounds`);
}

async function make<Status extends string, T>(
  context: OperationContext,
  kind: Ensurable<Status, T>,
  inputs: EnsureInputs,
): Promise<{ ensured: Ensured } | { found: Observation<Status, T> | undefined }> {
  const first = freshClaim(context.identity, context.inputsFingerprint);
  const fresh = inputs.token === undefined ? first : { ...first, token: inputs.token };
  try {
    const arn = await kind.create({ ...inputs.tags, ...claimTags(context.identity, fresh) });
    context.memory.rememberClaim(arn, fresh.token);
    return {
      ensured: { arn, meta: metaOf(context, fresh, createdAtOfArn(arn) ?? context.clock.now()), adopted: false },
    };
  } catch (error) {
    if (!isRekognitionError(error)) throw error;
    const lost = error.effectUnknown;
    if (!lost && !isRekognitionError(error, "Busy", "NameTaken")) throw error;
    // Either the answer got lost, or the name is in use although the look-up found nothing: it may not be visible yet.
    const found = await waitToAppear(context, kind.subject, () => kind.find());
    if (found === undefined && !lost) throw taken(kind.subject, error);
    return { found };
  }
}

async function adopt<Status extends string, T>(
  context: OperationContext,
  kind: Ensurable<Status, T>,
  value: T,
  tags: Readonly<Record<string, string>>,
  inputs: EnsureInputs,
): Promise<Ensured> {
  const arn = kind.arnOf(value);
  const renewed = inputs.token === undefined ? {} : { token: inputs.token };
  const meta = await claim(context, arn, kind.createdAtMs(value), renewed);
  await syncTags(context, arn, tags, inputs.tags ?? {});
  return { arn, meta, adopted: true };
}

function assertAdoptable<Status extends string, T>(
  context: OperationContext,
  kind: Ensurable<Status, T>,
  found: Observation<Status, T>,
  tags: Readonly<Record<string, string>>,
  inputs: EnsureInputs,
): void {
  const standing = standingOf(context, tags);
  if (standing === "ours") return;
  const arn = kind.arnOf(found.value);
  if (standing === "foreign") {
    throw new RekognitionError(
      "OwnedByAnother",
      `${kind.subject} (${arn}) already exists and belongs to ${describeOwner(tags)}`,
    );
  }
  if (inputs.adopt !== true) {
    const whose =
      standing === "unclaimed"
        ? "was not made by this stack"
        : `was made for another resource or from other inputs (claim ${tags[CLAIM_TAG] ?? "none"})`;
    throw new RekognitionError("NameTaken", `${kind.subject} already exists (${arn}) and ${whose}`);
  }
  if (kind.found.of(found.status, kind.subject) !== "adopt") {
    throw new RekognitionError("NameTaken", `${kind.subject} (${arn}) cannot be adopted in status ${found.status}`);
  }
  const differences = kind.differences(found.value);
  if (differences.length === 0) return;
  throw new RekognitionError("NameTaken", `${kind.subject} (${arn}) cannot be adopted: ${differences.join("; ")}`);
}

function assertMayBeGone(subject: string, status: string, inputs: EnsureInputs): void {
  if (inputs.adopt !== true) return;
  throw new RekognitionError("NameTaken", `${subject} cannot be adopted in status ${status}`);
}

function taken(subject: string, cause: RekognitionError): RekognitionError {
  const said = saidByService(cause);
  return new RekognitionError(
    "NameTaken",
    `${subject} could not be made: AWS says "${said}", but shows no such object to these credentials`,
    { cause },
  );
}

/** ARNs of projects and models end with the millisecond of their creation. */
function createdAtOfArn(arn: string): number | undefined {
  const last = arn.split("/").at(-1) ?? "";
  return /^\d{12,14}$/.test(last) ? Number(last) : undefined;
}
