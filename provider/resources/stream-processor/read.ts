import type { OperationContext, Recorded } from "../../lifecycle/handler.js";
import { findRecorded } from "../../lifecycle/presence.js";
import { isSuccessor, marksAsRead } from "../../lifecycle/recorded.js";
import { runState } from "../../lifecycle/running.js";
import { CONFIGURATION, type Configuration, configurationOf, meansTheSame, withoutDefaults } from "./effective.js";
import { type Found, type Inputs, type Outputs, createdAtMs, nameOf, outputsOf, processorOf } from "./processor.js";

/** Reads a stream processor: drift of its run state shows as a change of `running`. */
export async function readProcessor(
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
