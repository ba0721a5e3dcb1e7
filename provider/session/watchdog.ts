import { setMaxListeners } from "node:events";
import { every } from "../base/clock.js";
import { RekognitionError } from "../base/errors.js";
import type { Engine } from "./engine.js";

const PING_INTERVAL_MS = 2_000;
const MISSES_ALLOWED = 3;

/**
 * Ends this plugin when its engine is gone. A killed CLI leaves the plugin behind, which would go on, finish the training
 * and start the model, with nobody to record it.
 */
export class Watchdog {
  readonly #engine: Engine;
  readonly #exit: () => void;
  readonly #abort = new AbortController();
  #answered = false;
  #misses = 0;
  #stop: (() => void) | undefined;

  constructor(engine: Engine, exit: () => void) {
    this.#engine = engine;
    this.#exit = exit;
    // Every wait and every call under way listens; the engine runs as many operations at once as it likes.
    setMaxListeners(0, this.#abort.signal);
  }

  /** Aborted when nobody waits any more for what is under way. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Ends what is under way. */
  abort(reason: RekognitionError): void {
    this.#abort.abort(reason);
  }

  /** Begins to watch; once is enough. Looks at once: an engine that is killed before its first answer is never missed. */
  start(): void {
    if (this.#stop !== undefined) return;
    this.#stop = every(PING_INTERVAL_MS, () => {
      void this.#look();
    });
    void this.#look();
  }

  /** Throws where the engine is gone: called before everything that changes something. */
  async assertEngine(): Promise<void> {
    this.#abort.signal.throwIfAborted();
    while (!(await this.#look())) this.#abort.signal.throwIfAborted();
  }

  async #look(): Promise<boolean> {
    const answers = await this.#engine.ping();
    if (answers || !this.#answered) {
      // An engine that never answered proves nothing: this may be no plugin process at all.
      this.#answered ||= answers;
      this.#misses = 0;
      return true;
    }
    this.#misses += 1;
    if (this.#misses >= MISSES_ALLOWED) {
      this.#stop?.();
      this.abort(new RekognitionError("EngineGone", "The Pulumi engine stopped answering"));
      this.#exit();
    }
    return false;
  }
}
