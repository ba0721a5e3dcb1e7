import { setArgs } from "../../image-set/sets.js";
import { type ResourceScenario, callsOf } from "../scenario.js";

/** What it calls is S3's, of which the record holds nothing: a test of its own compares that with the policies. */
export const imageSetScenario: ResourceScenario = async (rig) => {
  const set = rig.resource("imageSet", "shapes");
  const made = await set.up(await setArgs(rig));
  return callsOf(made, await set.refresh(), await set.destroy());
};
