import { collected, pagesOf } from "../../aws/pages.js";
import { inParallel } from "../../base/parallel.js";
import type { Listed, Unrecorded } from "../../lifecycle/unrecorded.js";
import { arnOf, deleteCollection, heldBy } from "./collection.js";

/** Collections that no record leads to. */
export const unrecordedCollections: Unrecorded = {
  noun: "collection",
  order: 2,
  async list(context) {
    const ids = await collected(pagesOf(context.aws, "ListCollections", {}), (page) => page.CollectionIds);
    const found = await inParallel(ids, async (id): Promise<Listed | undefined> => {
      const value = await context.describe.collection(id);
      if (value === undefined) return undefined;
      const held = heldBy({ faceCount: value.FaceCount, userCount: value.UserCount });
      return {
        arn: arnOf(value),
        name: id,
        status: "",
        activity: "idle",
        // AWS bills what is stored by the month, at a price that is not known here.
        usdPerHour: held === "" ? 0 : "unknown",
        remark: held,
      };
    });
    return found.filter((thing) => thing !== undefined);
  },
  remove: (context, { arn }, { forceDestroy }) => deleteCollection(context, arn, forceDestroy),
};
