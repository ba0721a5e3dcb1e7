import { CLAIM_TAG, type Claim, claimTags, parseClaim } from "./claim.js";
import { RekognitionError } from "../base/errors.js";
import type { OperationContext } from "./handler.js";
import { LAG_GRACE_MS } from "./wait-for-state.js";
import { tagsOf } from "./tags.js";

/** A claim that an operation wrote. */
export interface WrittenClaim {
  readonly subject: string;
  readonly arn: string;
  readonly claim: Claim;
  /** When it was written, by the monotonic clock. */
  readonly atMs: number;
  /** For what was there before: the text of the claim it took the place of, empty where there was none. */
  readonly replaced?: string;
}

/**
 * Says in the claim that the engine is given the id now, so that no other create takes the object up by an equal identity.
 * Fails where the claim is another one by now: then the object is that other create's. A mark that cannot be written is only
 * warned of.
 */
export async function markRecorded(context: OperationContext, written: WrittenClaim): Promise<void> {
  if (written.claim.phase === "making") await write(context, written);
  context.memory.rememberMarked(context.identity.urn, written.claim.token);
}

async function write(context: OperationContext, written: WrittenClaim): Promise<void> {
  const { subject, arn, claim } = written;
  const marked: Claim = { ...claim, phase: "recorded" };
  try {
    await assertStillOurs(context, written);
    await context.aws.call("TagResource", { ResourceArn: arn, Tags: claimTags(context.identity, marked) });
  } catch (error) {
    if (!(error instanceof RekognitionError) || error.code === "ClaimLost") throw error;
    context.warn(
      `${subject} could not be marked as recorded (${error.what}) Until an update does, another create of its name may take it up.`,
    );
  }
}

/** Within the longest lag of tags, a look at what was only just made would show nothing else. */
async function assertStillOurs(
  context: OperationContext,
  { subject, arn, claim, atMs, replaced }: WrittenClaim,
): Promise<void> {
  if (replaced === undefined && context.clock.monotonicMs() - atMs <= LAG_GRACE_MS) return;
  const text = (await tagsOf(context, arn))?.[CLAIM_TAG];
  const seen = parseClaim(text);
  // What lags shows the claim before it, as it was.
  if (seen === undefined || seen.token === claim.token || text === replaced) return;
  throw new RekognitionError("ClaimLost", `${subject} (${arn}) was taken up by another create while this one went on`);
}
