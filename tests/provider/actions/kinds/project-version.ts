import { modelArgs } from "../../harness/models.js";
import { type ResourceScenario, TAGS, callsOf, destroyedTwice } from "../scenario.js";

export const projectVersionScenario: ResourceScenario = async (rig) => {
  const projectArn = await rig.makeProject();
  const model = rig.resource("projectVersion", "model");
  const made = await model.up(modelArgs(projectArn, { minInferenceUnits: 1 }));
  const stopped = await model.up(modelArgs(projectArn, TAGS));
  const untagged = await model.up(modelArgs(projectArn));
  const got = await rig.record(() => rig.startProcess().provider("projectVersion").read(model.id, { __provider: "x" }));
  return [...callsOf(made, stopped, untagged, ...(await destroyedTwice(rig, model))), ...got.calls];
};
