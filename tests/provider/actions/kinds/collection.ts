import { type ResourceScenario, TAGS, callsOf } from "../scenario.js";

export const collectionScenario: ResourceScenario = async (rig) => {
  const collection = rig.resource("collection", "visitors");
  const made = await collection.up({});
  const tagged = await collection.up(TAGS);
  const untagged = await collection.up({});
  const gone = [1, 2, 3, 4].map((each) => rig.resource("collection", `gone-${String(each)}`));
  for (const each of gone) {
    await each.up({});
    await rig.client.deleteCollection({ CollectionId: each.id.split("/").at(-1) });
  }
  rig.emulator.advance(300_000);
  const process = rig.startProcess();
  const missed = await Promise.all(gone.map((each) => each.refresh({ process })));
  process.close();
  return callsOf(made, tagged, untagged, ...missed, await collection.destroy());
};
