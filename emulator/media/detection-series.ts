/** One detection: the how-manieth of its kind, and which kind. */
export interface SeriesPlace {
  readonly kind: number;
  readonly occurrence: number;
}

/** How a series is walked: as things happen, or one kind after the other. */
export type SeriesOrder = "byTime" | "byKind";

/**
 * The detections of a video without any of them being stored: kinds take turns, so that the place of each follows from
 * its number. Kind 0 occurs first, and never less often than the others.
 */
export class DetectionSeries {
  /**
   * @param total how many detections there are
   * @param kinds how many different things are detected
   */
  constructor(
    readonly total: number,
    readonly kinds: number,
  ) {}

  /** How often a kind occurs. */
  occurrences(kind: number): number {
    return Math.max(0, Math.ceil((this.total - kind) / this.kinds));
  }

  /** @param position from 0 to `total` - 1 */
  at(position: number, order: SeriesOrder): SeriesPlace {
    if (order === "byTime") return { kind: position % this.kinds, occurrence: Math.floor(position / this.kinds) };
    let [kind, occurrence] = [0, position];
    while (occurrence >= this.occurrences(kind)) {
      occurrence -= this.occurrences(kind);
      kind += 1;
    }
    return { kind, occurrence };
  }

  /** When an occurrence is, in milliseconds from the start of a video of this length. */
  timestampMs(occurrence: number, durationMs: number): number {
    return Math.floor((occurrence * durationMs) / this.occurrences(0));
  }

  /** The series of segments that are this many occurrences long. */
  segments(length: number): DetectionSeries {
    const counts = Array.from({ length: this.kinds }, (_, kind) => Math.ceil(this.occurrences(kind) / length));
    return new DetectionSeries(
      counts.reduce((sum, count) => sum + count, 0),
      this.kinds,
    );
  }
}
