import { expect } from "chai";
import type { Fault } from "../../../emulator/index.js";
import { Rig } from "../harness/rig.js";
import { arnOf, subjects } from "./subjects.js";

/** Everything a life calls that changes something. */
const CHANGES = {
  project: ["CreateProject", "TagResource", "UntagResource", "DeleteProject"],
  projectVersion: [
    "CreateProjectVersion",
    "TagResource",
    "UntagResource",
    "StartProjectVersion",
    "StopProjectVersion",
    "DeleteProjectVersion",
  ],
} as Readonly<Record<string, readonly string[]>>;

describe("what passes is waited out, and nothing is made twice", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  for (const { kind, args, change, creation, count } of subjects) {
    describe(kind, () => {
      const made = (): number =>
        rig.emulator.calls().filter(({ operation, effect }) => effect && operation === creation).length;

      async function live(...faults: Fault[]): Promise<void> {
        const inputs = await args(rig);
        const madeBefore = made();
        const resource = rig.resource(kind, "x");
        for (const fault of faults) rig.emulator.addFault(fault);
        expect((await resource.up(inputs)).steps).to.deep.equal(["create"]);
        const { id } = resource;
        expect((await resource.up({ ...inputs, ...change })).steps).to.deep.equal(["update"]);
        expect(resource.id).to.equal(id);
        expect((await resource.refresh()).diffs).to.deep.equal([]);
        expect((await resource.destroy()).steps).to.deep.equal(["delete"]);
        rig.emulator.clearFaults();
        expect(count(rig)).to.equal(0);
        expect(made() - madeBefore).to.be.at.most(1);
      }

      for (const fault of ["throttle", "internalError", "reset"] as const) {
        it(`lives with 30 % ${fault}`, () => live({ operation: "*", kind: fault, probability: 0.3 }));
      }

      for (const operation of CHANGES[kind] ?? []) {
        it(`lives with a lost answer of ${operation}`, () => live({ operation, kind: "lostResponse", times: 1 }));
        it(`lives with a broken connection at ${operation}`, () => live({ operation, kind: "reset", times: 1 }));
      }

      it("finds its own work after a lost answer also where it shows only after 60 seconds", async () => {
        const inputs = await args(rig);
        const madeBefore = made();
        rig.emulator.setSwitches({ describeLagMs: 60_000, tagLagMs: 60_000 });
        rig.emulator.addFault({ operation: creation, kind: "lostResponse", times: 1 });
        await rig.resource(kind, "x").up(inputs);
        expect(made() - madeBefore).to.equal(1);
        expect(count(rig)).to.equal(1);
      });

      for (const [what, switches] of Object.entries({
        "describes lag 65 s": { describeLagMs: 65_000 },
        "tags lag 65 s": { tagLagMs: 65_000 },
        "statuses lag 20 s": { statusLagMs: 20_000 },
        "everything lags": { describeLagMs: 65_000, tagLagMs: 65_000, statusLagMs: 20_000 },
      })) {
        it(`lives while ${what}`, async () => {
          const inputs = await args(rig);
          rig.emulator.setSwitches(switches);
          const resource = rig.resource(kind, "x");
          await resource.up(inputs);
          const { id } = resource;
          expect((await resource.up(inputs)).steps).to.deep.equal(["same"]);
          const changed = await resource.up({ ...inputs, ...change });
          expect(changed.steps).to.deep.equal(["update"]);
          expect(resource.id).to.equal(id);
          rig.emulator.setSwitches({ tagLagMs: 0 });
          const { Tags } = await rig.client.listTagsForResource({ ResourceArn: arnOf(resource) });
          expect(Tags).to.include({ stage: "test" }).and.not.to.have.property("team");
          await resource.destroy();
          expect(count(rig)).to.equal(0);
        });
      }

      it("knows its own work after a kill although its mark shows only after 60 seconds", async () => {
        const inputs = await args(rig);
        const madeBefore = made();
        rig.emulator.setSwitches({ tagLagMs: 60_000 });
        const resource = rig.resource(kind, "x");
        // Look-up and creation: the second call has its effect, and nobody hears of it.
        await resource.up(inputs, { kill: { call: 2, when: "after" } });
        expect(made() - madeBefore).to.equal(1);
        await resource.up(inputs);
        expect(made() - madeBefore).to.equal(1);
        expect(count(rig)).to.equal(1);
      });

      it("does not lose a change of tags that follows another while tags lag", async () => {
        const inputs = await args(rig);
        rig.emulator.setSwitches({ tagLagMs: 65_000 });
        const resource = rig.resource(kind, "x");
        await resource.up({ ...inputs, tags: { a: "1" } });
        await resource.up({ ...inputs, tags: { b: "1", c: "1" } });
        await resource.up({ ...inputs, tags: { a: "1", c: "2" } });
        rig.emulator.setSwitches({ tagLagMs: 0 });
        const { Tags } = await rig.client.listTagsForResource({ ResourceArn: arnOf(resource) });
        expect(Tags).to.include({ a: "1", c: "2" }).and.not.to.have.property("b");
      });

      it("gives up on lasting throttling after maxAttempts calls", async () => {
        const inputs = await args(rig);
        rig.emulator.addFault({ operation: "*", kind: "throttle" });
        const failed = await rig.resource(kind, "x").up(inputs, { fails: true });
        expect(failed.error).to.contain("[Throttled]");
        expect(failed.calls).to.have.length(6);
        rig.config["rekognition:maxAttempts"] = "2";
        expect((await rig.resource(kind, "x").up(inputs, { fails: true })).calls).to.have.length(2);
      });

      it("renews expired credentials once, and goes on with the better ones", async () => {
        const inputs = await args(rig);
        const resource = rig.resource(kind, "x");
        const process = rig.startProcess();
        await resource.up(inputs, { process });
        rig.emulator.addFault({ operation: "*", kind: "expiredCredentials" });
        // The chain would now find these; the running process still uses those from before.
        rig.credentials = { account: rig.credentials?.account ?? "", sessionToken: "renewed" };
        rig.startProcess();
        const changed = await resource.up({ ...inputs, ...change }, { process });
        const expired = changed.calls.filter(({ error }) => error === "ExpiredTokenException");
        expect(expired).to.have.length(1);
        expect(changed.steps).to.deep.equal(["update"]);
      });

      it("says that credentials have expired when asking for others gave the same", async () => {
        const inputs = await args(rig);
        rig.emulator.addFault({ operation: "*", kind: "expiredCredentials" });
        const failed = await rig.resource(kind, "x").up(inputs, { fails: true });
        expect(failed.error).to.contain("[CredentialsExpired]").and.to.contain("Sign in again");
        expect(failed.calls).to.have.length(2);
      });

      it("starts nothing more once the engine is gone", async () => {
        const inputs = await args(rig);
        const process = rig.startProcess();
        rig.engine.answers = [true, false, false, false];
        await process.services.watchdog.assertEngine();
        const failed = await rig.resource(kind, "x").up(inputs, { process, fails: true });
        expect(failed.error).to.contain("[EngineGone]");
        expect(process.exited).to.equal(true);
        expect(failed.calls.filter(({ effect }) => effect)).to.deep.equal([]);
      });
    });
  }
});
