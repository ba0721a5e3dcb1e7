import { parseDurationMs } from "../../../provider/base/durations.js";
import { functionNamed } from "../../../provider/functions/table.js";
import type { Kept, Recorded, RecordedMeta } from "../../../provider/lifecycle/handler.js";
import { kinds } from "../../../provider/resources/registry.js";
import { Unfinished, understood } from "../../../provider/session/record.js";
import { Session } from "../../../provider/session/session.js";
import { type Bag, withoutUndefined } from "../harness/property-bag.js";
import type { Held, OpenFacade, Outcome } from "./facade.js";

/** The session itself, as the plainest façade there can be. */
export const openSession: OpenFacade = (rig, process, { kind: name, name: resource, createTimeout }) => {
  const kind = kinds[name].handler;
  const session = new Session(() => process.services);
  const { config } = rig;
  session.configure({ get: (key) => config[key] });
  const urn = `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/rekognition:${kind.definition.kind}::${resource}`;
  const subject = { owner: rig.owner, urn };
  const timeoutMs = undefined;
  const options = { deletesFirst: false, isRetained: false };
  const isInput = (key: string): boolean => Object.hasOwn(kind.definition.inputs, key);

  const part = (bag: Bag, isMeant: (key: string) => boolean): Bag =>
    Object.fromEntries(Object.entries(bag).filter(([key]) => isMeant(key)));
  const recordedIn = ({ properties, record }: Held): Recorded => ({
    inputs: part(properties, isInput),
    outputs: part(properties, (key) => !isInput(key)),
    meta: understood(record as unknown as RecordedMeta),
  });
  const held = (inputs: Bag, { id, outputs, actual, meta }: Kept): Held => ({
    id,
    properties: withoutUndefined({ ...inputs, ...actual, ...outputs }),
    record: withoutUndefined({ ...meta }),
  });
  const outcome = async (inputs: Bag, run: () => Promise<Kept>): Promise<Outcome> => {
    try {
      return { held: held(inputs, await run()), error: "" };
    } catch (error) {
      const { message } = error as Error;
      return { held: error instanceof Unfinished ? held(inputs, error.kept) : undefined, error: message };
    }
  };

  return {
    check: async (news, before) => {
      const olds = before === undefined ? {} : recordedIn(before).inputs;
      const { inputs, failures } = await session.check({ kind, subject, ...options, olds, news });
      return { inputs, failures: failures.map((reason) => ({ property: "", reason })) };
    },
    async diff(before, inputs) {
      const { id } = before;
      const recorded = recordedIn(before);
      const answer = await Promise.resolve(
        session.diff({ kind, subject, ...options, id, recordedAs: subject, recorded, inputs }),
      );
      return {
        changes: answer.changes ?? true,
        replaces: answer.replaces ?? [],
        deleteFirst: answer.deleteBeforeReplace === true,
      };
    },
    create: (inputs) =>
      outcome(inputs, () => {
        const limitMs = createTimeout === undefined ? undefined : parseDurationMs(createTimeout);
        return session.create({ kind, subject, inputs, timeoutMs: limitMs });
      }),
    update: (before, inputs) =>
      outcome(inputs, () => {
        const { id } = before;
        return session.update({
          kind,
          subject,
          id,
          recordedAs: subject,
          recorded: recordedIn(before),
          inputs,
          timeoutMs,
        });
      }),
    async read(id, before) {
      const recorded = before && recordedIn(before);
      const read = await session.read({ kind, subject, id, recorded, timeoutMs });
      return read && held(read.inputs, { ...read, id });
    },
    async delete(before) {
      await session.delete({ kind, subject, id: before.id, recorded: recordedIn(before), timeoutMs });
    },
    newer: ({ record, ...rest }) => ({ ...rest, record: { ...record, v: 99 } }),
    invoke: (called, args) => session.invoke({ called: functionNamed(called), args }),
    preview: (inputs, before) =>
      Promise.resolve(session.preview({ kind, inputs, ...(before && { recorded: recordedIn(before) }) })),
    cancel: () => {
      session.cancel();
    },
  };
};
