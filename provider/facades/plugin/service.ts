import type { ServerUnaryCall, UntypedServiceImplementation, sendUnaryData } from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import {
  CheckFailure,
  type CheckRequest,
  CheckResponse,
  type ConfigureRequest,
  ConfigureResponse,
  type CreateRequest,
  CreateResponse,
  type DeleteRequest,
  type DiffRequest,
  DiffResponse,
  GetMappingResponse,
  GetMappingsResponse,
  GetSchemaResponse,
  type InvokeRequest,
  InvokeResponse,
  PropertyDiff,
  type ProviderHandshakeRequest,
  ProviderHandshakeResponse,
  type ReadRequest,
  ReadResponse,
  type UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import { isDeepStrictEqual } from "node:util";
import { PACKAGE_VERSION } from "../../base/version.js";
import type { Asked, PluginDiff, PluginProvider } from "./provider.js";
import { refusalOf } from "./refusal.js";
import { schemaText } from "./schema.js";
import { toBag, toStruct } from "./values.js";

/** Where the process learns which engine it works for. */
export type EngineListener = (address: string) => void;

/**
 * The protocol's methods over the plugin. What it does not have (components, parameters, calls of methods) is answered by the
 * server itself. Secrets stay with the engine, which marks what comes back under the keys that it knows as secret: an answer
 * that marked them again, member by member, would leave out some.
 */
export function pluginService(provider: PluginProvider, onEngine: EngineListener): UntypedServiceImplementation {
  return {
    handshake: unary((request: ProviderHandshakeRequest) => {
      onEngine(request.getEngineAddress());
      return new ProviderHandshakeResponse()
        .setAcceptSecrets(false)
        .setAcceptResources(false)
        .setAcceptOutputs(false)
        .setSupportsAutonamingConfiguration(false);
    }),
    attach: unary((request: PluginAttach) => {
      onEngine(request.getAddress());
      return new Empty();
    }),
    getPluginInfo: unary(() => new PluginInfo().setVersion(PACKAGE_VERSION)),
    getSchema: unary(() => new GetSchemaResponse().setSchema(schemaText())),
    getMapping: unary(() => new GetMappingResponse()),
    getMappings: unary(() => new GetMappingsResponse()),
    cancel: unary(() => {
      provider.cancel();
      return new Empty();
    }),

    checkConfig: unary((request: CheckRequest) => {
      const failures = provider.checkConfig(request.getUrn(), toBag(request.getNews()) ?? {});
      return new CheckResponse().setInputs(request.getNews()).setFailuresList(failures.map(checkFailure));
    }),
    diffConfig: unary((request: DiffRequest) => {
      // Where nothing changed the engine goes on with the old inputs, so that is said of equal ones only. Nothing is replaced
      // for another configuration: a region is an input of each resource.
      const isSame = isDeepStrictEqual(toBag(request.getOldInputs() ?? request.getOlds()), toBag(request.getNews()));
      return new DiffResponse().setChanges(changesOf(!isSame));
    }),
    configure: unary((request: ConfigureRequest) => {
      provider.configure(toBag(request.getArgs()) ?? {});
      return new ConfigureResponse()
        .setAcceptsecrets(false)
        .setAcceptresources(false)
        .setAcceptoutputs(false)
        .setSupportspreview(true);
    }),

    check: unary(async (request: CheckRequest) => {
      const [olds, news] = [toBag(request.getOlds()) ?? {}, toBag(request.getNews()) ?? {}];
      const { inputs, failures } = await provider.check(request.getUrn(), olds, news);
      return new CheckResponse().setInputs(toStruct(inputs)).setFailuresList(failures.map(checkFailure));
    }),
    diff: unary((request: DiffRequest) => {
      const [olds, news] = [toBag(request.getOlds()) ?? {}, toBag(request.getNews()) ?? {}];
      return diffResponse(provider.diff({ urn: request.getUrn(), id: request.getId(), olds, news }));
    }),
    create: unary(async (request: CreateRequest) => {
      const inputs = toBag(request.getProperties()) ?? {};
      const { id, state } = await provider.create(askedIn(request), inputs, request.getPreview());
      return new CreateResponse().setId(id).setProperties(toStruct(state));
    }),
    update: unary(async (request: UpdateRequest) => {
      const [olds, news] = [toBag(request.getOlds()) ?? {}, toBag(request.getNews()) ?? {}];
      const state = await provider.update(askedIn(request), request.getId(), olds, news, request.getPreview());
      return new UpdateResponse().setProperties(toStruct(state));
    }),
    read: unary(async (request: ReadRequest) => {
      const id = request.getId();
      const found = await provider.read(askedIn(request), id, toBag(request.getProperties()));
      if (found === undefined) return new ReadResponse();
      return new ReadResponse().setId(id).setProperties(toStruct(found.state)).setInputs(toStruct(found.inputs));
    }),
    delete: unary(async (request: DeleteRequest) => {
      await provider.delete(askedIn(request), request.getId(), toBag(request.getProperties()) ?? {});
      return new Empty();
    }),
    invoke: unary(async (request: InvokeRequest) => {
      const answer = await provider.invoke(request.getTok(), toBag(request.getArgs()) ?? {});
      return new InvokeResponse().setReturn(toStruct(answer));
    }),
  };
}

function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): (call: ServerUnaryCall<Request, Response>, done: sendUnaryData<Response>) => void {
  return ({ request }, done) => {
    Promise.resolve()
      .then(() => answer(request))
      .then(
        (response) => {
          done(null, response);
        },
        (error: unknown) => {
          done(refusalOf(error));
        },
      );
  };
}

function askedIn(request: { getUrn(): string; getTimeout(): number }): Asked {
  return { urn: request.getUrn(), timeout: request.getTimeout() };
}

/** No property is named: the engine would print all of its value, what is secret in it as well. */
function checkFailure(reason: string): CheckFailure {
  return new CheckFailure().setReason(reason);
}

function changesOf(isChanged: boolean): DiffResponse.DiffChanges {
  return isChanged ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE;
}

function diffResponse({ changes, replaces = [], deleteBeforeReplace, changed, details }: PluginDiff): DiffResponse {
  const response = new DiffResponse()
    .setChanges(changesOf(changes))
    .setReplacesList(replaces)
    .setDeletebeforereplace(deleteBeforeReplace === true)
    .setDiffsList([...changed])
    .setHasdetaileddiff(true);
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;
  const kinds = {
    add: { update: ADD, replace: ADD_REPLACE },
    delete: { update: DELETE, replace: DELETE_REPLACE },
    update: { update: UPDATE, replace: UPDATE_REPLACE },
  };
  const tell = (path: string, what: keyof typeof kinds, key: string, isInput: boolean): void => {
    const kind = kinds[what][replaces.includes(key) ? "replace" : "update"];
    response.getDetaileddiffMap().set(path, new PropertyDiff().setKind(kind).setInputdiff(isInput));
  };
  for (const { key, path, what } of details) tell(path, what, key, true);
  // An output that asks for it, such as the status of a training that failed.
  for (const key of replaces) if (!changed.includes(key)) tell(key, "update", key, false);
  return response;
}
