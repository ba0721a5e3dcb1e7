import type { CustomizationFeature } from "@aws-sdk/client-rekognition";
import type { ManifestLineReport, ManifestReport } from "../manifest-report.js";
import type { Call } from "../world.js";
import { readLines } from "./entry-line.js";
import type { EntryLine } from "./entry-line.js";
import { CUSTOM_LABELS_IMAGE, fitsLimits } from "./image-limits.js";
import type { TrainingEntry } from "./trained-model.js";
import { TRAINING_FAILURES } from "./training-failures.js";

/** What a training reads in a manifest, or in a dataset. */
export interface TrainingManifest {
  /** What can be used. */
  readonly entries: readonly TrainingEntry[];
  /** What ends the training, if anything does. */
  readonly failure: string | undefined;
  readonly report: ManifestReport;
}

const MAX_INVALID_SHARE = 0.2;
const MAX_REPORTED_LINES = 100;

type ImageFault = "missing" | "unfit" | undefined;

function imageFault(call: Call, { bucket, key }: EntryLine): ImageFault {
  const { buckets, switches } = call.world;
  if (!switches.checkManifestImages) return undefined;
  const image = buckets.read(bucket, key);
  if (image === undefined) return "missing";
  return fitsLimits(image, CUSTOM_LABELS_IMAGE) ? undefined : "unfit";
}

/** Reads lines one by one: what is wrong with the lines and with the images they name adds up. */
class TrainingReader {
  readonly entries: TrainingEntry[] = [];
  readonly #call: Call;
  readonly #feature: CustomizationFeature;
  readonly #buckets = new Set<string>();
  readonly #lines: ManifestLineReport[] = [];
  readonly #counts = { total: 0, invalid: 0, ignored: 0, blank: 0, imagesWanted: 0, imagesMissing: 0 };

  constructor(call: Call, feature: CustomizationFeature) {
    this.#call = call;
    this.#feature = feature;
  }

  read(lines: Iterable<string>): TrainingManifest {
    const counts = this.#counts;
    const { quotaDatasetEntries, needsAllLabelMetadata } = this.#call.world.switches;
    for (const read of readLines(this.#countBlank(lines), needsAllLabelMetadata)) {
      counts.total += 1;
      if (counts.total > quotaDatasetEntries) break;
      if ("entry" in read) this.#judge(read.line, read.entry);
      else {
        counts.invalid += 1;
        this.#report({ line: read.line, sourceRef: undefined, codes: [read.fault] });
      }
    }
    const report = {
      totalLines: counts.total,
      validLines: this.entries.length,
      invalidLines: counts.invalid,
      ignoredLines: counts.ignored,
      lines: this.#lines,
    };
    return { entries: this.entries, failure: this.#failure(quotaDatasetEntries), report };
  }

  *#countBlank(lines: Iterable<string>): Generator<string> {
    for (const line of lines) {
      if (line.trim() === "") this.#counts.blank += 1;
      yield line;
    }
  }

  #judge(line: number, entry: EntryLine): void {
    const { bucket, key, sourceRef, check } = entry;
    this.#buckets.add(bucket);
    // How an adapter's annotations are written down is not documented.
    const use = this.#feature === "CONTENT_MODERATION" ? "valid" : check.use;
    const fault = use === "valid" ? imageFault(this.#call, entry) : undefined;
    if (use === "valid") this.#counts.imagesWanted += 1;
    if (fault === "missing") this.#counts.imagesMissing += 1;
    if (use === "ignored") this.#counts.ignored += 1;
    else if (use === "invalid" || fault !== undefined) this.#counts.invalid += 1;
    else this.entries.push({ bucket, key, labels: check.labels, boxes: check.boxes });
    const codes = [...check.errors.map((error) => error.code), ...check.remarks];
    this.#report({ line, sourceRef, codes: fault === undefined ? codes : [...codes, "ERROR_INVALID_IMAGE"] });
  }

  #report(line: ManifestLineReport): void {
    if (line.codes.length > 0 && this.#lines.length < MAX_REPORTED_LINES) this.#lines.push(line);
  }

  #failure(maxLines: number): string | undefined {
    const { total, invalid, blank, imagesWanted, imagesMissing } = this.#counts;
    if (total === blank) return TRAINING_FAILURES.empty;
    if (total > maxLines) return TRAINING_FAILURES.tooManyRows;
    if (this.#buckets.size > 1) return TRAINING_FAILURES.manyBuckets;
    if (imagesWanted > 0 && imagesMissing === imagesWanted) return TRAINING_FAILURES.noImages;
    return invalid / total > MAX_INVALID_SHARE ? TRAINING_FAILURES.tooManyInvalidRows : undefined;
  }
}

/** Reads what a model is to be trained or tested on. */
export const readTrainingManifest = (
  call: Call,
  lines: Iterable<string>,
  feature: CustomizationFeature,
): TrainingManifest => new TrainingReader(call, feature).read(lines);
