import { type Kind, kinds as registered } from "../../provider/resources/registry.js";
import type { Timeouts } from "../../provider/lifecycle/handler.js";
import type { ResourceDefinition } from "../../provider/schema/definition.js";

/** A kind, the name of its handler in `pulumi-rekognition/provider`, and its file. */
export interface GeneratedKind {
  readonly definition: ResourceDefinition;
  readonly handler: string;
  readonly file: string;
  readonly timeouts: Timeouts;
  /** A function of the sdk that the arguments go through: what only the program can work out. */
  readonly prepare?: { readonly name: string; readonly from: string };
}

/** What only the program can work out, by handler. */
const PREPARED: Readonly<Record<string, GeneratedKind["prepare"]>> = {
  dataset: { name: "withContentHash", from: "../content-hash.js" },
};

/** Every kind that users can declare. */
export const kinds: readonly GeneratedKind[] = Object.entries<Kind>(registered).map(([name, { file, handler }]) => {
  const prepare = PREPARED[name];
  const { definition, timeouts } = handler;
  return { definition, timeouts, handler: name, file, ...(prepare && { prepare }) };
});
