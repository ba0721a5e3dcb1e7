import { bringToRest, doubtFromNow } from "../../lifecycle/at-rest.js";
import { inParallel } from "../../base/parallel.js";
import { findOrGone } from "../../lifecycle/presence.js";
import { activity } from "../../lifecycle/running.js";
import type { Listed, Unrecorded } from "../../lifecycle/unrecorded.js";
import { processorOf } from "./processor.js";
import { deleteProcessor } from "./removal.js";

/** Stream processors that no record leads to. */
export const unrecordedProcessors: Unrecorded = {
  noun: "stream processor",
  order: 1,
  async list({ describe }) {
    const found = await inParallel(await describe.streamProcessorNames(), async (name): Promise<Listed | undefined> => {
      const value = await describe.streamProcessor(name);
      if (value === undefined) return undefined;
      const { StreamProcessorArn: arn = "", Status: status = "" } = value;
      // What is being changed may run.
      const does = status === "UPDATING" ? "running" : activity.or(status, "unknown");
      // Billed by the minute of video, at a price that is not known here.
      const usdPerHour = does === "running" || does === "unknown" ? "unknown" : 0;
      return { arn, name, status, activity: does, usdPerHour, remark: "" };
    });
    return found.filter((thing) => thing !== undefined);
  },
  async stop(context, { arn }) {
    const processor = processorOf(context, arn);
    const found = await findOrGone(context, processor);
    if (found !== undefined) await bringToRest(context, processor, found, doubtFromNow(context));
  },
  remove: (context, { arn }) => deleteProcessor(context, arn),
};
