import { stateOf, sweep } from "../../provider/sweep/sweeping.js";
import { goBackTo } from "../in-process/moment.js";
import { type Outcome, type Program, Stack } from "../in-process/stack.js";
import { differences } from "../turns/differences.js";
import { DEV, type Identity, as } from "./identities.js";
import { type Stage, creationsIn, declaredIn, everything } from "./stage.js";

/** When the holder runs its next `up`: before the other one begins, or only after it has ended. */
export const ORDERS = ["before", "after"] as const;

/** What the other one does. */
export const DEEDS = ["up, destroy", "up, refresh, destroy", "up, sweep --stop", "up, sweep --delete"] as const;

export interface Encounter {
  readonly event: string;
  readonly identity: Identity;
  /** The resource that both have. */
  readonly name: string;
  readonly order: (typeof ORDERS)[number];
  readonly deed: (typeof DEEDS)[number];
}

/** Another stack has a resource of the very identity that one had which is held elsewhere by now; says what came of it. */
export async function meet(stage: Stage, { event, identity, name, order, deed }: Encounter): Promise<string[]> {
  const { rig, client, stack, made, program } = stage;
  await goBackTo(made, rig, stack, client);
  const complaints: string[] = [];
  const tell = (text: string): void => {
    complaints.push(`${event} of ${name}, its next up ${order} ${deed}: ${text}`);
  };
  const holder = async (what: string, command: () => Promise<Outcome>): Promise<Outcome> => {
    const outcome = await as(rig, identity, command);
    if (outcome.error !== "") tell(`${what} fails: ${outcome.error}`);
    return outcome;
  };
  const up = (): Promise<Outcome> => stack.up(program, { only: name });
  const resource = stack.of(name);
  const { urn } = resource;
  resource.urn = identity.urn(urn);
  try {
    if (order === "before") await holder("the holder's next up", up);
    const held = everything(rig);
    const stranger = await intrude(stage, name, deed);
    for (const text of differences(held, everything(rig))) tell(`harmed: ${text}`);
    if (stranger.recorded.length > 0) tell("the other one has a record left");
    const creations = creationsIn(rig);
    await holder("the holder's up", up);
    if (creationsIn(rig) !== creations) tell("the holder had to make it again");
    const { calls } = await holder("a further up", up);
    if (calls.length > 0) tell(`there was still to do: ${calls.map(({ operation }) => operation).join(", ")}`);
    // What is in a project is another resource's.
    if (declaredIn(program, name).kind === "project") return complaints;
    await holder("the holder's destroy", () => stack.destroy({ only: name }));
    if (resource.state !== undefined) tell("it is still in the holder's state");
  } finally {
    resource.urn = urn;
  }
  return complaints;
}

/** The other one's commands; whatever it makes of its own is gone afterwards. */
async function intrude({ rig, stack, program }: Stage, name: string, deed: Encounter["deed"]): Promise<Stack> {
  const { kind, args } = declaredIn(program, name);
  const stranger = new Stack(rig);
  const own: Program = [{ kind, name, args: () => args((other) => stack.of(other)) }];
  for (const command of deed.split(", ")) {
    if (command === "up") await stranger.up(own);
    if (command === "refresh") await stranger.refresh();
    if (command.startsWith("sweep")) {
      // It knows of the rest of the stack, and of what it has itself.
      const rest = stack.resources.filter((resource) => resource !== stack.of(name));
      const state = stateOf(...rest, ...stranger.resources);
      const action = command.endsWith("delete") ? "delete" : "stop";
      await as(rig, DEV, () => sweep(rig, { action, state, forceDestroy: true }));
    }
  }
  await stranger.destroy();
  return stranger;
}
