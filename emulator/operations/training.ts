import type { EventArgs } from "../events/shapes.js";
import { TRAINING_FAILURES, wasValidated } from "../media/training-failures.js";
import type { TrainingPlan } from "../media/training-plan.js";
import { versionOf } from "../store/lookup.js";
import type { ProjectVersion } from "../store/things.js";
import { makeResults, writeResults } from "../training-results/results.js";
import type { Call, World } from "../world.js";

/**
 * Starts a training that ends by itself. A scripted outcome goes before what the manifests would give; only a
 * successful training is billed.
 */
export function beginTraining(call: Call, version: ProjectVersion, plan: TrainingPlan): void {
  const { timeline, switches, outcomes, buckets } = call.world;
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
    labelF1Scores: scripted?.labelF1Scores,
    atMs: call.nowMs + durationMs,
  };
  if (failure === undefined) plan.model.learn(buckets);
  const { files, f1Score } = makeResults(call, version, plan, ending);
  version.upcoming = plan.model;
  version.pending = timeline.at(ending.atMs, "modelTrained", {
    version: version.arn,
    failure,
    f1Score,
    durationMs,
    files: [...files],
  });
}

export function endTraining(world: World, args: EventArgs["modelTrained"], atMs: number): void {
  const { failure, f1Score, durationMs } = args;
  const version = versionOf(world.store, args.version);
  if (version === undefined) return;
  const { upcoming } = version;
  version.pending = undefined;
  version.upcoming = undefined;
  version.trainingEndedAtMs = atMs;
  const isWritten = writeResults(world, version, args.files);
  const reason = failure ?? (isWritten ? undefined : TRAINING_FAILURES.noOutputBucket);
  version.validated = isWritten && (reason === undefined || wasValidated(reason));
  if (reason !== undefined) {
    version.status.set("TRAINING_FAILED", atMs, reason);
    return;
  }
  const billableSeconds = Math.ceil((durationMs / 1000) * world.switches.billableRatio);
  version.status.set("TRAINING_COMPLETED", atMs, "The model is ready to run.");
  version.training = { billableSeconds, f1Score };
  version.model = upcoming;
  world.meter.addTraining(version.arn, billableSeconds);
}
