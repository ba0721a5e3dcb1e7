import { type Drift, type Scene, arnOf } from "./drift.js";

const tag = (tags: Record<string, string>) => (scene: Scene) =>
  scene.rig.client.tagResource({ ResourceArn: arnOf(scene), Tags: tags });
const untag =
  (...TagKeys: string[]) =>
  (scene: Scene) =>
    scene.rig.client.untagResource({ ResourceArn: arnOf(scene), TagKeys });

/** Everything at once: for kinds whose tags are kept by the same code as those of the kind with all the cases. */
export const tagDrift: Drift = {
  was: "added, changed and removed at once",
  change: async (scene) => {
    await tag({ team: "other", extra: "1" })(scene);
    await untag("stage")(scene);
  },
};

/** What can be done to the tags of any kind that is made with `team` and `stage`. */
export const tagDrifts: readonly Drift[] = [
  tagDrift,
  { was: "changed", change: tag({ team: "other" }) },
  { was: "added", change: tag({ extra: "1" }) },
  { was: "removed", change: untag("stage") },
  { was: "removed altogether", change: untag("team", "stage") },
  {
    was: "put on where there were none",
    args: () => ({ tags: undefined }),
    change: tag({ extra: "1" }),
  },
  {
    was: "added under a prefix that is to be ignored",
    config: { "rekognition:ignoreTagPrefixes": '["cost:"]' },
    change: tag({ "cost:center": "7" }),
    shows: [],
  },
  {
    was: "changed under such a prefix, but is named by the program",
    args: () => ({ tags: { team: "vision", stage: "test", "cost:center": "7" } }),
    config: { "rekognition:ignoreTagPrefixes": '["cost:"]' },
    change: tag({ "cost:center": "8" }),
  },
  {
    was: "removed, the configuration's default",
    config: { "rekognition:defaultTags": '{"owner":"vision"}' },
    ignoring: "default tags are put under what the program says, and so under what is ignored as well",
    change: untag("owner"),
  },
  {
    was: "changed, the configuration's default",
    config: { "rekognition:defaultTags": '{"owner":"vision"}' },
    ignoring: "default tags are put under what the program says, and so under what is ignored as well",
    change: tag({ owner: "nobody" }),
  },
];
