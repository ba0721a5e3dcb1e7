import { expect } from "chai";
import type { Fault, Switches } from "../../../emulator/index.js";
import type { Rig } from "../../provider/harness/rig.js";
import { audit, creations } from "./audit.js";
import { startRig } from "./campaign.js";
import { inventory } from "./inventory.js";
import { PROGRAMS } from "./programs.js";
import { RawClient } from "./raw-client.js";
import { type Outcome, type Program, Stack } from "./stack.js";

const often = (kind: Fault["kind"], probability: number): Fault => ({ operation: "*", kind, probability });

const LATE: Partial<Switches> = { describeLagMs: 65_000, tagLagMs: 65_000, statusLagMs: 20_000, deleteLagMs: 20_000 };
const PROMPT: Partial<Switches> = { describeLagMs: 0, tagLagMs: 0, statusLagMs: 0, deleteLagMs: 0 };

const MIXES: Readonly<Record<string, { readonly faults: readonly Fault[]; readonly switches?: Partial<Switches> }>> = {
  "30 % throttling": { faults: [often("throttle", 0.3)] },
  "30 % internal errors": { faults: [often("internalError", 0.3)] },
  "30 % broken connections": { faults: [often("reset", 0.3)] },
  "nothing visible for 65 s": { faults: [], switches: LATE },
  "some of each, and nothing visible for 65 s": {
    faults: [often("throttle", 0.1), often("internalError", 0.1), often("reset", 0.1)],
    switches: LATE,
  },
};

/** Every call of the life below that changes something. */
const CHANGES = [
  "CopyProjectVersion",
  "CreateCollection",
  "CreateDataset",
  "CreateProject",
  "CreateProjectVersion",
  "CreateStreamProcessor",
  "DeleteCollection",
  "DeleteDataset",
  "DeleteProject",
  "DeleteProjectPolicy",
  "DeleteProjectVersion",
  "DeleteStreamProcessor",
  "PutProjectPolicy",
  "StartLabelDetection",
  "StartProjectVersion",
  "StartStreamProcessor",
  "StopProjectVersion",
  "StopStreamProcessor",
  "TagResource",
  "UpdateDatasetEntries",
  "UpdateStreamProcessor",
];

const LIFE: readonly Program[] = [PROGRAMS.base, PROGRAMS.replaced, PROGRAMS.processors];

/** A command that fails has its reason, and ends soon after the last call that was of any use. */
const SOON_MS = 10_000;
const MOST_TRIES = 5;

describe("a stack whose service fails now and then", function () {
  this.timeout(300_000);
  let rig: Rig;
  let client: RawClient;
  let stack: Stack;
  /** In a life without a fault. */
  let made: readonly (readonly [string, number])[];
  before(async () => {
    rig = await startRig();
    client = new RawClient(rig.emulator.url);
    made = await live();
  });
  after(() => rig.close());

  function begin(faults: readonly Fault[] = [], switches: Partial<Switches> = {}): void {
    rig.emulator.reset();
    rig.emulator.setSwitches({ ...PROMPT, ...switches });
    for (const fault of faults) rig.emulator.addFault(fault);
    stack = new Stack(rig);
  }

  /** Until it succeeds; each failure is a good one. */
  async function insist(command: () => Promise<Outcome>): Promise<void> {
    for (let tries = 1; ; tries++) {
      const { error, calls } = await command();
      if (error === "") return;
      expect(tries, error).to.be.lessThan(MOST_TRIES);
      expect(error).to.match(/\[[A-Z]\w+\]/);
      expect(rig.emulator.nowMs() - (calls.at(-1)?.atMs ?? 0)).to.be.at.most(SOON_MS);
    }
  }

  /** Makes the stack, changes it and destroys it, disturbed all the time; tells how many things that took. */
  async function live(faults: readonly Fault[] = [], switches: Partial<Switches> = {}): Promise<[string, number][]> {
    begin(faults, switches);
    for (const program of LIFE) await insist(() => stack.up(program));
    await insist(() => stack.refresh());
    const count = creations(rig);
    await undisturbed(faults, async () => {
      const seen = await audit(rig, client, stack, PROGRAMS.processors);
      expect(seen).to.deep.equal({ unrecorded: [], overpaidUnitSeconds: 0, faults: [] });
    });
    await insist(() => stack.destroy());
    await undisturbed([], async () => {
      expect(await inventory(client)).to.deep.equal([]);
      expect(rig.emulator.meter().running).to.equal(0);
    });
    return [...count];
  }

  /** A look at what is there, once all of it can be seen. */
  async function undisturbed(faults: readonly Fault[], look: () => Promise<void>): Promise<void> {
    rig.emulator.clearFaults();
    rig.emulator.advance(120_000);
    await look();
    for (const fault of faults) rig.emulator.addFault(fault);
  }

  it("calls nothing that changes something but what is tried here", async () => {
    await live();
    const changes = rig.emulator.calls().flatMap(({ effect, operation }) => (effect ? [operation] : []));
    expect([...new Set(changes)].sort()).to.deep.equal(CHANGES);
  });

  for (const [what, { faults, switches }] of Object.entries(MIXES)) {
    it(`lives with ${what}`, async () => {
      expect(await live(faults, switches)).to.deep.equal(made);
    });
  }

  for (const operation of CHANGES) {
    it(`lives with every other answer of ${operation} lost`, async () => {
      expect(await live([{ operation, kind: "lostResponse", probability: 0.5 }])).to.deep.equal(made);
    });
  }

  for (const operation of CHANGES.filter((name) => /^(Create|Copy|Put)/.test(name))) {
    it(`lives with a lost answer of ${operation} where nothing is visible for 65 s`, async () => {
      expect(await live([{ operation, kind: "lostResponse", times: 1 }], LATE)).to.deep.equal(made);
    });
  }
});
