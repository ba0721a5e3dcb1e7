import { lines } from "../../dataset/datasets.js";
import { type ResourceScenario, TAGS, callsOf, destroyedTwice } from "../scenario.js";

export const datasetScenario: ResourceScenario = async (rig) => {
  const projectArn = await rig.makeProject();
  const train = rig.resource("dataset", "train");
  const of = (count: number, more: object = {}): object => ({
    projectArn,
    datasetType: "TRAIN",
    entries: lines(count),
    ...more,
  });
  const made = await train.up(of(4));
  const grown = await train.up(of(10, TAGS));
  const untagged = await train.up(of(10));
  const test = rig.resource("dataset", "test");
  const split = await test.up({ projectArn, datasetType: "TEST", distributeFromDatasetArn: train.outputs.arn });
  const fewer = await train.up(of(3));
  return callsOf(made, grown, untagged, split, fewer, await test.destroy(), ...(await destroyedTwice(rig, train)));
};
