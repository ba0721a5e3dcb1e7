import { Connection } from "../aws/connection.js";
import type { SharedFacts } from "../aws/gateway.js";
import type { AwsSettings } from "../aws/settings.js";

/** Gives the connection of some settings: always the same one. */
export type Connections = (settings: AwsSettings) => { connection: Connection; shared: SharedFacts };

/** Connections that are kept for as long as the process lives. */
export function keptConnections(): Connections {
  const kept = new Map<string, ReturnType<Connections>>();
  return (settings) => {
    const key = JSON.stringify(settings);
    const known = kept.get(key) ?? { connection: new Connection(settings), shared: { account: undefined } };
    kept.set(key, known);
    return known;
  };
}
