import { expect } from "chai";
import type { FaultKind } from "../../../emulator/index.js";
import type { Rig } from "../../provider/harness/rig.js";
import { audit, creations } from "./audit.js";
import { startRig } from "./campaign.js";
import { inventory } from "./inventory.js";
import { PROGRAMS } from "./programs.js";
import { RawClient } from "./raw-client.js";
import { chance, isFull, seed } from "./sample.js";
import { Stack } from "./stack.js";

/** What can go wrong from some call on, and the code of the error that says so. */
const OUTAGES: Readonly<Partial<Record<FaultKind, RegExp>>> = {
  throttle: /\[Throttled\]/,
  internalError: /\[ServiceFault\]/,
  reset: /\[ConnectionFailed\]/,
  deny: /AccessDenied\]/,
  expiredCredentials: /\[CredentialsExpired\]/,
};

const MARK = /could not be marked as recorded/;

/** So soon after the last call a failure is told. */
const SOON_MS = 10_000;
/** Of all the calls, so many are tried unless all are. */
const SHARE = 0.12;

describe(`an outage that begins at ${isFull ? "any" : `one of many (SEED=${seed})`} call`, function () {
  this.timeout(3_600_000);
  let rig: Rig;
  let client: RawClient;
  before(async () => {
    rig = await startRig();
    client = new RawClient(rig.emulator.url);
  });
  after(() => rig.close());

  async function cleanRun(): Promise<{ calls: readonly string[]; made: ReadonlyMap<string, number> }> {
    rig.emulator.reset();
    const { calls } = await new Stack(rig).up(PROGRAMS.base);
    return { calls: calls.map(({ operation }) => operation), made: creations(rig) };
  }

  for (const [kind, code] of Object.entries(OUTAGES) as [FaultKind, RegExp][]) {
    it(`${kind}: up fails soon with the reason and every id in the state, and goes on once it is over`, async () => {
      const { calls, made } = await cleanRun();
      for (let skip = 0; skip < calls.length; skip++) {
        if (!isFull && chance("outage", kind, skip) >= SHARE) continue;
        rig.emulator.reset();
        const stack = new Stack(rig);
        rig.emulator.addFault({ operation: "*", kind, skip });
        const failed = await stack.up(PROGRAMS.base);
        const endedAtMs = rig.emulator.nowMs();
        rig.emulator.clearFaults();
        const told = `from call ${String(skip + 1)} on`;
        // What is made and only not marked as recorded is no failure; the warning says why.
        const isMarkAlone = calls.slice(skip).every((operation) => operation === "TagResource");
        expect(isMarkAlone ? failed.warnings.join("\n") : failed.error, told).to.match(isMarkAlone ? MARK : code);
        expect(endedAtMs - (failed.calls.at(-1)?.atMs ?? 0), told).to.be.at.most(SOON_MS);
        const known = new Set(stack.recorded.map(({ id }) => id));
        expect(
          (await inventory(client)).filter(({ id }) => !known.has(id)),
          told,
        ).to.deep.equal([]);
        const { error } = await stack.up(PROGRAMS.base);
        expect(error, told).to.equal("");
        expect([...creations(rig)], told).to.deep.equal([...made]);
        const seen = await audit(rig, client, stack, PROGRAMS.base);
        expect(seen, told).to.deep.equal({ unrecorded: [], overpaidUnitSeconds: 0, faults: [] });
      }
    });

    it(`${kind}: destroy fails soon with the reason, and finishes once it is over`, async () => {
      rig.emulator.reset();
      const first = new Stack(rig);
      await first.up(PROGRAMS.base);
      const { calls } = await first.destroy();
      for (let skip = 0; skip < calls.length; skip++) {
        if (!isFull && chance("outage of destroy", kind, skip) >= SHARE) continue;
        rig.emulator.reset();
        const stack = new Stack(rig);
        await stack.up(PROGRAMS.base);
        rig.emulator.addFault({ operation: "*", kind, skip });
        const failed = await stack.destroy();
        const endedAtMs = rig.emulator.nowMs();
        rig.emulator.clearFaults();
        const told = `from call ${String(skip + 1)} on`;
        expect(failed.error, told).to.match(code);
        expect(endedAtMs - (failed.calls.at(-1)?.atMs ?? 0), told).to.be.at.most(SOON_MS);
        expect((await stack.destroy()).error, told).to.equal("");
        expect(await inventory(client), told).to.deep.equal([]);
        expect(stack.recorded, told).to.deep.equal([]);
        expect(rig.emulator.meter().running, told).to.equal(0);
      }
    });
  }
});
