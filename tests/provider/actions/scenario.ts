import type { CallRecord } from "../../../emulator/index.js";
import type { Report } from "../harness/command.js";
import type { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";

/** Leads a resource of one kind through everything that it calls AWS for; gives the calls it made. */
export type ResourceScenario = (rig: Rig) => Promise<readonly CallRecord[]>;

export const TAGS = { tags: { team: "vision" } };

/** A recorded thing that is not found is gone only where it is looked for in its account. */
export async function destroyedTwice(rig: Rig, resource: StackResource): Promise<readonly Report[]> {
  const { state } = resource;
  const first = await resource.destroy();
  rig.emulator.advance(300_000);
  resource.state = state;
  return [first, await resource.destroy()];
}

export function callsOf(...reports: readonly Report[]): CallRecord[] {
  return reports.flatMap(({ calls }) => calls);
}
