import { modelArgs } from "../../harness/models.js";
import type { KindDrift } from "../drift.js";
import { NOT_AT_AWS, NO_CALL_CHANGES_IT, PART_OF_THE_ARN } from "../reasons.js";
import { modelDrift } from "./models.js";

export const projectVersionDrift: KindDrift = {
  ...modelDrift,
  kind: "projectVersion",
  args: async (rig) =>
    modelArgs(await rig.makeProject(), {
      minInferenceUnits: 2,
      maxInferenceUnits: 3,
      tags: { team: "vision", stage: "test" },
    }),
  attributes: {
    ...modelDrift.attributes,
    projectArn: PART_OF_THE_ARN,
    trainingData: NO_CALL_CHANGES_IT,
    testingData: NO_CALL_CHANGES_IT,
    versionDescription: NO_CALL_CHANGES_IT,
    featureConfig: NO_CALL_CHANGES_IT,
    triggers: NOT_AT_AWS,
    waitForTraining: NOT_AT_AWS,
    sourceProjectVersionArn: NO_CALL_CHANGES_IT,
  },
};
