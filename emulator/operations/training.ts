import { TRAINING_FAILURES, wasValidated } from "../media/training-failures.js";
import type { TrainingPlan } from "../media/training-plan.js";
import type { ProjectVersion } from "../store/things.js";
import { makeResults, writeResults } from "../training-results/results.js";
import type { Call } from "../world.js";

/**
 * Starts a training that ends by itself. A scripted outcome goes before what the manifests would give; only a
 * successful training is billed.
 */
export function beginTraining(call: Call, version: ProjectVersion, plan: TrainingPlan): void {
  const { timeline, switches, meter, outcomes, buckets } = call.world;
  const scripted = outcomes.take("training", version.name);
  const failure =
    scripted?.status === "TRAINING_FAILED"
      ? (scripted.message ?? TRAINING_FAILURES.service)
      : scripted?.status === undefined
        ? plan.failures[0]?.text
        : undefined;
  const defaultMs = failure === undefined ? switches.trainingMs : switches.trainingFailureMs;
  const durationMs = scripted?.seconds === undefined ? defaultMs : scripted.seconds * 1000;
  const ending = {
    failure,
    f1Score: scripted?.f1Score ?? switches.trainingF1Score,
    atMs: call.nowMs + durationMs,
  };
  if (failure === undefined) plan.model.learn(buckets);
  const { files, f1Score } = makeResults(call, version, plan, ending);
  version.pending = timeline.at(ending.atMs, (atMs) => {
    version.pending = undefined;
    version.trainingEndedAtMs = atMs;
    const isWritten = writeResults(call.world, version, files);
    const reason = failure ?? (isWritten ? undefined : TRAINING_FAILURES.noOutputBucket);
    version.validated = isWritten && (reason === undefined || wasValidated(reason));
    if (reason !== undefined) {
      version.status.set("TRAINING_FAILED", atMs, reason);
      return;
    }
    const billableSeconds = Math.ceil((durationMs / 1000) * switches.billableRatio);
    version.status.set("TRAINING_COMPLETED", atMs, "The model is ready to run.");
    version.training = { billableSeconds, f1Score };
    version.model = plan.model;
    meter.addTraining(version.arn, billableSeconds);
  });
}
