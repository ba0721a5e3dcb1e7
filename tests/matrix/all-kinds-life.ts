import { expect } from "chai";
import { KINDS, providerText } from "../e2e/harness/all-kinds.js";
import type { StackState } from "../e2e/harness/state.js";
import { SHORT, World } from "../e2e/harness/world.js";
import type { Workspace } from "./workspace.js";

/**
 * What a newer Node says of code that it will not run for ever; a user could do nothing about it. Two are Pulumi's: its runner
 * registers the loader of ts-node for ES modules (DEP0205), and ts-node makes an fs.Stats (DEP0180).
 */
const NODES_WARNING = /(?:Deprecation|Experimental)Warning/;
const PULUMIS_OWN = /\[DEP0205\]|\[DEP0180\]/;

/** Makes what the workspace's program declares, one resource of each kind, twice, and destroys it. */
export async function makeAndDestroyAllKinds(workspace: Workspace): Promise<void> {
  await inWorld(workspace, async (world) => {
    const { text } = await world.stack.up();
    expect(text.split("\n").filter((line) => NODES_WARNING.test(line) && !PULUMIS_OWN.test(line))).to.deep.equal([]);
    expectEveryKind(await world.stack.state());
    const again = await world.observe(() => world.stack.up());
    expect(again.calls).to.deep.equal([]);
    await world.stack.destroy();
    expect(await world.models()).to.deep.equal([]);
  });
}

/** What the user reads who deploys the workspace's program in vain. Nothing was made. */
export async function failureOf(workspace: Workspace): Promise<string> {
  return await inWorld(workspace, async (world) => {
    const { result, calls } = await world.observe(() => world.stack.up({ fails: true }));
    expect(calls).to.deep.equal([]);
    return result.diagnostics.map(({ message }) => message).join("\n");
  });
}

function expectEveryKind(state: StackState): void {
  for (const [name, kind] of Object.entries(KINDS)) {
    expect(state.resource(name).outputs?.["__provider"]).to.equal(providerText(kind));
  }
}

async function inWorld<T>(workspace: Workspace, run: (world: World) => Promise<T>): Promise<T> {
  const environment = await workspace.environment();
  const world = await World.create({ project: workspace.program, environment, switches: SHORT });
  try {
    return await run(world);
  } finally {
    world.dispose();
  }
}
