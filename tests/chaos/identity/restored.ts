import { stateOf, sweep } from "../../provider/sweep/sweeping.js";
import { goBackTo, momentOf } from "../in-process/moment.js";
import { PROGRAMS } from "../in-process/programs.js";
import { adopting } from "../in-process/ways-out.js";
import { differences } from "../turns/differences.js";
import { type Stage, creationsIn, everything } from "./stage.js";

/** The state that is put back: none at all, or that from before a replacement. */
export const RESTORED = ["no state", "the state from before a replacement"] as const;

/** What the user does with the restored state. */
export const ATTEMPTS = ["up", "refresh, up", "destroy, sweep --delete"] as const;

/** A resource whose state is an older one than its object; says what came of it. */
export async function restore(
  stage: Stage,
  name: string,
  restored: (typeof RESTORED)[number],
  attempted: (typeof ATTEMPTS)[number],
): Promise<string[]> {
  const { rig, client, stack, made } = stage;
  await goBackTo(made, rig, stack, client);
  const complaints: string[] = [];
  const tell = (text: string): void => {
    complaints.push(`${name} with ${restored}, ${attempted}: ${text}`);
  };
  const program = restored === "no state" ? stage.program : PROGRAMS.replaced;
  if (restored !== "no state") {
    const { error } = await stack.up(program);
    if (error !== "") throw new Error(error);
  }
  const resource = stack.of(name);
  const now = momentOf(rig, stack).recorded.get(name)?.state;
  const before = restored === "no state" ? undefined : made.recorded.get(name)?.state;
  if (now?.id === before?.id) return [];
  resource.state = before;
  resource.pendingDeletes = [];
  const held = everything(rig);
  const creations = creationsIn(rig);
  if (attempted.startsWith("destroy")) {
    await stack.destroy({ only: name });
    const state = stateOf(...stack.resources);
    await sweep(rig, { action: "delete", state, forceDestroy: true });
    for (const text of differences(held, everything(rig))) tell(`harmed: ${text}`);
    return complaints;
  }
  if (attempted.startsWith("refresh")) await stack.refresh({ only: name });
  const { error } = await stack.up(program, { only: name });
  if (error !== "") {
    if (!error.includes("adopt: true")) tell(`names no way out: ${error}`);
    const adopted = await stack.up(adopting(program, new Set([name])), { only: name });
    if (adopted.error !== "") tell(`its way out fails: ${adopted.error}`);
  }
  if (creationsIn(rig) !== creations) tell("was made again");
  if (resource.state?.id !== now?.id) tell(`is recorded as ${resource.state?.id ?? "nothing"}`);
  const { calls, steps } = await stack.up(program, { only: name });
  if (calls.length > 0 || steps.length > 0) tell(`there was still to do: ${steps.join(", ")}`);
  return complaints;
}
