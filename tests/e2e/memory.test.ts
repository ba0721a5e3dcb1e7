import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { allKinds } from "./harness/all-kinds.js";
import { pluginsOf } from "./harness/processes.js";
import { World } from "./harness/world.js";

const ALLOWED_MB = 40;
const LOOK_AGAIN_MS = 20;
const LIMIT_MS = 60_000;
/** A training of a minute: the longer one polls, the later Node gives back what it no longer needs. */
const BRIEF = { trainingMs: 60_000, modelStartingMs: 30_000 };

const emptyProvider = `
  const pulumi = require("@pulumi/pulumi");
  const provider = { create: async () => ({ id: "1", outs: {} }) };
  const resources = [new pulumi.dynamic.Resource(provider, "empty", {})];
`;
const ours = `${allKinds()}
  const pulumi = require("@pulumi/pulumi");
  const resources = [project, model, faces, door];
`;

/** Keeps the program, and with it the plugin, alive between the last create and the measurement. */
const waitingForMeasurement = `
  const fs = require("node:fs");
  module.exports = pulumi.all(resources.map(({ id }) => id)).apply(async () => {
    fs.writeFileSync("created", "");
    while (!fs.existsSync("measured")) await new Promise((resolve) => setTimeout(resolve, ${String(LOOK_AGAIN_MS)}));
    return {};
  });
`;

function residentMb(pid: number): number {
  const text =
    process.platform === "linux"
      ? /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${String(pid)}/status`, "utf8"))?.[1]
      : execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
  return Number(text) / 1024;
}

/** Resident memory of the plugin after it has created what the program declares. */
async function memoryOfPlugin(program: string): Promise<number> {
  const world = await World.create({ program: program + waitingForMeasurement, switches: BRIEF });
  try {
    const { stack } = world;
    const running = stack.start("up");
    await Promise.race([running.finished, created(join(stack.folder, "created"))]);
    const [plugin, ...others] = pluginsOf(running.pid);
    expect(others).to.deep.equal([]);
    const measured = plugin === undefined ? Number.NaN : residentMb(plugin.pid);
    writeFileSync(join(stack.folder, "measured"), "");
    await running.finished;
    return measured;
  } finally {
    world.dispose();
  }
}

async function created(file: string): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  while (!existsSync(file)) {
    if (performance.now() > deadline) throw new Error("The program's resources were not created in time.");
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}

describe("the plugin process", () => {
  it(`needs at most ${String(ALLOWED_MB)} MB more than an empty dynamic provider, after a create of each kind`, async () => {
    const empty = await memoryOfPlugin(emptyProvider);
    const full = await memoryOfPlugin(ours);
    expect(full - empty, `${full.toFixed(1)} MB, empty ${empty.toFixed(1)} MB`).to.be.at.most(ALLOWED_MB);
  });
});
