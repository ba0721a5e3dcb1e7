import { TRAINING_FAILURES, wasValidated } from "../media/training-failures.js";
import type { TrainingPlan } from "../media/training-plan.js";
import type { ProjectVersion } from "../store/things.js";
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
        ? plan.failure
        : undefined;
  const defaultMs = failure === undefined ? switches.trainingMs : switches.trainingFailureMs;
  const durationMs = scripted?.seconds === undefined ? defaultMs : scripted.seconds * 1000;
  const f1Score = scripted?.f1Score ?? switches.trainingF1Score;
  if (failure === undefined) plan.model.learn(buckets);
  version.pending = timeline.at(call.nowMs + durationMs, (atMs) => {
    version.pending = undefined;
    version.trainingEndedAtMs = atMs;
    version.validated = failure === undefined || wasValidated(failure);
    if (failure !== undefined) {
      version.status.set("TRAINING_FAILED", atMs, failure);
      return;
    }
    const billableSeconds = Math.ceil((durationMs / 1000) * switches.billableRatio);
    version.status.set("TRAINING_COMPLETED", atMs, "The model is ready to run.");
    version.training = { billableSeconds, f1Score };
    version.model = plan.model;
    meter.addTraining(version.arn, billableSeconds);
  });
}
