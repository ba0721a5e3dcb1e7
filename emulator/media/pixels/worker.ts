import { parentPort } from "node:worker_threads";
import { decodePixels } from "./decode.js";
import { pixelHash } from "./hash.js";

/** Answers each image with the hash of its pixels: in a thread of its own, for a large one takes seconds. */
parentPort?.on("message", (bytes: Uint8Array) => {
  const pixels = decodePixels(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  parentPort?.postMessage(pixels === undefined ? undefined : pixelHash(pixels));
});
