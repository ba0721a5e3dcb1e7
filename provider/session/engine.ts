/* eslint-disable @typescript-eslint/no-require-imports --
   Loaded where there is an engine to speak to: what calls functions in a program has none. */
import type * as Grpc from "@grpc/grpc-js";
import type * as EngineServices from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import type * as EngineMessages from "@pulumi/pulumi/proto/engine_pb.js";
import { printable } from "../base/printable.js";

/** Severity of a message beside a resource. */
export type Severity = "debug" | "info" | "warning";

/** The engine that this plugin works for. */
export interface Engine {
  /** Shows a message beside the resource; an ephemeral one gives way to the next. Never fails. */
  log(message: string, options: { urn: string; severity: Severity; ephemeral: boolean }): void;
  /** Whether the engine still answers; only a refused or broken connection is a no. */
  ping(): Promise<boolean>;
}

/** No engine: a handler run by a test or by hand. */
export const noEngine: Engine = {
  log: () => undefined,
  ping: () => Promise.resolve(true),
};

/** The engine, told nothing that a terminal would act upon. */
export function spokenTo(engine: Engine): Engine {
  return {
    log: (message, options) => {
      engine.log(printable(message), options);
    },
    ping: () => engine.ping(),
  };
}

const GRPC_UNAVAILABLE = 14;
const PING_TIMEOUT_MS = 5_000;

interface EngineClient {
  log(request: unknown, done: () => void): void;
  getRootResource(
    request: unknown,
    options: { deadline: number },
    done: (error: { code: number } | null) => void,
  ): void;
}

/** Connects to the engine at an address. Pulumi's own client would take no credentials but those of its own copy of gRPC. */
export function connectEngine(address: string, nowMs: () => number): Engine {
  const grpc = require("@grpc/grpc-js") as typeof Grpc;
  const { EngineService } = require("@pulumi/pulumi/proto/engine_grpc_pb.js") as typeof EngineServices;
  const messages = require("@pulumi/pulumi/proto/engine_pb.js") as typeof EngineMessages;
  const { DEBUG: debug, INFO: info, WARNING: warning } = messages.LogSeverity;
  const severities: Readonly<Record<Severity, typeof debug | typeof info | typeof warning>> = { debug, info, warning };
  const Client = grpc.makeGenericClientConstructor(EngineService, "Engine");
  const client = new Client(address, grpc.credentials.createInsecure()) as unknown as EngineClient;
  return {
    log(message, { urn, severity, ephemeral }) {
      const request = new messages.LogRequest();
      request.setSeverity(severities[severity]);
      request.setMessage(message);
      request.setUrn(urn);
      request.setEphemeral(ephemeral);
      client.log(request, () => undefined);
    },
    ping: () =>
      new Promise((resolve) => {
        client.getRootResource(
          new messages.GetRootResourceRequest(),
          { deadline: nowMs() + PING_TIMEOUT_MS },
          (error) => {
            resolve(error?.code !== GRPC_UNAVAILABLE);
          },
        );
      }),
  };
}
