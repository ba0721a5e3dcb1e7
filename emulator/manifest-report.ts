/**
 * A line of a training's manifest that has an error or a warning, with AWS's codes for it. AWS has no code for a repeated
 * source-ref, for a line that is too long and for more than 50 labels: these are said in words.
 */
export interface ManifestLineReport {
  /** Counted from 1. */
  readonly line: number;
  readonly sourceRef: string | undefined;
  readonly codes: readonly string[];
}

/** What came of a training's manifest, or dataset, line by line: what AWS counts in its manifest summary. */
export interface ManifestReport {
  readonly totalLines: number;
  readonly validLines: number;
  /** More than 20 % of them end the training. */
  readonly invalidLines: number;
  /** Without annotations: not used, and not invalid. */
  readonly ignoredLines: number;
  /** The first 100 lines with an error or a warning; a line with an error can be valid for the rest of it. */
  readonly lines: readonly ManifestLineReport[];
}

/** The manifests of a training. There is no report where the training ended before any line was looked at. */
export interface ManifestReports {
  readonly training: ManifestReport;
  /** None if AWS makes the test set from the training set. */
  readonly testing: ManifestReport | undefined;
}
