import { isRekognitionError } from "../../../provider/base/errors.js";
import { inParallel } from "../../../provider/base/parallel.js";
import type { ConfiguredPrices } from "../../../provider/aws/prices.js";
import { CLAIM_TAG, OWNER_TAG } from "../../../provider/lifecycle/claim.js";
import type { AwsContext } from "../../../provider/lifecycle/aws-context.js";
import { activity } from "../../../provider/lifecycle/running.js";
import { kinds } from "../../../provider/resources/registry.js";
import { causeOf } from "../../find/decide.js";
import type { RecordedState } from "../../stack/recorded-state.js";
import { priceOf, UNPRICED } from "../costs.js";
import type { RunningEntry } from "../document.js";
import { modelName, type ProjectOfModels } from "./models.js";

/** Whether what has this status costs, or may: it runs, is being made, or nobody here knows what it does. */
function costs(status: string): boolean {
  return ["running", "making", "unknown"].includes(activity.or(status, "unknown"));
}

/** The models that cost, of these projects. */
export function runningModels(projects: readonly ProjectOfModels[], prices: ConfiguredPrices): RunningEntry[] {
  return projects.flatMap(({ region, versions }) =>
    versions.flatMap((version): RunningEntry[] => {
      const { ProjectVersionArn: arn = "", Status: status = "", MinInferenceUnits, MaxInferenceUnits } = version;
      if (!costs(status)) return [];
      const units = { minInferenceUnits: MinInferenceUnits ?? null, maxInferenceUnits: MaxInferenceUnits ?? null };
      return [
        {
          kind: version.SourceProjectVersionArn === undefined ? "ProjectVersion" : "ProjectVersionCopy",
          name: modelName(arn),
          arn,
          region,
          status,
          inState: null,
          notBefore: (version.TrainingEndTimestamp ?? version.CreationTimestamp)?.toISOString() ?? null,
          ...units,
          ...priceOf({ region, status, ...units }, prices),
        },
      ];
    }),
  );
}

/** The stream processors that run, at a price that is not known. Where they cannot be looked at, a sentence says so. */
export async function runningProcessors(context: AwsContext): Promise<{ running: RunningEntry[]; note?: string }> {
  const { region } = context;
  try {
    const listed = await kinds.streamProcessor.handler.unrecorded?.list(context);
    const running = (listed ?? []).filter(({ activity: does }) => does === "running" || does === "unknown");
    return {
      running: running.map(({ arn, name, status }) => ({
        ...{ kind: "StreamProcessor", name, arn, region, status, inState: null, notBefore: null },
        ...{ minInferenceUnits: null, maxInferenceUnits: null },
        ...UNPRICED,
      })),
    };
  } catch (error) {
    // Not every region and account has streaming video, and AWS answers both with a refusal.
    if (!isRekognitionError(error, "StreamProcessorAccessDenied", "AccessDenied")) throw error;
    return { running: [], note: `Stream processors in ${region} could not be looked at: ${error.what}` };
  }
}

/** Of what runs, that which a stack's state has, or which only carries the stack's mark; somebody else's is left out. */
export async function ofStack(
  running: readonly RunningEntry[],
  state: RecordedState,
  marks: readonly string[],
  contextIn: (region: string) => AwsContext,
): Promise<{ running: RunningEntry[]; notes: string[] }> {
  const notes: string[] = [];
  const sorted = await inParallel(running, async (entry): Promise<RunningEntry[]> => {
    const { arn, region, name } = entry;
    if (state.held.has(arn)) return [{ ...entry, inState: "held" }];
    if (state.superseded.has(arn)) return [{ ...entry, inState: "pendingDeletion" }];
    try {
      const { [OWNER_TAG]: owner = "", [CLAIM_TAG]: claim } = (await contextIn(region).describe.tagsNow(arn)) ?? {};
      if (!marks.includes(owner)) return [];
      const cause = causeOf({ arn, claim, activity: activity.or(entry.status, "unknown") }, state);
      return [{ ...entry, inState: cause === undefined ? "held" : "no" }];
    } catch (error) {
      if (!isRekognitionError(error, "AccessDenied")) throw error;
      notes.push(`Whether ${name} (${region}) is this stack's could not be read: ${error.what}`);
      return [];
    }
  });
  return { running: sorted.flat(), notes };
}
