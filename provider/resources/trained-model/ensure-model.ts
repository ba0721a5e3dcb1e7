import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { type EnsureInputs, type Ensured, ensureExists } from "../../lifecycle/ensure.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { watchProject } from "../../lifecycle/presence.js";
import { type ModelReference, soughtModel, subjectOf } from "./model.js";
import { deleteModel } from "./removal.js";

/** How one kind of model is begun, and what of it can be read; the rest all models have in common. */
export interface ModelMaking {
  /** Begins it, with these tags; returns the ARN. */
  begin(tags: Record<string, string>): Promise<string>;
  /** For `adopt: true`: the inputs that differ from what can be read of the model, the KMS key apart. */
  differences(value: ProjectVersionDescription): string[];
}

/** Begins a model, or finds the one that an interrupted create began. */
export function ensureModel(
  context: OperationContext,
  model: ModelReference,
  inputs: EnsureInputs & { readonly kmsKeyId?: string | undefined },
  making: ModelMaking,
): Promise<Ensured> {
  return ensureExists(
    context,
    {
      ...soughtModel(context, model),
      watchPlace: () => watchProject(context, subjectOf(model), model.projectArn),
      beingMade: ["TRAINING_IN_PROGRESS", "COPYING_IN_PROGRESS"],
      create: (tags) => making.begin(tags),
      remove: (observed) => deleteModel(context, model, observed),
      differences: (value) => [...making.differences(value), ...keyDifference(value, inputs.kmsKeyId)],
    },
    inputs,
  );
}

function keyDifference(value: ProjectVersionDescription, asked: string | undefined): string[] {
  return value.KmsKeyId === asked ? [] : [`its kmsKeyId is ${value.KmsKeyId ?? "unset"}`];
}
