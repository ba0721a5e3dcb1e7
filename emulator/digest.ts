import { createHash } from "node:crypto";

/** What identifies bytes, or a text: its SHA-256 in hexadecimal digits. */
export const digestOf = (of: Uint8Array | string): string => createHash("sha256").update(of).digest("hex");
