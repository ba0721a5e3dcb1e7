import { connectedHome, faceSearch } from "../../stream-processor/args.js";
import { type ResourceScenario, TAGS, callsOf, destroyedTwice } from "../scenario.js";

export const streamProcessorScenario: ResourceScenario = async (rig) => {
  await rig.client.createCollection({ CollectionId: "visitors" });
  const door = rig.resource("streamProcessor", "door");
  const made = await door.up(faceSearch({ running: true }));
  const refused = await rig.resource("streamProcessor", "second").up(faceSearch(), { fails: true });
  const stopped = await door.up(faceSearch(TAGS));
  const untagged = await door.up(faceSearch());
  const porch = rig.resource("streamProcessor", "porch");
  const home = await porch.up(connectedHome());
  const changed = await porch.up(connectedHome({ minConfidence: 70 }));
  return callsOf(made, refused, stopped, untagged, home, changed, ...(await destroyedTwice(rig, door)));
};
