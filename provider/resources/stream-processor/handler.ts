import type { StreamProcessorStatus, DescribeStreamProcessorResponse } from "@aws-sdk/client-rekognition";
import { NO_DOUBT, type Resting, doubtFromNow, rested } from "../../lifecycle/at-rest.js";
import type {
  Kept,
  OperationContext,
  Outstanding,
  Recorded,
  RecordedMeta,
  ResourceHandler,
} from "../../lifecycle/handler.js";
import { findRecorded } from "../../lifecycle/presence.js";
import { createdAt } from "../../lifecycle/recorded.js";
import { isDoubtful, isUnderWay, runState } from "../../lifecycle/running.js";
import { type Sight, removalTellingCosts, tellingCosts } from "../../lifecycle/telling-costs.js";
import { openForDelete, openForUpdate } from "../../lifecycle/update.js";
import { ensureProcessor } from "./creation.js";
import { costNow, processorCosting, recordedCost, runningCost } from "./costs.js";
import { streamProcessorDefinition } from "./definition.js";
import { isConnectedHome } from "./effective.js";
import {
  type Found,
  type Inputs,
  type Outputs,
  createdAtMs,
  nameOf,
  outputsOf,
  processorOf,
  soughtProcessor,
  subjectOf,
} from "./processor.js";
import { readProcessor } from "./read.js";
import { deleteProcessor } from "./removal.js";
import { updateInPlace } from "./requests.js";
import { bringToRun, there } from "./run-state.js";
import { activity } from "./states.js";
import { unrecordedProcessors } from "./unrecorded.js";

const TEN_MINUTES_MS = 10 * 60_000;

/** The handler of stream processors. */
export const streamProcessorHandler: ResourceHandler<Inputs, Outputs> = {
  definition: streamProcessorDefinition,
  timeouts: { createMs: TEN_MINUTES_MS, updateMs: TEN_MINUTES_MS, deleteMs: TEN_MINUTES_MS },
  unrecorded: unrecordedProcessors,
  read: readProcessor,
  knowsStatus: (status) => activity.knows(status),
  outstanding,
  costNote: runningCost,
  stillCosts: recordedCost,
  notes(recorded, inputs, { changed, outstanding: { action } }, { withCosts, isRetained }) {
    if (changed.replace.length > 0) {
      return recorded.inputs.running === true && !isRetained
        ? ["It is stopped and deleted before the new one is made: until that runs, nothing is searched."]
        : [];
    }
    const isToStart = changed.update.includes("running") || action === "update";
    const cost = withCosts && isToStart ? runningCost(inputs) : undefined;
    return cost === undefined ? [] : [cost];
  },

  create(context, inputs) {
    const name = inputs.name ?? "";
    return tellingCosts(context, processorCosting(name, inputs), async (watched, sight) => {
      const doubted = doubtFromNow(watched);
      const { arn, meta, adopted } = await ensureProcessor(watched, name, inputs);
      watched.keep({ id: arn, outputs: { status: "STOPPED" }, meta });
      const from = await there(arn, findRecorded(watched, processorOf(watched, arn), arn, meta));
      if (adopted) watched.warn(`${subjectOf(name)} was found ${from.status} and taken up again.`);
      return bringAbout(watched, sight, arn, createdAt(meta, createdAtMs(from.value)), from, inputs, {
        before: undefined,
        doubtedUntil: adopted ? doubted : NO_DOUBT,
        leaveRunning: false,
      });
    });
  },

  update(context, arn, recorded, inputs, due) {
    return tellingCosts(context, processorCosting(nameOf(arn), inputs), async (watched, sight) => {
      const state = activity.or(recorded.outputs.status, "unknown");
      const wasAskedToRun = recorded.inputs.running === true;
      const doubtedUntil = isDoubtful(state, recorded.meta, wasAskedToRun) ? doubtFromNow(watched) : NO_DOUBT;
      const thing = processorOf(watched, arn);
      const { observed, meta: held } = await openForUpdate(watched, thing, arn, recorded, inputs);
      const meta = createdAt(held, createdAtMs(observed.value));
      const sameRun = (recorded.inputs.running ?? false) === (inputs.running ?? false);
      const isDue = recorded.meta.unfinished === true || due.outstanding.action !== "nothing";
      if (!isConnectedHome(inputs) && sameRun && !isDue) {
        // A stop or start by others since is left alone; a refresh shows it.
        return { id: arn, outputs: { ...outputsOf(observed.value), status: recorded.outputs.status }, meta };
      }
      return bringAbout(watched, sight, arn, meta, observed, inputs, {
        before: recorded.inputs,
        doubtedUntil,
        leaveRunning: sameRun && !isUnderWay(state),
      });
    });
  },

  delete(context, arn, recorded) {
    const costing = processorCosting(nameOf(arn), recorded.inputs);
    return removalTellingCosts(context, costing, recordedCost(arn, recorded), async (watched) => {
      const costs = ({ status }: Found): string | undefined => costNow(arn, recorded.inputs, status);
      const observed = await openForDelete(watched, soughtProcessor(watched, nameOf(arn)), arn, recorded.meta, costs);
      if (observed !== undefined) await deleteProcessor(watched, arn, observed);
    });
  },
};

/** What bears on how a processor is brought to what is asked. */
interface Circumstances extends Resting {
  readonly before: Inputs | undefined;
}

/** Brings a stream processor, wherever it stands, to what the inputs ask. */
async function bringAbout(
  context: OperationContext,
  sight: Sight<StreamProcessorStatus, DescribeStreamProcessorResponse>,
  arn: string,
  meta: RecordedMeta,
  from: Found,
  inputs: Inputs,
  { before, ...resting }: Circumstances,
): Promise<Kept<Inputs, Outputs>> {
  sight.keepWith((found) => {
    if (found.value.StreamProcessorArn !== arn) return;
    const actual = runState(found.status) === "up" && !isConnectedHome(inputs) ? { actual: { running: true } } : {};
    context.keep({ id: arn, outputs: outputsOf(found.value), meta, ...actual });
  });
  // Also where nothing hangs on it: what this version does not know is not recorded as if it were done.
  activity.of(from.status, subjectOf(nameOf(arn)));
  const run = async (): Promise<Found> => {
    if (inputs.running === true) return bringToRun(context, arn, from, meta, resting.doubtedUntil);
    return there(arn, rested(context, processorOf(context, arn), from, resting));
  };
  const done = isConnectedHome(inputs) ? await updateInPlace(context, arn, from, inputs, before) : await run();
  return { id: arn, outputs: outputsOf(done.value), meta };
}

/** A session of connected home is the application's affair; whether face search runs is ours. */
function outstanding(recorded: Recorded<Inputs, Outputs>, inputs: Inputs): Outstanding {
  if (isConnectedHome(inputs)) return { action: "nothing" };
  const { status } = recorded.outputs;
  const now = status === undefined ? "moving" : activity.or(status, "unknown");
  if (now === "moving") return { action: "update" };
  // What runs although nobody asks for it, in the record neither, was started by somebody else: it is theirs.
  return { action: now === "idle" && inputs.running === true ? "update" : "nothing" };
}
