import type { ErrorCode } from "../base/error-table.js";
import { RekognitionError } from "../base/errors.js";
import type { OperationContext } from "./handler.js";
import type { Holder } from "./taking-up.js";

/** What a create found in its way. */
export interface InTheWay {
  /** As in `model "x"`. */
  readonly subject: string;
  readonly arn: string;
  readonly status: string;
  /** Epoch milliseconds by the service's clock. */
  readonly createdAtMs: number;
  readonly holder: Holder;
  /** What keeps `adopt: true` from taking it, apart from who holds it. */
  readonly unlike: readonly string[];
}

/** Says who holds what stands in a create's way, and since when; the code says the ways out. */
export function refusal(context: OperationContext, found: InTheWay): RekognitionError {
  const { subject, arn, status, createdAtMs, holder, unlike } = found;
  const shown = status === "PRESENT" ? "" : `, ${status}`;
  const since = createdAtMs === 0 ? "" : `, made ${new Date(createdAtMs).toISOString()}`;
  const what = [`${subject} already exists (${arn}${shown}${since}) and ${heldBy(context, holder)}.`];
  if (holder.who !== "another owner" && unlike.length > 0) what.push(`It cannot be adopted: ${unlike.join("; ")}.`);
  return new RekognitionError(codeOf(holder, unlike), what.join(" "));
}

/** Completes "... already exists and ". */
export function heldBy({ identity }: OperationContext, holder: Holder): string {
  switch (holder.who) {
    case "nobody":
      return "was not made by this stack: it carries no claim";
    case "another owner":
      return `belongs to owner "${holder.owner}"`;
    case "another resource": {
      const which = holder.name === undefined ? "another resource" : `resource "${holder.name}"`;
      return `is held by ${which} of owner "${identity.owner}"`;
    }
    case "this resource":
      return holder.sameInputs
        ? `was recorded by an earlier create of this very resource of owner "${identity.owner}", but the state does not lead to it`
        : `was made by this very resource of owner "${identity.owner}", from other inputs`;
  }
}

/** The code that names the ways out. */
export function codeOf(holder: Holder, unlike: readonly string[]): ErrorCode {
  switch (holder.who) {
    case "nobody":
      return unlike.length === 0 ? "NameTaken" : "NotAdoptable";
    case "another owner":
      return "OwnedByAnother";
    case "another resource":
      return "HeldByAnotherResource";
    case "this resource":
      return holder.sameInputs ? "RecordedBefore" : "MadeFromOtherInputs";
  }
}
