import { Connection } from "../aws/connection.js";
import { type SharedFacts, createGateway, newSharedFacts } from "../aws/gateway.js";
import type { RequestServices } from "../aws/request-handler.js";
import type { AwsSettings } from "../aws/settings.js";
import type { Clock } from "../base/clock.js";
import { SharedDescriptions } from "../observe/broker.js";

/** A connection, and what the operations over it have in common. */
export interface OpenConnection {
  readonly connection: Connection;
  readonly shared: SharedFacts;
  readonly descriptions: SharedDescriptions;
}

/** Gives the connection of some settings: always the same one. */
export type Connections = (settings: AwsSettings) => OpenConnection;

/** Connections that are kept for as long as the process lives; aborting the signal ends what is asked over them. */
export function keptConnections(
  services: RequestServices,
  signal: AbortSignal,
  connect: (settings: AwsSettings) => Connection = (settings) => new Connection(settings, services),
): Connections {
  const { clock } = services;
  const kept = new Map<string, OpenConnection>();
  return (settings) => {
    const key = JSON.stringify(settings);
    const known = kept.get(key) ?? opened(connect(settings), settings, clock, signal);
    kept.set(key, known);
    return known;
  };
}

function opened(connection: Connection, settings: AwsSettings, clock: Clock, signal: AbortSignal): OpenConnection {
  const shared = newSharedFacts(clock, settings.region);
  connection.onNewCredentials(() => {
    shared.changes.tellAll();
  });
  const bounds = { clock, signal, deadline: Infinity, beforeMutation: () => Promise.resolve() };
  const aws = createGateway(connection, settings, bounds, shared);
  return { connection, shared, descriptions: new SharedDescriptions(clock, shared.changes, aws) };
}
