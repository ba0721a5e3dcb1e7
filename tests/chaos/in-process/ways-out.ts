import type { Rig } from "../../provider/harness/rig.js";
import type { RawClient } from "./raw-client.js";
import type { Outcome, Program, Stack } from "./stack.js";

/** What an `up` runs on. */
interface Surroundings {
  readonly rig: Rig;
  readonly client: RawClient;
  readonly stack: Stack;
}

const SETTLED_MS = 10_000;

/**
 * Where a process died between the mark that there is a record and the record, the next `up` cannot know whose the thing is,
 * and fails. The error names the ways out; taking them has to come out where it would have anyway.
 */
export async function takeWaysOut(around: Surroundings, program: Program, first: Outcome): Promise<Outcome> {
  const adopted = new Set<string>();
  let outcome = first;
  for (let way = wayOutOf(outcome); way !== undefined && !adopted.has(way.name); way = wayOutOf(outcome)) {
    if (way.streamProcessor === undefined) adopted.add(way.name);
    else await deleteByHand(around, way.streamProcessor);
    outcome = await around.stack.up(adopting(program, adopted));
  }
  return outcome;
}

/** The program that takes over what there is of some resources. */
export function adopting(program: Program, names: ReadonlySet<string>): Program {
  return program.map((each) =>
    names.has(each.name) ? { ...each, args: (of) => ({ ...each.args(of), adopt: true }) } : each,
  );
}

/** The resource that failed, and the stream processor that is in its way where it cannot be adopted. */
function wayOutOf({ error }: Outcome): { readonly name: string; readonly streamProcessor?: string } | undefined {
  const failed = /^([\w-]+): (.*) \[(RecordedBefore|MadeFromOtherInputs|StreamInUse)\]$/m.exec(error);
  if (failed === null) return undefined;
  const [, name = "", text = "", code] = failed;
  if (code === "RecordedBefore") return { name };
  const [, streamProcessor = ""] = [...text.matchAll(/stream processor "([^"]+)"/g)].at(-1) ?? [];
  return { name, streamProcessor };
}

async function deleteByHand({ rig, client }: Surroundings, Name: string): Promise<void> {
  const { Status } = await client.call("DescribeStreamProcessor", { Name });
  if (Status === "RUNNING") await client.call("StopStreamProcessor", { Name });
  rig.emulator.advance(SETTLED_MS);
  await client.call("DeleteStreamProcessor", { Name });
  rig.emulator.advance(SETTLED_MS);
}
