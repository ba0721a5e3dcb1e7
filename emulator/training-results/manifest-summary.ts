import type { ManifestReport } from "../manifest-report.js";
import { failureCode } from "../media/training-failures.js";
import type { TrainingFailure } from "../media/training-failures.js";

/** What a manifest summary says of one manifest. */
export interface SummarizedManifest {
  readonly report: ManifestReport;
  /** Numbers of the lines with errors, counted from 1. */
  readonly errorLines: readonly number[];
}

type UseCase = "IMAGE_LEVEL_LABELS" | "OBJECT_LOCALIZATION" | "NOT_DETERMINED";

/** The summary of the manifests of a training, as JSON: what lines came to, and what ended the training. */
export function manifestSummary(
  manifests: { readonly training: SummarizedManifest; readonly testing: SummarizedManifest },
  useCase: UseCase,
  failures: readonly TrainingFailure[],
): string {
  const errors = (where: TrainingFailure["in"]) =>
    failures.flatMap((failure) => {
      const code = failureCode(failure.text);
      return failure.in === where && code !== undefined ? [{ code, message: failure.text }] : [];
    });
  const statistics = (where: "training" | "testing") => {
    const { report, errorLines } = manifests[where];
    return {
      use_case: useCase,
      total_json_lines: report.totalLines,
      valid_json_lines: report.validLines,
      invalid_json_lines: report.invalidLines,
      ignored_json_lines: report.ignoredLines,
      error_json_line_indices: errorLines,
      errors: errors(where),
    };
  };
  return JSON.stringify({
    statistics: { training: statistics("training"), testing: statistics("testing") },
    errors: errors("both"),
  });
}
