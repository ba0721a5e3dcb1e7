import { modelArgs } from "../../harness/models.js";
import { BUCKET } from "../../harness/rig.js";
import { type ResourceScenario, TAGS, callsOf, destroyedTwice } from "../scenario.js";

export const projectVersionCopyScenario: ResourceScenario = async (rig) => {
  const sourceProjectArn = await rig.makeProject("source");
  const source = rig.resource("projectVersion", "model");
  await source.up(modelArgs(sourceProjectArn));
  const destinationProjectArn = await rig.makeProject("destination");
  const of = (more: object = {}): object => ({
    sourceProjectArn,
    sourceProjectVersionArn: source.id,
    destinationProjectArn,
    outputConfig: { s3Bucket: BUCKET },
    ...more,
  });
  const copy = rig.resource("projectVersionCopy", "copy");
  const made = await copy.up(of({ minInferenceUnits: 1 }));
  const stopped = await copy.up(of(TAGS));
  const untagged = await copy.up(of());
  const got = await rig.record(() =>
    rig.startProcess().provider("projectVersionCopy").read(copy.id, { __provider: "x" }),
  );
  return [...callsOf(made, stopped, untagged, ...(await destroyedTwice(rig, copy))), ...got.calls];
};
