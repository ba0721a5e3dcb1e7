/** A place in a line: which one, its identity says. */
export type Place = symbol;

/** Who waits, in this process, for the same scarce thing: first come, first served. */
export class WaitingLine {
  #places: Place[] = [];

  get isEmpty(): boolean {
    return this.#places.length === 0;
  }

  /** Joins at the end. Each that joins has to leave, however it ends. */
  join(): Place {
    const place = Symbol();
    this.#places.push(place);
    return place;
  }

  leave(place: Place): void {
    this.#places = this.#places.filter((other) => other !== place);
  }

  /** How many are before it. */
  before(place: Place): number {
    return this.#places.indexOf(place);
  }
}
