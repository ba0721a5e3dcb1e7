import { tellingCosts } from "../../lifecycle/failed-removal.js";
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
  find,
  findByArn,
  nameOf,
  outputsOf,
  subjectOf,
} from "./processor.js";
import { readProcessor } from "./read.js";
import { deleteProcessor } from "./removal.js";
import { bringToRun, vanished } from "./run-state.js";
import { activity } from "./states.js";

const TEN_MINUTES_MS = 10 * 60_000;

/** The handler of stream processors. */
export const streamProcessorHandler: ResourceHandler<Inputs, Outputs> = {
  definition: streamProcessorDefinition,
  timeouts: { createMs: TEN_MINUTES_MS, updateMs: TEN_MINUTES_MS, deleteMs: TEN_MINUTES_MS },
  read: readProcessor,
  knowsStatus: (status) => activity.knows(status),
  outstanding,
  costNote: runningCost,
  stillCosts: recordedCost,
  notes(recorded, inputs, changed, { withCosts }) {
    if (changed.replace.length > 0) {
      return recorded.inputs.running === true
        ? ["It is stopped and deleted before the new one is made: until that runs, nothing is searched."]
        : [];
    }
    const isToStart = changed.update.includes("running") || outstanding(recorded, inputs).action === "update";
    const cost = withCosts && isToStart ? runningCost(inputs) : undefined;
    return cost === undefined ? [] : [cost];
  },

  async create(context, inputs) {
    const name = inputs.name ?? "";
    const { arn, meta, adopted } = await ensureProcessor(context, name, inputs);
    context.keep({ id: arn, outputs: { status: "STOPPED" }, meta });
    const from = await findRecorded(context, subjectOf(name), arn, meta, () => findByArn(context, arn));
    if (from === undefined) throw vanished(arn);
    if (adopted) context.warn(`${subjectOf(name)} was found ${from.status} and taken up again.`);
    return bringAbout(context, arn, createdAt(meta, createdAtMs(from.value)), from, inputs, undefined);
  },

  async update(context, arn, recorded, inputs) {
    const processor = {
      subject: subjectOf(nameOf(arn)),
      arn,
      find: () => findByArn(context, arn),
      createdAtMs,
      statuses: activity,
    };
    const { observed, meta: held } = await openForUpdate(context, processor, recorded, inputs);
    const meta = createdAt(held, createdAtMs(observed.value));
    const sameRun = (recorded.inputs.running ?? false) === (inputs.running ?? false);
    const isDue = recorded.meta.unfinished === true || outstanding(recorded, inputs).action !== "nothing";
    if (!isConnectedHome(inputs) && sameRun && !isDue) {
      // Whoever stopped or started it since is left alone; a refresh shows it.
      return { id: arn, outputs: { ...outputsOf(observed.value), status: recorded.outputs.status }, meta };
    }
    return bringAbout(context, arn, meta, observed, inputs, recorded.inputs);
  },

  delete(context, arn, recorded) {
    const name = nameOf(arn);
    const costs = {
      isStatus: (text: string) => activity.knows(text),
      at: (status = recorded.outputs.status) => costNow(arn, recorded, status),
    };
    return tellingCosts(context, costs, async (watched, see) => {
      const observed = await findRecorded(watched, subjectOf(name), arn, recorded.meta, () => find(watched, name));
      if (observed === undefined) return;
      see(observed.status);
      activity.of(observed.status, subjectOf(name));
      const found = { arn: observed.value.StreamProcessorArn ?? "", createdAtMs: createdAtMs(observed.value) };
      if (!(await mayDelete(watched, subjectOf(name), arn, found, recorded.meta))) return;
      await deleteProcessor(watched, arn, observed, see);
    });
  },
};

/** Brings a stream processor, wherever it stands, to what the inputs ask. */
async function bringAbout(
  context: OperationContext,
  arn: string,
  meta: RecordedMeta,
  from: Found,
  inputs: Inputs,
  before: Inputs | undefined,
): Promise<Kept<Inputs, Outputs>> {
  const keep = (found: Found): void => {
    const actual = runState(found.status) === "up" && !isConnectedHome(inputs) ? { actual: { running: true } } : {};
    context.keep({ id: arn, outputs: outputsOf(found.value), meta, ...actual });
  };
  keep(from);
  const done = isConnectedHome(inputs)
    ? await updateInPlace(context, arn, from, inputs, before)
    : await bringToRun(context, arn, from, inputs.running === true, meta, keep);
  return { id: arn, outputs: outputsOf(done.value), meta };
}

/** A session of connected home is the application's affair; whether face search runs is ours. */
function outstanding(recorded: Recorded<Inputs, Outputs>, inputs: Inputs): Outstanding {
  if (isConnectedHome(inputs)) return { action: "nothing" };
  const { status } = recorded.outputs;
  const now = status === undefined ? "moving" : activity.or(status, "unknown");
  if (now === "unknown") return { action: "nothing" };
  const wanted = inputs.running === true ? "running" : "idle";
  return { action: now === wanted ? "nothing" : "update" };
}
