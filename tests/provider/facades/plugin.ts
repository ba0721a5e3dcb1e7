import type { MethodDefinition } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import * as pb from "@pulumi/pulumi/proto/provider_pb.js";
import { PluginProvider } from "../../../provider/facades/plugin/provider.js";
import { pluginService } from "../../../provider/facades/plugin/service.js";
import { parseDurationMs } from "../../../provider/base/durations.js";
import { kinds } from "../../../provider/resources/registry.js";
import { initFailureOf } from "../harness/dynamic-plugin.js";
import { type Bag, fromStruct, toStruct } from "../harness/property-bag.js";
import type { Held, OpenFacade, Outcome } from "./facade.js";

type Method = "configure" | "check" | "diff" | "create" | "update" | "read" | "delete" | "invoke";
type Answer = (error: { details?: string } | null, response?: unknown) => void;

/** The plugin's service, spoken to in the messages of the protocol but without a connection: virtual time has none. */
export const openPlugin: OpenFacade = (rig, process, { kind, name, createTimeout }) => {
  const provider = new PluginProvider(() => process.services);
  const service = pluginService(provider, () => undefined);
  const urn = `urn:pulumi:dev::shop::rekognition:index:${kinds[kind].handler.definition.kind}::${name}`;

  const asked = <Response>(method: Method, request: object): Promise<Response> => {
    const form = ResourceProviderService[method] as unknown as MethodDefinition<unknown, unknown>;
    const handler = service[method] as unknown as (call: { request: unknown }, answer: Answer) => void;
    return new Promise((resolve, reject) => {
      const received = form.requestDeserialize(form.requestSerialize(request));
      handler({ request: received }, (error, response) => {
        if (error === null) resolve(form.responseDeserialize(form.responseSerialize(response)) as Response);
        else reject(Object.assign(new Error(error.details), error));
      });
    });
  };

  // The engine does not tell the organization: the rig's stands in the configuration.
  const settings = { ...rig.config, "rekognition:ownerId": rig.owner };
  const given = Object.entries(settings).map(([key, value]) => [key.replace("rekognition:", ""), value] as const);
  const configured = asked("configure", new pb.ConfigureRequest().setArgs(toStruct(Object.fromEntries(given))));
  const call = async <Response>(method: Method, request: object): Promise<Response> => {
    await configured;
    return asked<Response>(method, request);
  };

  const isOwn = (key: string): boolean => key.startsWith("__");
  const part = (bag: Bag, isMeant: (key: string) => boolean): Bag =>
    Object.fromEntries(Object.entries(bag).filter(([key]) => isMeant(key)));
  const sent = (inputs: Bag): Bag => ({ ...inputs, __host: { owner: rig.owner, urn } });
  const stateOf = ({ properties, record }: Held) => toStruct({ ...properties, ...record });
  const held = (id: string, state: Bag): Held => ({
    id,
    properties: part(state, (key) => !isOwn(key)),
    record: part(state, isOwn),
  });
  const outcome = async (run: () => Promise<Held>): Promise<Outcome> => {
    try {
      return { held: await run(), error: "" };
    } catch (error) {
      const failure = initFailureOf(error);
      return { held: failure && held(failure.id, failure.properties), error: (error as Error).message };
    }
  };

  return {
    async check(args, before) {
      const request = new pb.CheckRequest().setUrn(urn).setNews(toStruct(args));
      request.setOlds(before && stateOf(before));
      const answer = await call<pb.CheckResponse>("check", request);
      return {
        inputs: part(fromStruct(answer.getInputs()), (key) => !isOwn(key)),
        failures: answer.getFailuresList().map((each) => each.toObject()),
      };
    },
    async diff(before, inputs) {
      const request = new pb.DiffRequest().setUrn(urn).setId(before.id);
      request.setOlds(stateOf(before)).setNews(toStruct(sent(inputs)));
      const answer = await call<pb.DiffResponse>("diff", request);
      return {
        changes: answer.getChanges() !== pb.DiffResponse.DiffChanges.DIFF_NONE,
        replaces: answer.getReplacesList(),
        deleteFirst: answer.getDeletebeforereplace(),
      };
    },
    create: (inputs) =>
      outcome(async () => {
        const request = new pb.CreateRequest().setUrn(urn).setProperties(toStruct(sent(inputs)));
        request.setTimeout((parseDurationMs(createTimeout ?? "0s") ?? 0) / 1_000);
        const answer = await call<pb.CreateResponse>("create", request);
        return held(answer.getId(), fromStruct(answer.getProperties()));
      }),
    update: (before, inputs) =>
      outcome(async () => {
        const request = new pb.UpdateRequest().setUrn(urn).setId(before.id);
        request.setOlds(stateOf(before)).setNews(toStruct(sent(inputs)));
        const answer = await call<pb.UpdateResponse>("update", request);
        return held(before.id, fromStruct(answer.getProperties()));
      }),
    async read(id, before) {
      const request = new pb.ReadRequest().setUrn(urn).setId(id);
      request.setProperties(before === undefined ? toStruct({}) : stateOf(before));
      const answer = await call<pb.ReadResponse>("read", request);
      return answer.getId() === "" ? undefined : held(answer.getId(), fromStruct(answer.getProperties()));
    },
    async delete(before) {
      await call("delete", new pb.DeleteRequest().setUrn(urn).setId(before.id).setProperties(stateOf(before)));
    },
    newer: ({ record, ...rest }) => ({
      ...rest,
      record: { ...record, __meta: { ...(record.__meta as object), v: 99 } },
    }),
    async invoke(called, args) {
      const request = new pb.InvokeRequest().setTok(`rekognition:index:${called}`).setArgs(toStruct({ ...args }));
      return fromStruct((await call<pb.InvokeResponse>("invoke", request)).getReturn());
    },
    async preview(inputs, before) {
      const properties = toStruct(sent(inputs));
      if (before === undefined) {
        const request = new pb.CreateRequest().setUrn(urn).setProperties(properties).setPreview(true);
        return fromStruct((await call<pb.CreateResponse>("create", request)).getProperties());
      }
      const request = new pb.UpdateRequest().setUrn(urn).setId(before.id).setOlds(stateOf(before));
      const answer = await call<pb.UpdateResponse>("update", request.setNews(properties).setPreview(true));
      return fromStruct(answer.getProperties());
    },
    cancel: () => {
      provider.cancel();
    },
  };
};
