import * as pulumi from "@pulumi/pulumi";

/**
 * Arguments with base64 text in place of bytes, at any depth and within outputs: Pulumi would take bytes apart, one
 * property for each.
 */
export function withoutBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (pulumi.Output.isInstance(value)) return value.apply(withoutBytes);
  if (value instanceof Promise) return value.then(withoutBytes);
  if (Array.isArray(value)) return value.map(withoutBytes);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutBytes(member)]));
}
