import type { CustomizationFeature } from "@aws-sdk/client-rekognition";
import type { ManifestLineReport, ManifestReport } from "../manifest-report.js";
import type { Call } from "../world.js";
import { ResultFile } from "../training-results/result-file.js";
import { validatedLine } from "../training-results/validated-line.js";
import type { Upload } from "./buckets.js";
import { entryError, isEntryErrorCode } from "./entry-errors.js";
import type { EntryError } from "./entry-errors.js";
import { readLines } from "./entry-line.js";
import type { EntryLine, ManifestLine } from "./entry-line.js";
import type { EntryCheck } from "./entry-check.js";
import { isFields, listOf } from "./json-fields.js";
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
  /** The numbers of all lines with errors, counted from 1. */
  readonly errorLines: readonly number[];
  /** The validation manifest. */
  readonly file: Upload;
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

/** Of an adapter's line nothing is refused: AWS documents how it is written, but not what is wrong with it. */
function adapterCheck({ fields, check }: EntryLine): EntryCheck {
  const truth = fields["content-moderation-groundtruth"];
  const moderated = listOf(isFields(truth) ? truth.ModerationLabels : undefined).flatMap((label) =>
    isFields(label) && typeof label.Name === "string" ? [label.Name] : [],
  );
  const labels = [...new Set([...check.labels, ...moderated])];
  return { labels, boxes: [], size: undefined, labeled: true, errors: [], warnings: [], use: "valid" };
}

/** Reads lines one by one: what is wrong with the lines and with the images they name adds up. */
class TrainingReader {
  readonly entries: TrainingEntry[] = [];
  readonly #call: Call;
  readonly #feature: CustomizationFeature;
  readonly #buckets = new Set<string>();
  readonly #lines: ManifestLineReport[] = [];
  readonly #errorLines: number[] = [];
  readonly #file: ResultFile;
  readonly #counts = { total: 0, invalid: 0, ignored: 0, blank: 0, imagesWanted: 0, imagesMissing: 0 };

  constructor(call: Call, feature: CustomizationFeature) {
    this.#call = call;
    this.#feature = feature;
    this.#file = new ResultFile(call.world.buckets);
  }

  read(lines: Iterable<string>): TrainingManifest {
    const counts = this.#counts;
    const { quotaDatasetEntries, needsAllLabelMetadata } = this.#call.world.switches;
    for (const read of readLines(this.#countBlank(lines), needsAllLabelMetadata)) {
      counts.total += 1;
      if (counts.total > quotaDatasetEntries) break;
      if ("entry" in read) this.#judge(read, read.entry);
      else {
        const { line, fault } = read;
        counts.invalid += 1;
        this.#errorLines.push(line);
        this.#write(read, isEntryErrorCode(fault) ? [entryError(fault, { in: "entry" })] : []);
        this.#report({ line, sourceRef: undefined, codes: [fault] });
      }
    }
    const report = {
      totalLines: counts.total,
      validLines: this.entries.length,
      invalidLines: counts.invalid,
      ignoredLines: counts.ignored,
      lines: this.#lines,
    };
    return {
      entries: this.entries,
      failure: this.#failure(quotaDatasetEntries),
      report,
      errorLines: this.#errorLines,
      file: this.#file.end(),
    };
  }

  *#countBlank(lines: Iterable<string>): Generator<string> {
    for (const line of lines) {
      if (line.trim() === "") this.#counts.blank += 1;
      yield line;
    }
  }

  #judge(read: ManifestLine, entry: EntryLine): void {
    const { bucket, key, sourceRef } = entry;
    const check = this.#feature === "CONTENT_MODERATION" ? adapterCheck(entry) : entry.check;
    const { use, labels, boxes, size } = check;
    this.#buckets.add(bucket);
    const fault = use === "valid" ? imageFault(this.#call, entry) : undefined;
    if (use === "valid") this.#counts.imagesWanted += 1;
    if (fault === "missing") this.#counts.imagesMissing += 1;
    if (use === "ignored") this.#counts.ignored += 1;
    else if (use === "invalid" || fault !== undefined) this.#counts.invalid += 1;
    else this.entries.push({ bucket, key, labels, boxes, size });
    const ofImage = fault === undefined ? [] : [entryError("ERROR_INVALID_IMAGE", { in: "entry" })];
    const errors = [...check.errors, ...ofImage];
    if (errors.length > 0 || check.remark !== undefined) this.#errorLines.push(read.line);
    this.#write(read, errors, check.warnings);
    const codes: string[] = [...check.errors, ...check.warnings, ...ofImage].map(({ code }) => code);
    this.#report({ line: read.line, sourceRef, codes: [...codes, check.remark ?? []].flat() });
  }

  #write(read: ManifestLine, errors: readonly EntryError[], warnings: readonly EntryError[] = []): void {
    this.#file.write(validatedLine(read, errors, warnings));
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
