import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { digestOf } from "../../digest.js";

/** Beyond it the worker ends, and another one takes the next image. */
const WORKER_HEAP_MB = 1024;
/** Hashes that are kept, of 768 bytes each: the same images are trained on again and again. */
const MOST_KEPT = 5_000;

let worker: Worker | undefined;
let last: Promise<unknown> = Promise.resolve();
const kept = new Map<string, Promise<Uint8Array | undefined>>();

function start(): Worker {
  const started = new Worker(join(__dirname, "worker.js"), {
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
  });
  const forget = (): void => {
    if (worker === started) worker = undefined;
  };
  started.on("error", forget);
  // A process that has nothing else to do may end.
  started.unref();
  return started;
}

async function ask(bytes: Buffer): Promise<Uint8Array | undefined> {
  worker ??= start();
  try {
    const answer = once(worker, "message");
    worker.postMessage(bytes);
    const [hash] = (await answer) as [Uint8Array | undefined];
    return hash;
  } catch {
    // It ran out of memory: the image is not known by its pixels.
    return undefined;
  }
}

/** The hash of an image's pixels, worked out beside the event loop, one image at a time; undefined if it has none. */
export function hashPixels(bytes: Buffer, digest = digestOf(bytes)): Promise<Uint8Array | undefined> {
  const known = kept.get(digest);
  if (known !== undefined) return known;
  const hash = last.then(() => ask(bytes));
  last = hash;
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(digest, hash);
  return hash;
}
