import { type DoubtedUntil, NO_DOUBT, doubtFromNow, settledFrom } from "../../lifecycle/at-rest.js";
import type {
  Kept,
  OperationContext,
  Outstanding,
  Recorded,
  RecordedMeta,
  ResourceHandler,
} from "../../lifecycle/handler.js";
import { mayDelete } from "../../lifecycle/ownership.js";
import { findRecorded } from "../../lifecycle/presence.js";
import { createdAt } from "../../lifecycle/recorded.js";
import { runState } from "../../lifecycle/running.js";
import { openForUpdate } from "../../lifecycle/update.js";
import { isConnectedHome } from "./change.js";
import { ensureProcessor } from "./creation.js";
import { costNow, recordedCost, runningCost } from "./costs.js";
import { streamProcessorDefinition } from "./definition.js";
import { updateInPlace } from "./in-place.js";
import {
  type Found,
  type Inputs,
  type Outputs,
  createdAtMs,
  nameOf,
  outputsOf,
  soughtProcessor,
  subjectOf,
} from "./processor.js";
import { readProcessor } from "./read.js";
import { deleteProcessor } from "./removal.js";
import { bringToRun, stopProcessor, stoppable, vanished } from "./run-state.js";
import { activity } from "./states.js";
import { type ProcessorSight, removingProcessor, tellingProcessor } from "./telling-costs.js";
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
  notes(recorded, inputs, changed, { withCosts, isRetained }) {
    if (changed.replace.length > 0) {
      return recorded.inputs.running === true && !isRetained
        ? ["It is stopped and deleted before the new one is made: until that runs, nothing is searched."]
        : [];
    }
    const isToStart = changed.update.includes("running") || outstanding(recorded, inputs).action === "update";
    const cost = withCosts && isToStart ? runningCost(inputs) : undefined;
    return cost === undefined ? [] : [cost];
  },

  create(context, inputs) {
    const name = inputs.name ?? "";
    return tellingProcessor(context, name, inputs, async (watched, sight) => {
      const doubted = doubtFromNow(watched);
      const { arn, meta, adopted } = await ensureProcessor(watched, name, inputs);
      watched.keep({ id: arn, outputs: { status: "STOPPED" }, meta });
      const from = await findRecorded(watched, subjectOf(name), arn, meta, soughtProcessor(watched, name, arn));
      if (from === undefined) throw vanished(arn);
      if (adopted) watched.warn(`${subjectOf(name)} was found ${from.status} and taken up again.`);
      return bringAbout(watched, sight, arn, createdAt(meta, createdAtMs(from.value)), from, inputs, {
        before: undefined,
        doubtedUntil: adopted ? doubted : NO_DOUBT,
        leaveRunning: false,
      });
    });
  },

  update(context, arn, recorded, inputs) {
    return tellingProcessor(context, nameOf(arn), inputs, async (watched, sight) => {
      const doubtedUntil = isDoubtful(recorded) ? doubtFromNow(watched) : NO_DOUBT;
      const processor = {
        subject: subjectOf(nameOf(arn)),
        arn,
        thing: soughtProcessor(watched, nameOf(arn), arn),
        createdAtMs,
        statuses: activity,
      };
      const { observed, meta: held } = await openForUpdate(watched, processor, recorded, inputs);
      const meta = createdAt(held, createdAtMs(observed.value));
      const sameRun = (recorded.inputs.running ?? false) === (inputs.running ?? false);
      const isDue = recorded.meta.unfinished === true || outstanding(recorded, inputs).action !== "nothing";
      if (!isConnectedHome(inputs) && sameRun && !isDue) {
        // A stop or start by others since is left alone; a refresh shows it.
        return { id: arn, outputs: { ...outputsOf(observed.value), status: recorded.outputs.status }, meta };
      }
      return bringAbout(watched, sight, arn, meta, observed, inputs, {
        before: recorded.inputs,
        doubtedUntil,
        leaveRunning: sameRun && !isUnderWay(recorded),
      });
    });
  },

  delete(context, arn, recorded) {
    const name = nameOf(arn);
    return removingProcessor(context, arn, recorded, async (watched) => {
      const observed = await findRecorded(watched, subjectOf(name), arn, recorded.meta, soughtProcessor(watched, name));
      if (observed === undefined) return;
      activity.of(observed.status, subjectOf(name));
      const costs = costNow(arn, recorded.inputs, observed.status);
      const found = { arn: observed.value.StreamProcessorArn ?? "", createdAtMs: createdAtMs(observed.value), costs };
      if (!(await mayDelete(watched, subjectOf(name), arn, found, recorded.meta))) return;
      await deleteProcessor(watched, arn, observed);
    });
  },
};

/** What bears on how a processor is brought to what is asked. */
interface Circumstances {
  readonly before: Inputs | undefined;
  /** A start or stop of unknown outcome may show as late as this. */
  readonly doubtedUntil: DoubtedUntil;
  /** Nobody asks for another run state: what runs although it was not asked to is somebody else's. */
  readonly leaveRunning: boolean;
}

/** Brings a stream processor, wherever it stands, to what the inputs ask. */
async function bringAbout(
  context: OperationContext,
  sight: ProcessorSight,
  arn: string,
  meta: RecordedMeta,
  from: Found,
  inputs: Inputs,
  { before, doubtedUntil, leaveRunning }: Circumstances,
): Promise<Kept<Inputs, Outputs>> {
  sight.keepWith((found) => {
    if (found.value.StreamProcessorArn !== arn) return;
    const actual = runState(found.status) === "up" && !isConnectedHome(inputs) ? { actual: { running: true } } : {};
    context.keep({ id: arn, outputs: outputsOf(found.value), meta, ...actual });
  });
  // Also where nothing hangs on it: what this version does not know is not recorded as if it were done.
  activity.of(from.status, subjectOf(nameOf(arn)));
  const run = async (): Promise<Found> => {
    if (inputs.running === true) return bringToRun(context, arn, from, meta, doubtedUntil);
    const idle = leaveRunning
      ? await settledFrom(context, stoppable(context, arn), from)
      : await stopProcessor(context, arn, from, doubtedUntil);
    if (idle === undefined) throw vanished(arn);
    return idle;
  };
  const done = isConnectedHome(inputs) ? await updateInPlace(context, arn, from, inputs, before) : await run();
  return { id: arn, outputs: outputsOf(done.value), meta };
}

/** Whether the last run asked for a start or stop and did not see its end: what runs now may be what it was to stop. */
function isUnderWay({ outputs }: Recorded<Inputs, Outputs>): boolean {
  return activity.or(outputs.status, "unknown") === "moving";
}

/** Whether a start or stop of unknown outcome is possible, by the record: only one that was never asked to run is safe. */
function isDoubtful({ inputs, outputs, meta }: Recorded<Inputs, Outputs>): boolean {
  const isIdle = activity.or(outputs.status, "unknown") === "idle";
  return meta.unfinished === true || !isIdle || inputs.running === true;
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
