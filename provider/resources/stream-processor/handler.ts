import type { DescribeStreamProcessorResponse, StreamProcessorStatus } from "@aws-sdk/client-rekognition";
import { parseArn } from "../../aws/arns.js";
import { doubtFromNow, NO_DOUBT, rested, type Resting } from "../../lifecycle/at-rest.js";
import type {
  Kept,
  OperationContext,
  Outstanding,
  Recorded,
  RecordedMeta,
  ResourceHandler,
} from "../../lifecycle/handler.js";
import { findRecorded } from "../../lifecycle/presence.js";
import { createdAt, isSuccessor, marksAsRead } from "../../lifecycle/recorded.js";
import { isDoubtful, isUnderWay, runningText, runState } from "../../lifecycle/running.js";
import { type Costing, removalTellingCosts, type Sight, tellingCosts } from "../../lifecycle/telling-costs.js";
import { openForDelete, openForUpdate } from "../../lifecycle/update.js";
import { observed } from "../../lifecycle/wait-for-state.js";
import { UNKNOWN } from "../../schema/unknown.js";
import {
  CONFIGURATION,
  type Configuration,
  configurationOf,
  isConnectedHome,
  meansTheSame,
  withoutDefaults,
} from "./configuration.js";
import { ensureProcessor, updateInPlace } from "./creation.js";
import { streamProcessorDefinition } from "./definition.js";
import {
  activity,
  createdAtMs,
  type Found,
  type Inputs,
  nameOf,
  type Outputs,
  outputsOf,
  processorOf,
  soughtProcessor,
  subjectOf,
} from "./processor.js";
import { deleteProcessor, unrecordedProcessors } from "./removal.js";
import { bringToRun, there } from "./run-state.js";

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

/** Reads a stream processor: drift of its run state shows as a change of `running`. */
async function readProcessor(
  context: OperationContext,
  arn: string,
  recorded: Recorded<Inputs, Outputs> | undefined,
): Promise<Recorded<Inputs, Outputs> | undefined> {
  if (nameOf(arn) === "") return undefined;
  const observed = await findRecorded(context, processorOf(context, arn), arn, recorded?.meta);
  if (observed === undefined || isSuccessor(recorded?.meta, createdAtMs(observed.value))) return undefined;
  const { tags, meta } = await marksAsRead(context, arn, recorded, createdAtMs(observed.value));
  const inputs: Inputs = {
    ...recorded?.inputs,
    ...asWritten(configurationOf(observed.value), recorded?.inputs, context.isImport === true),
    name: nameOf(arn),
    region: context.region,
    running: runningAsSeen(observed, recorded),
    tags,
  };
  return { inputs, outputs: outputsOf(observed.value), meta };
}

/** What means the same as what was recorded stays as the program wrote it, so that AWS's defaults are no drift. */
function asWritten(seen: Configuration, recorded: Inputs | undefined, isImport: boolean): Configuration {
  if (recorded === undefined) return isImport ? withoutDefaults(seen) : seen;
  const same = CONFIGURATION.filter((field) => meansTheSame(field, seen, recorded));
  return { ...seen, ...Object.fromEntries(same.map((field) => [field, recorded[field]])) };
}

/**
 * Face search that runs shows it. One that was recorded as running and does not run any more shows nothing, so that `up`
 * starts it again and `ignoreChanges` leaves it stopped. One that never ran keeps what was asked for it.
 */
function runningAsSeen(observed: Found, recorded: Recorded<Inputs, Outputs> | undefined): boolean | undefined {
  if (observed.value.Settings?.ConnectedHome !== undefined) return recorded?.inputs.running;
  const now = runState(observed.status);
  if (now === "up") return true;
  return now === "down" && runState(recorded?.outputs.status) === "up" ? undefined : recorded?.inputs.running;
}

const PRICE =
  "AWS bills every minute of video, at a price that is unknown here (https://aws.amazon.com/rekognition/pricing/)";

/** What face search costs that is to run. At preview `running` may be unknown. */
function runningCost({ running }: { readonly running?: unknown }): string | undefined {
  if (running === UNKNOWN) return `If \`running\` turns out true, it runs for as long as that is set: ${PRICE}.`;
  return running === true ? `It runs for as long as \`running\` is set: ${PRICE}.` : undefined;
}

/** What a processor costs that runs, or may for all that is known, and how to stop it by hand; undefined for any other. */
function costNow(arn: string, inputs: Inputs, status: string | undefined, isCertain = true): string | undefined {
  const says = runningText(status, isCertain);
  if (isConnectedHome(inputs) || says === undefined) return undefined;
  const name = nameOf(arn);
  return `The ${subjectOf(name)} ${says} until it is stopped: ${PRICE}. By hand: \`aws rekognition stop-stream-processor --region ${parseArn(arn)?.region ?? ""} --name ${name}\`.`;
}

/** What the record says of it. */
function recordedCost(arn: string, recorded: Recorded<Inputs, Outputs>): string | undefined {
  return costNow(arn, recorded.inputs, recorded.outputs.status);
}

/** How a processor is watched, for errors to say what it goes on costing. */
function processorCosting(
  name: string,
  inputs: Inputs,
): Costing<StreamProcessorStatus, DescribeStreamProcessorResponse> {
  return {
    watched: (describe, saw) => ({
      ...describe,
      async streamProcessor(asked) {
        const value = await describe.streamProcessor(asked);
        const found = asked === name ? observed(value) : undefined;
        if (found !== undefined) saw(found);
        return value;
      },
    }),
    leadsTo: { StartStreamProcessor: "STARTING", StopStreamProcessor: "STOPPING" },
    after: (request: { readonly Name?: string }, _answer, last) => (request.Name === name ? last : undefined),
    costs: ({ status, value }, isCertain) => costNow(value.StreamProcessorArn ?? "", inputs, status, isCertain),
  };
}
