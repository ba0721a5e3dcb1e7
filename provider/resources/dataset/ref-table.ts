import { createHash } from "node:crypto";

/** Of a hash. So long that no two of a million images share theirs. */
const KEY_BYTES = 12;
const FIRST_ROOM = 1024;

/**
 * What is known of images by their source-refs, some bytes of each. It holds no objects, so that a quarter of a million images
 * take some megabytes and nothing of them is garbage.
 */
export class RefTable {
  readonly #valueBytes: number;
  readonly #rowBytes: number;
  /** Key and value of each image, one after the other. */
  #rows: Buffer;
  /** Where a row is looked for: its number from 1 in the first free place from its key on. At most half of it is taken. */
  #places = new Uint32Array(2 * FIRST_ROOM);
  #size = 0;

  constructor(valueBytes: number) {
    this.#valueBytes = valueBytes;
    this.#rowBytes = KEY_BYTES + valueBytes;
    this.#rows = Buffer.allocUnsafe(FIRST_ROOM * this.#rowBytes);
  }

  get size(): number {
    return this.#size;
  }

  /** Adds an image, or what is known of it now. */
  set(sourceRef: string, value: Uint8Array): void {
    const key = keyOf(sourceRef);
    const row = this.#find(key) ?? this.#add(key);
    this.#rows.set(value, row * this.#rowBytes + KEY_BYTES);
  }

  /** A view that holds only until the next change. */
  get(sourceRef: string): Buffer | undefined {
    const row = this.#find(keyOf(sourceRef));
    if (row === undefined) return undefined;
    const from = row * this.#rowBytes + KEY_BYTES;
    return this.#rows.subarray(from, from + this.#valueBytes);
  }

  /** How many images this and another table have together. */
  sizeWith(other: RefTable): number {
    let size = this.#size;
    for (let row = 0; row < other.#size; row += 1) if (this.#find(other.#keyAt(row)) === undefined) size += 1;
    return size;
  }

  #keyAt(row: number): Buffer {
    const from = row * this.#rowBytes;
    return this.#rows.subarray(from, from + KEY_BYTES);
  }

  #find(key: Buffer): number | undefined {
    const row = (this.#places[this.#placeOf(key)] ?? 0) - 1;
    return row < 0 ? undefined : row;
  }

  /** The place with the row of this key, or the free one where it belongs. */
  #placeOf(key: Buffer): number {
    const last = this.#places.length - 1;
    let place = key.readUInt32LE(0) & last;
    for (;;) {
      const number = this.#places[place] ?? 0;
      const from = (number - 1) * this.#rowBytes;
      if (number === 0 || key.compare(this.#rows, from, from + KEY_BYTES) === 0) return place;
      place = (place + 1) & last;
    }
  }

  #add(key: Buffer): number {
    if (2 * (this.#size + 1) > this.#places.length) this.#makeRoom();
    const row = this.#size;
    this.#rows.set(key, row * this.#rowBytes);
    this.#size += 1;
    this.#places[this.#placeOf(key)] = this.#size;
    return row;
  }

  #makeRoom(): void {
    const rows = Buffer.allocUnsafe(2 * this.#rows.length);
    this.#rows.copy(rows);
    this.#rows = rows;
    this.#places = new Uint32Array(2 * this.#places.length);
    for (let row = 0; row < this.#size; row += 1) this.#places[this.#placeOf(this.#keyAt(row))] = row + 1;
  }
}

function keyOf(sourceRef: string): Buffer {
  return createHash("sha256").update(sourceRef).digest().subarray(0, KEY_BYTES);
}
