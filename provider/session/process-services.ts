import type { CallLog } from "../aws/call-log.js";
import { Connection } from "../aws/connection.js";
import { createGateway, newSharedFacts, type SharedFacts } from "../aws/gateway.js";
import type { RequestServices } from "../aws/request-handler.js";
import type { AwsSettings } from "../aws/settings.js";
import { type Clock, scaledClock, systemClock } from "../base/clock.js";
import { ProcessMemory } from "../lifecycle/process-memory.js";
import { SharedDescriptions } from "../observe/broker.js";
import { callLog } from "./call-log.js";
import { callLogTarget, clockScale, engineAddress, quietNodeVersionNotice } from "./config.js";
import { connectEngine, type Engine, noEngine, spokenTo } from "./engine.js";
import { cliIsOnTerminal } from "./progress.js";
import { Watchdog } from "./watchdog.js";

/** What all operations of one plugin process share. */
export interface ProcessServices {
  readonly clock: Clock;
  /** Real time, for what a person sees. */
  readonly wallClock: Clock;
  readonly engine: Engine;
  readonly watchdog: Watchdog;
  readonly memory: ProcessMemory;
  readonly isLive: boolean;
  readonly connection: Connections;
}

/** Services over a given clock and engine; a test gives its own. */
export function createServices(clock: Clock, engine: Engine, exit: () => void, isLive: boolean): ProcessServices {
  const watchdog = new Watchdog(engine, exit);
  return {
    clock,
    wallClock: systemClock,
    engine: spokenTo(engine),
    watchdog,
    memory: new ProcessMemory(),
    isLive,
    connection: keptConnections({ clock, log: engineCallLog(engine) }, watchdog.signal),
  };
}

function engineCallLog(engine: Engine): CallLog | undefined {
  return callLog(callLogTarget(), {
    line: (text) => {
      engine.log(text, { urn: "", severity: "debug", ephemeral: false });
    },
    warn: (message) => {
      engine.log(message, { urn: "", severity: "warning", ephemeral: false });
    },
  });
}

/** The clock of this process. */
export function processClock(): Clock {
  const factor = clockScale();
  return factor === 1 ? systemClock : scaledClock(systemClock, factor);
}

let services: ProcessServices | undefined;

/** The services of this process, made with the first operation, for the engine at that address. */
export function processServices(address = engineAddress()): ProcessServices {
  if (services !== undefined) return services;
  quietNodeVersionNotice();
  const engine = address === undefined ? noEngine : connectEngine(address, () => systemClock.now());
  services = createServices(processClock(), engine, () => process.exit(1), cliIsOnTerminal());
  if (address !== undefined) services.watchdog.start();
  return services;
}

/** The services of a program that calls functions: nothing in it is watched, and its log stands for the engine's. */
export function programServices(log: Engine): ProcessServices {
  quietNodeVersionNotice();
  services ??= createServices(processClock(), log, () => undefined, false);
  return services;
}

/** A connection, and what the operations over it have in common. */
interface OpenConnection {
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
