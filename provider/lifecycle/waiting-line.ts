/** A place in a line. */
export interface Place {
  readonly number: number;
}

/** Who waits, in this process, for the same scarce thing: first come, first served. */
export class WaitingLine {
  #places: Place[] = [];
  #joined = 0;

  get isEmpty(): boolean {
    return this.#places.length === 0;
  }

  /** Joins at the end. Each that joins has to leave, however it ends. */
  join(): Place {
    const place = { number: this.#joined++ };
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
