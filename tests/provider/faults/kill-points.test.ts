import { expect } from "chai";
import { expectWholeMessage } from "../../whole-message.js";
import { Rig } from "../harness/rig.js";
import { arnOf, subjects } from "./subjects.js";

/**
 * The process of a command dies, at every AWS call that it makes: before the call is sent, and after its effect but before
 * the answer is taken in. The next command, another process, has to come out where it would have anyway.
 */
describe("a process killed at any call", () => {
  for (const { kind, args, change, creation, createCalls, updateCalls, deleteCalls, status, count } of subjects) {
    describe(kind, () => {
      /** One rig for all kill points of a test: emptied after each, which is much faster than another emulator. */
      let rig: Rig;
      before(async () => {
        rig = await Rig.start({ trainingMs: 8_000, modelStartingMs: 4_000, modelStoppingMs: 4_000 });
      });
      after(() => rig.close());

      const created = (): number =>
        rig.emulator.calls().filter(({ operation, effect }) => effect && operation === creation).length;

      for (const when of ["before", "after"] as const) {
        it(`during create, ${when} the call: the next up takes up what there is, and makes nothing twice`, async () => {
          let kills = 0;
          const afterMark: string[] = [];
          for (let call = 1, killed = true; killed; call++) {
            rig.emulator.reset();
            const inputs = await args(rig);
            const already = created();
            const resource = rig.resource(kind, "x");
            const first = await resource.up(inputs, { kill: { call, when } });
            killed = first.steps.includes("killed");
            if (killed) kills += 1;
            const told = `killed ${when} call ${call} (${first.operations.at(-1) ?? "none"})`;
            const next = killed ? await resource.up(inputs, { fails: "either" }) : first;
            if (next.error !== "") {
              // What was recorded is not taken up by an equal name; the way out that the error names is.
              expectWholeMessage(next.error, "RecordedBefore");
              afterMark.push(told);
              await resource.up({ ...inputs, adopt: true });
            }
            expect(created() - already, told).to.equal(1);
            expect(count(rig), told).to.equal(1);
            expect(resource.outputs.status, told).to.equal(status);
            expect((await resource.up(inputs)).calls, told).to.deep.equal([]);
            await resource.destroy();
            expect(count(rig), told).to.equal(0);
          }
          expect(kills).to.be.at.least(createCalls.length);
          expect(afterMark).to.have.length(when === "after" ? 1 : 0);
          expect(afterMark.join()).to.match(/^(killed after call \d+ \(TagResource\))?$/);
        });

        it(`during update, ${when} the call: the next up goes on`, async () => {
          let kills = 0;
          for (let call = 1, killed = true; killed; call++) {
            rig.emulator.reset();
            const inputs = await args(rig);
            const resource = rig.resource(kind, "x");
            await resource.up(inputs);
            const { id } = resource;
            const first = await resource.up({ ...inputs, ...change }, { kill: { call, when } });
            killed = first.steps.includes("killed");
            if (killed) kills += 1;
            if (killed) await resource.up({ ...inputs, ...change });
            const told = `killed ${when} call ${call} (${first.operations.at(-1) ?? "none"})`;
            expect(resource.id, told).to.equal(id);
            const { Tags } = await rig.client.listTagsForResource({ ResourceArn: arnOf(resource) });
            expect(Tags, told).to.include({ stage: "test" }).and.not.to.have.property("team");
            if (kind === "projectVersion" || kind === "projectVersionCopy") {
              expect(rig.model(id), told).to.include({ status: "RUNNING", minInferenceUnits: 2 });
            }
          }
          expect(kills).to.be.at.least(updateCalls.length);
        });

        it(`during destroy, ${when} the call: the next destroy finishes`, async () => {
          let kills = 0;
          for (let call = 1, killed = true; killed; call++) {
            rig.emulator.reset();
            const resource = rig.resource(kind, "x");
            await resource.up(await args(rig));
            const first = await resource.destroy({ kill: { call, when } });
            killed = first.steps.includes("killed");
            if (killed) kills += 1;
            if (killed) await resource.destroy();
            const told = `killed ${when} call ${call} (${first.operations.at(-1) ?? "none"})`;
            expect(count(rig), told).to.equal(0);
            expect(resource.state, told).to.equal(undefined);
            expect(rig.emulator.meter().running, told).to.equal(0);
          }
          expect(kills).to.be.at.least(deleteCalls.length);
        });
      }
      it("during create, after the call, while nothing new is visible for 65 s: still made once", async () => {
        let kills = 0;
        // Look-up, creation and the first looks; the later ones are all the same.
        for (let call = 1, killed = true; killed && call <= 8; call++) {
          rig.emulator.reset();
          rig.emulator.setSwitches({ describeLagMs: 0, tagLagMs: 0 });
          const inputs = await args(rig);
          const already = created();
          rig.emulator.setSwitches({ describeLagMs: 65_000, tagLagMs: 65_000 });
          rig.emulator.advance(120_000);
          const resource = rig.resource(kind, "x");
          const first = await resource.up(inputs, { kill: { call, when: "after" } });
          killed = first.steps.includes("killed");
          if (killed) kills += 1;
          if (killed) await resource.up(inputs);
          const told = `killed after call ${call} (${first.operations.at(-1) ?? "none"})`;
          expect(created() - already, told).to.equal(1);
          expect(count(rig), told).to.equal(1);
        }
        expect(kills).to.be.at.least(createCalls.length);
      });
    });
  }
});
