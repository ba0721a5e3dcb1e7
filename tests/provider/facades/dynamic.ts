import { functionNamed, programSession } from "../../../provider/facades/program/functions.js";
import { kinds } from "../../../provider/resources/registry.js";
import { type Bag, overTheWire, withoutUndefined } from "../harness/property-bag.js";
import type { Held, OpenFacade, Outcome } from "./facade.js";

/** Pulumi's dynamic provider, and beside it the program, which calls functions by itself. */
export const openDynamic: OpenFacade = (rig, process, { kind, name, createTimeout }) => {
  const provider = process.provider(kind);
  const urn = `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/rekognition:${kinds[kind].handler.definition.kind}::${name}`;
  const timeouts = createTimeout === undefined ? undefined : { create: createTimeout };
  const besides = {
    __provider: `exports.handler = () => require("pulumi-rekognition/provider").${kind};`,
    __host: withoutUndefined({ owner: rig.owner, urn, timeouts }),
  };

  const visible = (bag: Bag): Bag => Object.fromEntries(Object.entries(bag).filter(([key]) => !key.startsWith("__")));
  const own = (bag: Bag): Bag => Object.fromEntries(Object.entries(bag).filter(([key]) => key.startsWith("__")));
  const sent = (inputs: Bag): Bag => overTheWire({ ...inputs, ...besides });
  const stateOf = ({ properties, record }: Held): Bag => overTheWire({ ...properties, ...record });
  const held = (id: string, state: Bag): Held => ({ id, properties: visible(state), record: own(state) });
  const outcome = async (run: () => Promise<{ id: string; outs: Bag }>): Promise<Outcome> => {
    try {
      const { id, outs } = await run();
      return { held: held(id, overTheWire(outs)), error: "" };
    } catch (error) {
      const { id, properties = {}, message } = error as { id?: string; properties?: Bag; message: string };
      return { held: id === undefined ? undefined : held(id, overTheWire(properties)), error: message };
    }
  };

  return {
    async check(args, before) {
      const answer = await provider.check(before === undefined ? {} : stateOf(before), sent(args));
      return { inputs: visible(answer.inputs as Bag), failures: answer.failures ?? [] };
    },
    async diff(before, inputs) {
      const answer = await provider.diff(before.id, stateOf(before), sent(inputs));
      return {
        changes: answer.changes ?? true,
        replaces: answer.replaces ?? [],
        deleteFirst: answer.deleteBeforeReplace === true,
      };
    },
    create: (inputs) => outcome(async () => (await provider.create(sent(inputs))) as { id: string; outs: Bag }),
    update: (before, inputs) =>
      outcome(async () => {
        const answer = await provider.update(before.id, stateOf(before), sent(inputs));
        return { id: before.id, outs: answer.outs as Bag };
      }),
    async read(id, before) {
      const answer = await provider.read(id, before && stateOf(before));
      return answer.id === undefined ? undefined : held(answer.id, overTheWire(answer.props as Bag));
    },
    delete: (before) => provider.delete(before.id, stateOf(before)),
    newer: ({ record, ...rest }) => ({
      ...rest,
      record: { ...record, __meta: { ...(record.__meta as object), v: 99 } },
    }),
    invoke(called, args) {
      const { config } = rig;
      const session = programSession({ get: (key) => config[key] }, rig.engine);
      return session.invoke({ called: functionNamed(called), args });
    },
  };
};
