import { expect } from "chai";
import { kinds } from "../../../provider/resources/registry.js";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { kindDrifts } from "./all-kinds.js";
import { type Drift, type KindDrift, SETTLED_MS, type Scene } from "./drift.js";

describe("drift of", () => {
  it("every kind there is has a table", () => {
    expect(kindDrifts.map(({ kind }) => kind)).to.have.members(Object.keys(kinds));
  });

  for (const table of kindDrifts) {
    const { definition } = kinds[table.kind].handler;
    describe(definition.kind, () => {
      it("has a case, or the reason why there is none, for each input and output, and for no other", () => {
        const fields = Object.keys({ ...definition.inputs, ...definition.outputs });
        expect(Object.keys(table.attributes)).to.have.members(fields);
        for (const cases of Object.values(table.attributes)) expect(cases).not.to.have.length(0);
      });

      for (const [attribute, cases] of Object.entries(table.attributes)) {
        if (typeof cases === "string") continue;
        describe(attribute, () => {
          for (const drift of cases) {
            describe(`that was ${drift.was}`, () => {
              testDrift(table, attribute, drift);
            });
          }
        });
      }
    });
  }
});

function testDrift(table: KindDrift, attribute: string, drift: Drift): void {
  const { shows = [attribute], records = {}, repair = shows.length > 0 ? "update" : "nothing" } = drift;
  let rig: Rig;
  let args: object;
  let resource: StackResource;
  let scene: Scene;
  let before: unknown;

  beforeEach(async () => {
    rig = await Rig.start();
    rig.config = { ...rig.config, ...drift.config };
    args = { ...(await table.args(rig)), ...drift.args?.(rig) };
    resource = rig.resource(table.kind, "shapes");
    scene = { rig, resource };
    await resource.up(args);
    rig.emulator.advance(SETTLED_MS);
    before = await table.look(scene);
    await drift.change(scene);
    if (drift.isStaged !== true) expect(await table.look(scene), "the change").not.to.deep.equal(before);
  });
  afterEach(() => rig.close());

  it(`${shows.length > 0 ? "shows in a refresh" : "is recorded by a refresh"}; up: ${repair}`, async () => {
    const refreshed = await resource.refresh();
    expect([refreshed.steps, refreshed.diffs]).to.deep.equal([["refresh"], shows]);
    expect(refreshed.calls.filter(({ effect }) => effect)).to.deep.equal([]);
    expect(resource.outputs).to.deep.include(records);
    if (drift.tells !== undefined) expect(refreshed.warnings.join()).to.contain(drift.tells);
    expect((await resource.refresh()).diffs, "a second refresh").to.deep.equal([]);
    const { plan } = await resource.preview(args);
    expect(plan.op).to.equal(repair === "nothing" ? "same" : repair);

    const asked = repair === "nothing" ? await table.look(scene) : before;
    const next = await resource.up(args);
    if (repair === "nothing") expect([next.steps, next.calls]).to.deep.equal([["same"], []]);
    rig.emulator.advance(SETTLED_MS);
    expect(await table.look(scene)).to.deep.equal(asked);
    expect((await resource.refresh()).diffs, "a refresh after up").to.deep.equal([]);
    expect((await resource.up(args)).calls, "a second up").to.deep.equal([]);
  });

  if (shows.length === 0 || drift.ignoring !== undefined) return;
  it("is left as it is by ignoreChanges, and repaired once it no longer is ignored", async () => {
    rig.emulator.advance(SETTLED_MS);
    const seen = await table.look(scene);
    await resource.refresh();
    const ignored = await resource.up(args, { ignoreChanges: shows });
    expect([ignored.steps, ignored.calls]).to.deep.equal([["same"], []]);
    expect(await table.look(scene)).to.deep.equal(seen);
    expect((await resource.refresh()).diffs).to.deep.equal([]);
    await resource.up(args);
    rig.emulator.advance(SETTLED_MS);
    expect(await table.look(scene)).to.deep.equal(before);
  });
}
