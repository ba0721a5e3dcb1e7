import { createChance } from "../../../emulator/clock.js";

/** Draws that are the same for the same seed. */
export class Draw {
  readonly #chance: () => number;

  constructor(seed: number) {
    this.#chance = createChance(seed);
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.#chance() * end);
  }

  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  bytes(length: number): Buffer {
    return Buffer.from(Array.from({ length }, () => this.below(256)));
  }

  /** The text with one place spoiled. */
  spoiled(text: string): Buffer {
    const bytes = Buffer.from(text);
    const at = this.below(bytes.length);
    return this.of([
      () => bytes.subarray(0, at),
      () => Buffer.concat([bytes.subarray(0, at), this.bytes(1 + this.below(4)), bytes.subarray(at)]),
      () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + this.below(5))]),
    ])();
  }
}
