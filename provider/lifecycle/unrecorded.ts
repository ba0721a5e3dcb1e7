import type { AwsContext } from "./aws-context.js";

/**
 * What a thing does, as far as its removal is concerned.
 * - `running`: costs, or is about to, until it is stopped
 * - `making`: is not finished yet
 * - `stopping`: is on its way to rest
 * - `deleting`: is on its way out
 */
export type Activity = "idle" | "running" | "making" | "stopping" | "deleting";

/** A thing as a listing shows it, no matter who made it. */
export interface Listed {
  readonly arn: string;
  /** As people know it; a model with its project. */
  readonly name: string;
  /** AWS's word; "" for a kind that has none. */
  readonly status: string;
  /** `unknown` for a status that this version does not know: it may cost. */
  readonly activity: Activity | "unknown";
  /** What it costs in an hour as it stands, in US dollars. */
  readonly usdPerHour: number | "unknown";
  /** Beside the price: units, what it holds. */
  readonly remark: string;
}

/** How far a removal may go. */
export interface RemovalBounds {
  /** Delete collections that hold faces or users, too. */
  readonly forceDestroy: boolean;
}

/** How the things of a kind that carry tags are found, stopped and removed where no record leads to them. */
export interface Unrecorded {
  /** What people call one, as in "stream processor". */
  readonly noun: string;
  /** Removals go in this order: what others need goes after them. */
  readonly order: number;
  /** For a kind whose making AWS cannot cancel: what it is. */
  readonly making?: "training" | "copy";
  /** All there are in account and Region. */
  list(context: AwsContext): Promise<Listed[]>;
  /** Left out by kinds that do not run. */
  stop?(context: AwsContext, thing: Listed): Promise<void>;
  /** Asks nothing about its claim. A missing one is a success. */
  remove(context: AwsContext, thing: Listed, bounds: RemovalBounds): Promise<void>;
}
