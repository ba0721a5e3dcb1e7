import { CLAIM_TAG, OWNER_TAG } from "../../../../provider/lifecycle/claim.js";
import { modelArgs } from "../../harness/models.js";
import { neverRecorded } from "../../sweep/never-recorded.js";
import { type ResourceScenario, TAGS, callsOf, destroyedTwice } from "../scenario.js";

export const projectScenario: ResourceScenario = async (rig) => {
  const project = rig.resource("project", "animals");
  const made = await project.up({});
  const tagged = await project.up({ ...TAGS, forceDestroy: true });
  const untagged = await project.up({ forceDestroy: true });
  const model = rig.resource("projectVersion", "model");
  await model.up(modelArgs(project.id, { minInferenceUnits: 1 }));
  await neverRecorded(rig, model);
  const dataset = {
    ProjectArn: project.id,
    DatasetType: "TRAIN",
    Tags: { [OWNER_TAG]: rig.owner, [CLAIM_TAG]: "aaaaaaaaaaaa.bbbbbbbbbbbb.0123456789abcdef.making" },
  } as const;
  await rig.client.createDataset(dataset);
  rig.emulator.advance(60_000);
  return callsOf(made, tagged, untagged, ...(await destroyedTwice(rig, project)));
};
