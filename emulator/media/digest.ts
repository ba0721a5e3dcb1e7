import { createHash } from "node:crypto";

/** What identifies an image: the hash of its bytes. */
export const digestOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
