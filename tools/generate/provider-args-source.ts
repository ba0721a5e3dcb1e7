import { join } from "node:path";
import { keyEntries } from "../../provider/session/configuration/keys.js";
import { kinds } from "../../provider/session/configuration/kinds.js";
import { type NamedShapes, fieldSource, interfaceOf, interfaceSource, typeOf } from "./typescript-types.js";

/** Where the arguments of `Provider` stand. */
export const PROVIDER_ARGS = join("sdk", "generated", "provider-args.ts");

const HEADER =
  "/* Generated from provider/session/configuration/keys.ts by `npm run generate`: change that instead. */\n";

/** What `Provider` takes, each with its schema and text. */
export const providerSettings = keyEntries
  .filter(([, { inProvider }]) => inProvider !== "never")
  .map(([name, { kind, doc, inProvider }]) => {
    const standing = inProvider === "account" ? "Not taken over from the stack." : "Default: that of the stack.";
    return [name, { schema: kinds[kind].schema, doc: `${doc} ${standing}` }] as const;
  });

/** The source of the arguments of `Provider`. */
export function providerArgsSource(): string {
  const shapes: NamedShapes = new Map();
  const fields = providerSettings.map(([name, { schema, doc }]) =>
    fieldSource(name, typeOf(schema, "args", shapes), "args", { doc, required: false }),
  );
  return [
    `${HEADER}import type * as pulumi from "@pulumi/pulumi";`,
    ...[...shapes].map(([name, shape]) => interfaceSource(name, shape, "args")),
    interfaceOf(
      "ProviderArgs",
      "Settings of a {@link Provider}; each has the meaning of the configuration key `rekognition:` of the same name.",
      fields,
    ),
  ].join("\n\n");
}
