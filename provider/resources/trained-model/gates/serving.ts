import type { ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import { lookWithin } from "../../../lifecycle/look-again.js";
import { statusTable } from "../../../lifecycle/status-table.js";
import { LAG_GRACE_MS } from "../../../lifecycle/wait-for-state.js";
import { subjectOf, type Work } from "../model.js";
import { type Lineage, type Predecessor, predecessorsOf } from "../predecessors.js";

/** Whether a model serves, did before somebody stopped it, or was never started. */
const service = statusTable<ProjectVersionStatus, "serves" | "served" | "never">({
  STARTING: "serves",
  RUNNING: "serves",
  STOPPING: "served",
  STOPPED: "served",
  FAILED: "served",
  DEPRECATED: "served",
  TRAINING_IN_PROGRESS: "never",
  TRAINING_COMPLETED: "never",
  TRAINING_FAILED: "never",
  COPYING_IN_PROGRESS: "never",
  COPYING_COMPLETED: "never",
  COPYING_FAILED: "never",
  EXPIRED: "never",
  DELETING: "never",
});

/** The models that a model is to replace and that serve, or served until they were stopped; looked up once. */
export type Serving = () => Promise<readonly Predecessor[]>;

/** By what AWS and the record say, so that it does not matter which process began the replacement. */
export function servingBefore(work: Work, lineage: Lineage, isReplacing: boolean): Serving {
  let found: Promise<readonly Predecessor[]> | undefined;
  return () => (found ??= findServing(work, lineage, isReplacing));
}

async function findServing(
  { context, model }: Work,
  lineage: Lineage,
  isReplacing: boolean,
): Promise<readonly Predecessor[]> {
  const of = (wanted: "serves" | "served"): Promise<Predecessor[]> =>
    predecessorsOf(context, lineage, ({ status }) => service.or(status, "serves") === wanted);
  const look = async (): Promise<readonly Predecessor[]> => {
    const serving = await of("serves");
    if (serving.length > 0) return serving;
    // What was kept was replaced before.
    return (await of("served")).filter(({ claim }) => claim.phase !== "kept");
  };
  // A list may lack what is there, and what is replaced is there.
  const forMs = isReplacing ? LAG_GRACE_MS : 0;
  const until = "shows the model that it is to replace";
  return lookWithin(context, subjectOf(model), until, forMs, look, (seen) => seen.length > 0 || forMs === 0);
}
