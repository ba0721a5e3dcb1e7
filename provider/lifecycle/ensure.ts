import { CLAIM_TAG, type Claim, type Phase, claimTags, freshClaim, parseClaim } from "./claim.js";
import { RekognitionError, isRekognitionError, saidByService } from "../base/errors.js";
import type { OperationContext, RecordedMeta } from "./handler.js";
import { claim, metaOf, syncTags, tagsOnceSettled } from "./ownership.js";
import { type Live, afterDeletion, waitToAppear } from "./presence.js";
import { refusal } from "./refusal.js";
import type { Tags } from "./tags.js";
import { type Holder, type Judgement, holderOf, judge } from "./taking-up.js";
import { type Observation, waitForState } from "./wait-for-state.js";

/** How one kind is found, made and cleared away; what `ensureExists` needs to know of it. */
export interface Ensurable<Status extends string, T> extends Live<Status, T> {
  /** The statuses in which it is only being made. */
  readonly beingMade: readonly Status[];
  /** Makes it, with these tags; returns the ARN. */
  create(tags: Record<string, string>): Promise<string>;
  /** Deletes a failed one and waits until it is gone; without it, none is ever to be made again. */
  remove?(observed: Observation<Status, T>): Promise<void>;
  /** Clears away what an interrupted create of this resource made from other inputs; without it, such a thing is kept. */
  discard?(observed: Observation<Status, T>): Promise<void>;
  /** Looks at what it stands in; what it answers fails where that has gone by then, which AWS says before looks show it. */
  watchPlace?(): Promise<() => Promise<void>>;
  /** For `adopt: true`: the inputs that differ from what can be read of the object. */
  differences(value: T): string[];
}

/** What the caller asked for besides. */
export interface EnsureInputs {
  readonly adopt?: boolean | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** The record whose object is made again: its token and lineage go on. */
  readonly under?: RecordedMeta | undefined;
}

/** The object that now exists under our claim. */
export interface Ensured {
  readonly arn: string;
  readonly meta: RecordedMeta;
  readonly adopted: boolean;
}

/** One create of a thing of one kind. */
interface Creation<Status extends string, T> {
  readonly context: OperationContext;
  readonly kind: Ensurable<Status, T>;
  readonly inputs: EnsureInputs;
  /** The token of the record whose object is made again. */
  readonly own: string | undefined;
  /** The claims of its own calls whose answers got lost, by their tokens. */
  readonly attempted: Map<string, Claim>;
}

/** How often an answer may get lost, or an object be cleared away, before this gives up. */
const MAX_ROUNDS = 5;

/** Finds the object or makes it: never twice, never somebody else's. */
export async function ensureExists<Status extends string, T>(
  context: OperationContext,
  kind: Ensurable<Status, T>,
  inputs: EnsureInputs,
): Promise<Ensured> {
  const own = parseClaim(inputs.under?.claim)?.token;
  const attempted = new Map<string, Claim>();
  const creation = { context, kind, inputs, own, attempted };
  let found = await kind.look();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (found === undefined) {
      const made = await make(creation);
      if ("ensured" in made) return made.ensured;
      found = made.found;
      continue;
    }
    const verdict = kind.found.of(found.status, kind.subject);
    if (verdict === "waitUntilGone") {
      if (inputs.adopt === true) {
        throw new RekognitionError("NotAdoptable", `${kind.subject} cannot be adopted in status ${found.status}`);
      }
      await waitForState(context, afterDeletion(kind), kind.gone);
    } else {
      const settled = await settledJudgement(creation, found);
      if (settled !== undefined) {
        const { tags, holder, judgement } = settled;
        const lost = attempted.get(tokenIn(tags) ?? "");
        if (lost !== undefined) return begun(creation, kind.arnOf(found.value), lost);
        const next = assertMayTake(creation, found, holder, judgement);
        if (next === "discard") await kind.discard?.(found);
        else if (next === "remove") await kind.remove?.(found);
        else return takeUp(creation, found.value, tags, next);
      }
    }
    found = await kind.look();
  }
  throw new RekognitionError("StateDidNotChange", `${kind.subject} could not be made in ${String(MAX_ROUNDS)} rounds`);
}

/**
 * What is to become of what was found, judged by tags that do not lag where that can matter. Undefined where those say that
 * there is no such thing: it goes, though it still shows.
 */
async function settledJudgement<Status extends string, T>(
  { context, kind, own, attempted }: Creation<Status, T>,
  found: Observation<Status, T>,
): Promise<{ tags: Tags; holder: Holder; judgement: Judgement } | undefined> {
  const arn = kind.arnOf(found.value);
  const isBeingMade = kind.beingMade.includes(found.status);
  const judged = (tags: Tags): { holder: Holder; judgement: Judgement } => {
    const holder = holderOf(context, arn, tags, isBeingMade);
    return { holder, judgement: judge(context, holder, own) };
  };
  const isEnough = (seen: Tags): boolean => {
    const token = tokenIn(seen);
    if (token === undefined || attempted.has(token)) return token !== undefined;
    return isSure(judged(seen).judgement);
  };
  const tags = await tagsOnceSettled(context, arn, isEnough);
  return tags && { tags, ...judged(tags) };
}

async function make<Status extends string, T>(
  creation: Creation<Status, T>,
): Promise<{ ensured: Ensured } | { found: Observation<Status, T> | undefined }> {
  const { context, kind, inputs, own, attempted } = creation;
  const first = freshClaim(context.identity, context.inputsFingerprint, context.claimPhase);
  const fresh = { ...first, token: own ?? first.token };
  try {
    const arn = await kind.create({ ...inputs.tags, ...claimTags(context.identity, fresh) });
    return { ensured: begun(creation, arn, fresh) };
  } catch (error) {
    if (!isRekognitionError(error) || context.signal.aborted) throw error;
    const lost = error.effectUnknown;
    if (!lost && !isRekognitionError(error, "Busy", "NameTaken")) throw error;
    if (lost) attempted.set(fresh.token, fresh);
    // Either the answer got lost, or the name is in use although the look-up found nothing: it may not be visible yet.
    const assertPlaceStays = await kind.watchPlace?.();
    const found = await waitToAppear(context, kind);
    if (found === undefined) await assertPlaceStays?.();
    if (found === undefined && !lost) throw taken(kind.subject, error);
    return { found };
  }
}

/** Whether an object, whatever its name, was left by an interrupted create of this very resource from other inputs. */
export async function isLeftover(context: OperationContext, arn: string): Promise<boolean> {
  const judged = (tags: Tags): Judgement => judge(context, holderOf(context, arn, tags, false));
  const tags = await tagsOnceSettled(context, arn, (seen) => isSure(judged(seen)));
  return judged(tags ?? {}).action === "discard";
}

/** What rests on identity alone may have been recorded just now, and that not show yet. */
function isSure(judgement: Judgement): boolean {
  return judgement.action !== "discard" && !(judgement.action === "take" && judgement.by === "identity");
}

/** What this create has made itself, though its answer may have got lost. */
function begun<Status extends string, T>(
  { context, kind: { subject }, inputs: { under } }: Creation<Status, T>,
  arn: string,
  made: Claim,
): Ensured {
  context.memory.rememberClaim(arn, made.token, context.identity.urn);
  context.claimed({ subject, arn, claim: made, atMs: context.clock.monotonicMs() });
  const meta = metaOf(context, { tags: made }, createdAtOfArn(arn) ?? context.clock.now());
  return { arn, meta: { ...meta, ...lineage(context, under, undefined) }, adopted: false };
}

async function takeUp<Status extends string, T>(
  { context, kind, inputs, own }: Creation<Status, T>,
  value: T,
  tags: Tags,
  next: { readonly phase: Phase; readonly from?: string | undefined },
): Promise<Ensured> {
  const arn = kind.arnOf(value);
  const written = await claim(context, arn, { ...next, token: own });
  const replaced = tags[CLAIM_TAG] ?? "";
  context.claimed({ subject: kind.subject, arn, claim: written, atMs: context.clock.monotonicMs(), replaced });
  await syncTags(context, arn, tags, inputs.tags ?? {});
  const meta = metaOf(context, { tags: written }, kind.createdAtMs(value));
  return { arn, meta: { ...meta, ...lineage(context, inputs.under, next.from) }, adopted: true };
}

/** What the record of the object lists as its predecessors. */
function lineage(
  { memory, identity }: OperationContext,
  under: RecordedMeta | undefined,
  from: string | undefined,
): Pick<RecordedMeta, "predecessors"> {
  const predecessors = under === undefined ? memory.predecessorsOf(identity.urn, from) : (under.predecessors ?? []);
  return predecessors.length === 0 ? {} : { predecessors };
}

/** How what was found is to be taken up or cleared away; fails where it is to be left. */
function assertMayTake<Status extends string, T>(
  { context, kind, inputs }: Creation<Status, T>,
  found: Observation<Status, T>,
  holder: Holder,
  judgement: Judgement,
): "discard" | "remove" | { readonly phase: Phase; readonly from?: string | undefined } {
  const isFit = kind.found.of(found.status, kind.subject) === "adopt";
  if (judgement.action === "take") return isFit ? judgement : "remove";
  if (judgement.action === "makeAgain" && !isFit) return "remove";
  if (judgement.action === "discard" && kind.discard !== undefined) return "discard";
  const isOwnWork = holder.who === "this resource" && holder.sameInputs;
  // What keeps `adopt: true` from taking something that others made.
  const unlike = isOwnWork ? [] : isFit ? kind.differences(found.value) : [`it is ${found.status}`];
  const isAnothers = holder.who === "another owner" || (holder.who === "another resource" && holder.name !== undefined);
  if (inputs.adopt === true && !isAnothers && unlike.length === 0) {
    const from = holder.who === "nobody" ? undefined : holder.claim.token;
    // Not made here: a run that ends now must not leave it for a sweep.
    return isFit ? { phase: "recorded", from } : "remove";
  }
  const arn = kind.arnOf(found.value);
  const createdAtMs = kind.createdAtMs(found.value);
  throw refusal(context, { subject: kind.subject, arn, status: found.status, createdAtMs, holder, unlike });
}

function tokenIn(tags: Tags): string | undefined {
  return parseClaim(tags[CLAIM_TAG])?.token;
}

function taken(subject: string, cause: RekognitionError): RekognitionError {
  return new RekognitionError(
    "NameTaken",
    `${subject} could not be made: AWS says "${saidByService(cause)}", but shows no such object to these credentials`,
    { cause },
  );
}

/** ARNs of projects and models end with the millisecond of their creation. */
function createdAtOfArn(arn: string): number | undefined {
  const last = arn.split("/").at(-1) ?? "";
  return /^\d{12,14}$/.test(last) ? Number(last) : undefined;
}
