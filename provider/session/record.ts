import { isDeepStrictEqual } from "node:util";
import { RekognitionError } from "../base/errors.js";
import { printable, printableTexts } from "../base/printable.js";
import type { Kept, RecordedMeta } from "../lifecycle/handler.js";
import { STATE_VERSION } from "../lifecycle/ownership.js";
import type { Bag } from "../schema/definition.js";

/* What is to be recorded of an operation, and what is read of it. */

/** What an earlier version recorded, as this one does; what a later one recorded is refused. */
export function understood(meta: RecordedMeta): RecordedMeta {
  // State of 0.1.0 has no predecessors; all else is as it was.
  if (meta.v <= STATE_VERSION) return { ...meta, v: STATE_VERSION };
  throw new RekognitionError(
    "NewerState",
    `This state has version ${String(meta.v)}; this pulumi-rekognition knows up to ${String(STATE_VERSION)}`,
  );
}

/** A create or update that failed once there was something: what is to be recorded of it, and why it is not finished. */
export class Unfinished extends Error {
  readonly kept: Kept;

  constructor(kept: Kept, cause: unknown) {
    const reason =
      cause instanceof RekognitionError
        ? cause.message
        : `${printable(String(cause))}. This is a fault of pulumi-rekognition: please report it.`;
    super(reason, { cause });
    this.kept = { ...kept, meta: { ...kept.meta, unfinished: true } };
  }
}

/** What ended well carries no mark of an earlier end that did not. */
export function finished(kept: Kept): Kept {
  const { unfinished: _before, ...meta } = kept.meta;
  return { ...kept, meta };
}

/** Inputs after a read: what is not as it was recorded is the service's word. */
export function asRead(recorded: Bag | undefined, read: Bag): Bag {
  const entries = Object.entries(read).map(([key, value]) => {
    const isOwn = recorded !== undefined && isDeepStrictEqual(recorded[key], value);
    return [key, isOwn ? value : printableTexts(jsonSafe(value))] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * The value as state can hold it. The host turns Dates and Maps into empty objects, NaN into null, and throws on
 * undefined and bigint after the object was created; so none of them gets that far.
 */
export function jsonSafe(value: unknown): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (value instanceof Map)
    return jsonSafeBag(Object.fromEntries([...value].map(([key, member]) => [keyText(key), member])));
  if (value instanceof Set) return [...value].map((member) => jsonSafe(member) ?? null);
  // Not by map, which skips the holes of a list.
  if (Array.isArray(value)) return Array.from(value, (member) => jsonSafe(member) ?? null);
  if (typeof value === "object") return jsonSafeBag(value);
  return undefined;
}

function keyText(key: unknown): string {
  return typeof key === "string" ? key : JSON.stringify(jsonSafe(key) ?? null);
}

// The one key that the wire's library loses, which sets it as a prototype.
const LOST_ON_THE_WIRE = "__proto__";

/** A bag without undefined, at any depth, and without what would not come back from state. */
export function jsonSafeBag(bag: object): Record<string, unknown> {
  const entries = Object.entries(bag).map(([key, member]) => [key, jsonSafe(member)] as const);
  return Object.fromEntries(entries.filter(([key, member]) => key !== LOST_ON_THE_WIRE && member !== undefined));
}
