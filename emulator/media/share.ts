import { createHash } from "node:crypto";

/** A number in [0, 1) that is always the same for the same text. */
export const share = (text: string): number => createHash("sha256").update(text).digest().readUInt32BE(0) / 2 ** 32;

/** Confidences have a few decimals, as AWS's do. */
export const rounded = (confidence: number): number => Math.round(confidence * 1000) / 1000;
