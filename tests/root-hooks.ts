import type { RootHookObject } from "mocha";
import { refusedConnections, refuseForeignConnections } from "./loopback-only.js";

refuseForeignConnections();

/** A test whose code swallowed the refusal would still have left the machine: it fails here. */
export const mochaHooks: RootHookObject = {
  afterEach() {
    const refused = refusedConnections.splice(0);
    if (refused.length > 0)
      throw new Error(`Tests may connect to loopback only, but this one tried ${refused.join(", ")}.`);
  },
};
