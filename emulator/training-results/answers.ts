import type { Box } from "../media/entry-errors.js";
import { share } from "../media/share.js";
import { inventedBox } from "../media/invented-box.js";
import type { ModelKind, TrainingEntry } from "../media/trained-model.js";

type Place = Omit<Box, "label">;

/** What the model answers about a label, or a box, of a test image. */
export interface Prediction {
  readonly label: string;
  /** 0 to 1. */
  readonly confidence: number;
  /** Whether the confidence reaches the label's threshold: it is a positive. */
  readonly isFound: boolean;
  /** Whether the manifest says so, too. */
  readonly isPresent: boolean;
  /** Only of a model that finds places. */
  readonly box: Place | undefined;
}

/** A line of the test set with the model's answer. What is neither found nor present is left out. */
export interface TestAnswer {
  readonly entry: TrainingEntry;
  readonly predictions: readonly Prediction[];
}

/** What is right and wrong of a label, over the test set. */
export interface LabelCounts {
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  /** Test images that show it. */
  images: number;
}

/** A test that was not made: the model's answers to the test set, and what they add up to. */
export interface SimulatedTest {
  readonly answers: readonly TestAnswer[];
  /** Only of labels that the test set has: nothing is known of others. */
  readonly counts: ReadonlyMap<string, LabelCounts>;
  /** 0 to 1, by label. */
  readonly thresholds: ReadonlyMap<string, number>;
}

export interface TestRequest {
  readonly entries: readonly TrainingEntry[];
  readonly labels: readonly string[];
  readonly kind: ModelKind;
  /** The same answers for the same one. */
  readonly seed: string;
  /** The mean F1 score comes as near to it as it can from above. */
  readonly f1Score: number;
  /** The scores of some labels: each label's then comes as near to its own as it can from above, in place of the mean. */
  readonly labelF1Scores?: Readonly<Record<string, number>> | undefined;
  /** The threshold of all labels; default: one for each. */
  readonly threshold?: number | undefined;
}

/** A label or a box of a test line, and what the model makes of it. */
interface Truth {
  readonly entry: TrainingEntry;
  readonly label: string;
  readonly box: Place | undefined;
  readonly seed: string;
  isMissed: boolean;
  /** What the model finds wrongly, in its place or beside it. */
  mistakenFor: string | undefined;
}

/** What a label is to score, where labels are told apart. */
export function f1ScoreOf(
  { f1Score, labelF1Scores }: Pick<TestRequest, "f1Score" | "labelF1Scores">,
  label: string,
): number {
  return labelF1Scores !== undefined && Object.hasOwn(labelF1Scores, label)
    ? (labelF1Scores[label] ?? f1Score)
    : f1Score;
}

export function f1Of({ truePositives, falsePositives, falseNegatives }: LabelCounts): number {
  const all = 2 * truePositives + falsePositives + falseNegatives;
  return all === 0 ? 0 : (2 * truePositives) / all;
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const CONFIDENCE_DIGITS = 1e5;
/** What sums of many scores are off by. */
const ROUNDING = 1e-9;
const [ALSO_FOUND_AS_ANOTHER, ONLY_MISSED] = [0.6, 0.8];

/** Makes mistakes as long as the mean F1 score stays at or above the one that is asked for. */
class Examiner {
  readonly truths: readonly Truth[];
  readonly counts = new Map<string, LabelCounts>();
  readonly #request: TestRequest;
  readonly #tested: readonly string[];
  readonly #mistaken = new Map<TrainingEntry, Set<string>>();
  #sumOfF1: number;

  constructor(request: TestRequest) {
    this.#request = request;
    const labels = new Set(request.labels);
    this.truths = request.entries.flatMap((entry) => this.#truthsOf(entry, labels));
    for (const { label } of this.truths) this.#countsOf(label).truePositives += 1;
    this.#tested = [...this.counts.keys()].sort();
    for (const entry of request.entries) {
      const shown = request.kind === "detection" ? entry.boxes.map((box) => box.label) : entry.labels;
      for (const label of new Set(shown)) {
        const counts = this.counts.get(label);
        if (counts !== undefined) counts.images += 1;
      }
    }
    this.#sumOfF1 = this.counts.size;
  }

  examine(): void {
    const order = new Map(this.truths.map((truth) => [truth, share(`${truth.seed}/order`)]));
    const shuffled = [...this.truths].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    for (const truth of shuffled) {
      const kind = share(`${truth.seed}/mistake`);
      const other = kind < ALSO_FOUND_AS_ANOTHER || kind >= ONLY_MISSED ? this.#otherLabel(truth) : undefined;
      this.#mistake(truth, kind < ONLY_MISSED, other);
    }
    for (const truth of shuffled) {
      if (truth.mistakenFor === undefined) this.#mistake(truth, false, this.#otherLabel(truth));
      if (!truth.isMissed) this.#mistake(truth, true, undefined);
    }
  }

  #truthsOf(entry: TrainingEntry, labels: ReadonlySet<string>): Truth[] {
    const { kind, seed } = this.#request;
    const of = (label: string, index: number, box: Place | undefined): Truth[] =>
      labels.has(label)
        ? [
            {
              entry,
              label,
              box,
              seed: `${seed}/${entry.bucket}/${entry.key}/${index}`,
              isMissed: false,
              mistakenFor: undefined,
            },
          ]
        : [];
    return kind === "detection"
      ? entry.boxes.flatMap((box, index) => of(box.label, index, box))
      : entry.labels.flatMap((label, index) => of(label, index, undefined));
  }

  #countsOf(label: string): LabelCounts {
    const counts = this.counts.get(label) ?? { truePositives: 0, falsePositives: 0, falseNegatives: 0, images: 0 };
    this.counts.set(label, counts);
    return counts;
  }

  /** A label that the image does not show, and that was not found there already: it is no mistake otherwise. */
  #otherLabel({ entry, label, seed }: Truth): string | undefined {
    const tested = this.#tested;
    const known = new Set([...entry.labels, ...(this.#mistaken.get(entry) ?? [])]);
    const start = Math.floor(share(`${seed}/other`) * tested.length);
    const isDetection = this.#request.kind === "detection";
    for (let step = 0; step < tested.length; step += 1) {
      const other = tested[(start + step) % tested.length] ?? "";
      if (other !== label && (isDetection || !known.has(other))) return other;
    }
    return isDetection ? label : undefined;
  }

  #mistake(truth: Truth, isMissed: boolean, other: string | undefined): void {
    const own = this.#countsOf(truth.label);
    const others = other === undefined ? undefined : this.#countsOf(other);
    const before = this.#f1Of(own, others);
    const change = (by: 1 | -1): void => {
      if (isMissed) {
        own.truePositives -= by;
        own.falseNegatives += by;
      }
      if (others !== undefined) others.falsePositives += by;
    };
    change(1);
    const sumOfF1 = this.#sumOfF1 + this.#f1Of(own, others) - before;
    if (this.#isTooBad(sumOfF1, truth.label, other)) {
      change(-1);
      return;
    }
    this.#sumOfF1 = sumOfF1;
    truth.isMissed ||= isMissed;
    if (other === undefined) return;
    truth.mistakenFor = other;
    this.#mistaken.set(truth.entry, new Set([other, ...(this.#mistaken.get(truth.entry) ?? [])]));
  }

  #isTooBad(sumOfF1: number, ...labels: readonly (string | undefined)[]): boolean {
    const { f1Score, labelF1Scores } = this.#request;
    if (labelF1Scores === undefined) return sumOfF1 / this.counts.size < f1Score - ROUNDING;
    return labels.some((label) => {
      const counts = this.counts.get(label ?? "");
      return counts !== undefined && f1Of(counts) < f1ScoreOf(this.#request, label ?? "") - ROUNDING;
    });
  }

  #f1Of(own: LabelCounts, others: LabelCounts | undefined): number {
    return f1Of(own) + (others === undefined || others === own ? 0 : f1Of(others));
  }
}

function predictionsOf(truth: Truth, thresholds: ReadonlyMap<string, number>): Prediction[] {
  const { label, box, seed, isMissed, mistakenFor } = truth;
  const certainty = (of: string, isFound: boolean, part: string): number => {
    const threshold = thresholds.get(of) ?? 0;
    const chance = share(`${seed}/${part}`);
    const exact = isFound ? threshold + (1 - threshold) * chance : threshold * chance;
    const short = Math.floor(exact * CONFIDENCE_DIGITS) / CONFIDENCE_DIGITS;
    return isFound ? Math.max(short, threshold) : short;
  };
  const own: Prediction = {
    label,
    box,
    isFound: !isMissed,
    isPresent: true,
    confidence: certainty(label, !isMissed, "own"),
  };
  if (mistakenFor === undefined) return [own];
  const place = isMissed ? box : inventedBox(seed);
  const mistake: Prediction = {
    label: mistakenFor,
    box: box === undefined ? undefined : place,
    isFound: true,
    isPresent: false,
    confidence: certainty(mistakenFor, true, "mistake"),
  };
  return [own, mistake];
}

/** Invents the model's answers to a test set: always the same for the same model and lines. */
export function simulateTest(request: TestRequest): SimulatedTest {
  const examiner = new Examiner(request);
  examiner.examine();
  const thresholds = new Map(
    [...examiner.counts.keys()].map((label): [string, number] => {
      const own = Math.round(100 * (0.2 + 0.6 * share(`${request.seed}/threshold/${label}`))) / 100;
      return [label, request.threshold ?? own];
    }),
  );
  const byEntry = new Map(request.entries.map((entry): [TrainingEntry, Prediction[]] => [entry, []]));
  for (const truth of examiner.truths) byEntry.get(truth.entry)?.push(...predictionsOf(truth, thresholds));
  const answers = [...byEntry].map(([entry, predictions]) => ({ entry, predictions }));
  return { answers, counts: examiner.counts, thresholds };
}
