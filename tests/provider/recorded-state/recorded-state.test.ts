import { expect } from "chai";
import { recordings } from "../../../tools/recorded-stacks/recordings.js";
import { kinds } from "../../../provider/resources/registry.js";
import { RecordedRig, type RecordedResource, argsOf, resourcesOf } from "./recorded-rig.js";

const nameOf = ({ urn }: RecordedResource): string =>
  urn
    .split("::")
    .slice(2)
    .join("::")
    .replace(/^.*rekognition:/, "");

/** Whether the console has a page of it, as far as is known. */
const hasPage = ({ type }: RecordedResource): boolean => /:(Project|ProjectVersion|ProjectVersionCopy)$/.test(type);

describe("the state that earlier releases wrote", () => {
  it("is kept for every kind there is", () => {
    const types = new Set(recordings().flatMap((recording) => resourcesOf(recording).map(({ type }) => type)));
    const kept = [...types].map((type) => type.split(":").at(-1));
    const all = Object.values(kinds).map(({ handler }) => handler.definition.kind);
    expect(kept).to.have.members(all);
  });

  it("holds nothing of the machine it was written on", () => {
    const text = JSON.stringify(recordings());
    expect(text).not.to.match(/127\.0\.0\.1|localhost|file:\/\/|\/tmp\/|\/home\/|\/Users\/|[A-Z]:\\\\|secret/i);
  });

  for (const recording of recordings()) {
    const whole = resourcesOf(recording).filter(
      ({ initErrors = [], pendingReplacement }) => initErrors.length === 0 && pendingReplacement !== true,
    );
    describe(`${recording.version}, ${recording.name}`, () => {
      let rig: RecordedRig;
      before(async () => {
        rig = await RecordedRig.start(recording);
      });
      after(() => rig.close());

      for (const resource of whole) {
        it(`${nameOf(resource)}: previews clean, refreshes clean, and previews clean then`, async () => {
          const today = rig.resource(resource);
          const args = argsOf(resource);
          const { plan } = await today.preview(args);
          expect([plan.op, (await today.up(args)).calls]).to.deep.equal(["same", []]);
          const refreshed = await today.refresh();
          expect([refreshed.steps, refreshed.diffs, refreshed.warnings]).to.deep.equal([["refresh"], [], []]);
          // Written again, it is state of today: what else is known of it is as it was.
          expect(today.outputs.__meta).to.deep.equal({ ...(resource.outputs.__meta as object), v: 2 });
          expect((await today.up(args)).steps).to.deep.equal(["same"]);
          // What 0.1.0 did not record comes with the refresh, and is nothing to do.
          if (recording.version === "0.1.0") expect(resource.outputs).not.to.have.property("consoleUrl");
          expect(today.outputs.consoleUrl !== undefined).to.equal(hasPage(resource));
        });

        it(`${nameOf(resource)}: is refused by code that is older than its state, and stays as it is`, async () => {
          const meta = { ...(resource.outputs.__meta as object), v: 99 };
          const newer = rig.resource({ ...resource, outputs: { ...resource.outputs, __meta: meta } });
          const before = newer.state;
          for (const attempt of [
            () => newer.up(argsOf(resource), { fails: true }),
            () => newer.refresh({ fails: true }),
            () => newer.destroy({ fails: true }),
          ]) {
            const refused = await attempt();
            expect(refused.error)
              .to.contain("[NewerState]")
              .and.to.contain("version 99")
              .and.to.contain("Install that version or a newer one");
            expect([refused.calls, newer.state]).to.deep.equal([[], before]);
          }
        });
      }
    });

    describe(`${recording.version}, ${recording.name}, what was left unfinished`, () => {
      let rig: RecordedRig;
      beforeEach(async () => {
        rig = await RecordedRig.start(recording);
      });
      afterEach(() => rig.close());

      for (const resource of resourcesOf(recording).filter((each) => !whole.includes(each))) {
        it(`${nameOf(resource)}: is finished by one up, also where a refresh came before, then all is quiet`, async () => {
          const today = rig.resource(resource);
          const args = argsOf(resource);
          if (resource.pendingReplacement !== true) await today.refresh();
          const { plan } = await today.preview(args);
          expect(plan.op).to.be.oneOf(["update", "replace"]);
          await today.up(args);
          expect((await today.up(args)).calls).to.deep.equal([]);
          expect((await today.destroy()).steps).to.deep.equal(["delete"]);
        });
      }
    });
  }

  for (const recording of recordings().filter(({ name }) => name === "settled")) {
    it(`${recording.version}, ${recording.name}: is updated in place, then destroyed to the last thing`, async () => {
      const rig = await RecordedRig.start(recording);
      try {
        const all = resourcesOf(recording);
        for (const resource of all.filter(({ inputs }) => inputs.tags !== undefined)) {
          const today = rig.resource(resource);
          const changed = await today.up({ ...argsOf(resource), tags: { team: "other" } });
          expect([changed.steps, changed.diffs], nameOf(resource)).to.deep.equal([["update"], ["tags"]]);
          expect(today.outputs.consoleUrl !== undefined, nameOf(resource)).to.equal(hasPage(resource));
        }
        for (const resource of [...all].reverse()) {
          expect((await rig.resource(resource).destroy()).steps, nameOf(resource)).to.deep.equal(["delete"]);
        }
        const { projects, collections, streamProcessors } = rig.emulator.state();
        expect([projects, collections, streamProcessors]).to.deep.equal([[], [], []]);
      } finally {
        await rig.close();
      }
    });
  }
});
