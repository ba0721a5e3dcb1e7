import { expect } from "chai";
import type { InputField } from "../../../../provider/schema/definition.js";
import { kinds } from "../../../../provider/resources/registry.js";
import { PROGRAMS, type Surroundings } from "../../conformance-programs.js";
import type { PluginClient } from "../../harness/plugin-client.js";
import type { Bag } from "../../harness/property-bag.js";
import { UNKNOWN } from "../../../../provider/schema/unknown.js";
import { Stage, urnOf } from "./stage.js";

type Place = readonly [input: string, ...members: (string | number)[]];

/** Every place in a value, that of the value itself first. */
function placesIn(value: unknown): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [[]];
  const members: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [[], ...members.flatMap(([key, member]) => placesIn(member).map((place) => [key, ...place]))];
}

function withUnknownAt(value: unknown, [key, ...rest]: readonly (string | number)[]): unknown {
  if (key === undefined) return UNKNOWN;
  if (Array.isArray(value))
    return value.map((member: unknown, index) => (index === key ? withUnknownAt(member, rest) : member));
  return { ...(value as Bag), [key]: withUnknownAt((value as Bag)[key], rest) };
}

function valueAt(value: unknown, [key, ...rest]: readonly (string | number)[]): unknown {
  return key === undefined ? value : valueAt((value as Bag)[key], rest);
}

/** A change of the others is a difference; of these it counts with the next create. */
const isQuiet = (field: InputField | undefined): boolean =>
  field?.onChange === "ignore" || field?.onChange === "create";

describe("the plugin's preview of unknown inputs", () => {
  let stage: Stage;
  let plugin: PluginClient;
  let there: Surroundings;
  before(async () => {
    stage = await Stage.open();
    plugin = await stage.configured();
    there = await stage.surroundings();
  });
  after(() => stage.close());

  for (const { kind, args } of PROGRAMS) {
    it(`of a ${kind} keeps each of them unknown wherever it stands, and takes it for changed; nothing is called`, async () => {
      const { definition } = kinds[kind].handler;
      const urn = urnOf(definition.kind, kind);
      const given = args(there);
      const held = await stage.made(plugin, urn, given);
      const places = placesIn(given).filter((place) => place.length > 0) as unknown as Place[];
      expect(places).not.to.deep.equal([]);
      const calls = await stage.callsOf(async () => {
        for (const place of places) {
          const at = place.join(".");
          const [input] = place;
          const asked = withUnknownAt(given, place) as Bag;
          const created = await plugin.check(urnOf(definition.kind, "coming"), asked);
          expect(created.failures, at).to.deep.equal([]);
          const coming = await plugin.previewCreate(urnOf(definition.kind, "coming"), created.inputs);
          expect(valueAt(coming, place), at).to.equal(UNKNOWN);

          const { inputs, failures } = await plugin.check(urn, asked, held.inputs);
          expect(failures, at).to.deep.equal([]);
          const { changes, details } = await plugin.diff(urn, held, inputs);
          const isChange = !isQuiet(definition.inputs[input]);
          expect(changes, at).to.equal(isChange);
          expect(
            Object.keys(details).some((path) => path.split(/[.[]/)[0] === input),
            at,
          ).to.equal(isChange);
          const updated = await plugin.update(urn, held, inputs, true);
          expect(valueAt(updated.outputs, place), at).to.equal(UNKNOWN);
        }
      });
      expect(calls).to.deep.equal([]);
    });
  }
});
