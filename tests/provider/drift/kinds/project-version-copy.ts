import { copyArgs, scene } from "../../project-version-copy/copies.js";
import type { KindDrift } from "../drift.js";
import { NO_CALL_CHANGES_IT, PART_OF_THE_ARN } from "../reasons.js";
import { modelDrift, stopped, widened } from "./models.js";

export const projectVersionCopyDrift: KindDrift = {
  ...modelDrift,
  kind: "projectVersionCopy",
  args: async (rig) =>
    copyArgs(await scene(rig), {
      minInferenceUnits: 2,
      maxInferenceUnits: 3,
      tags: { team: "vision", stage: "test" },
    }),
  attributes: {
    ...modelDrift.attributes,
    // After it was made, a copy is kept by the very code that keeps trained models, which has all the cases.
    minInferenceUnits: [stopped],
    maxInferenceUnits: [widened],
    sourceProjectArn: NO_CALL_CHANGES_IT,
    sourceProjectVersionArn: NO_CALL_CHANGES_IT,
    destinationProjectArn: PART_OF_THE_ARN,
  },
};
