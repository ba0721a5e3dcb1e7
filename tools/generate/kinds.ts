import { type Kind, kinds as registered } from "../../provider/resources/registry.js";
import type { Timeouts } from "../../provider/lifecycle/handler.js";
import type { OutputField, ResourceDefinition } from "../../provider/schema/definition.js";

/** A kind, the name of its handler in `pulumi-rekognition/provider`, and its file. */
export interface GeneratedKind {
  readonly definition: ResourceDefinition;
  readonly handler: string;
  readonly file: string;
  readonly timeouts: Timeouts;
  /** A function of the sdk that the arguments go through: what only the program can work out. */
  readonly prepare?: Preparation;
}

interface Preparation {
  readonly name: string;
  readonly from: string;
  /** An argument that only it knows. */
  readonly takes?: {
    readonly name: string;
    readonly doc: string;
    readonly type: string;
    /** Where the class in the type is from. */
    readonly imports: { readonly name: string; readonly from: string };
  };
}

/** What only the program can work out, by handler. */
const PREPARED: Readonly<Record<string, Preparation | undefined>> = {
  dataset: { name: "withContentHash", from: "../content-hash.js" },
  projectVersion: {
    name: "withRetrainOn",
    from: "../retrain-on.js",
    takes: {
      name: "retrainOn",
      doc: "Datasets whose contents retrain the model: other contents of one of them train another model. Their hashes are added to `triggers`, as `train` and `test`. Only in TypeScript.",
      type: "readonly Dataset[] | undefined",
      imports: { name: "Dataset", from: "./dataset.js" },
    },
  },
  imageSet: { name: "withImages", from: "../image-folder.js" },
};

/** Every kind that users can declare. */
export const kinds: readonly GeneratedKind[] = Object.entries<Kind>(registered).map(([name, { file, handler }]) => {
  const prepare = PREPARED[name];
  const { definition, timeouts } = handler;
  return { definition, timeouts, handler: name, file, ...(prepare && { prepare }) };
});

/** One property that a resource has once it exists. */
export interface ShownField extends OutputField {
  /** Whether every resource has it that exists. */
  readonly isAlwaysKnown: boolean;
}

const ALWAYS_KNOWN: ReadonlySet<string> = new Set(["arn", "status", "jobId", "expired"]);

/** What a resource shows, by name: its inputs as they are in effect, then its outputs. */
export function shownFields({ inputs, outputs, name: named }: ResourceDefinition): [string, ShownField][] {
  const echoed = Object.entries(inputs)
    .filter(([name, { hidden }]) => name !== "adopt" && hidden !== true)
    .map(([name, { schema, doc, required, derived }]): [string, ShownField] => {
      const isFilledIn = derived === true || name === "region" || name === named?.field;
      return [name, { schema, doc, isAlwaysKnown: required || isFilledIn }];
    });
  const own = Object.entries(outputs).map(([name, field]): [string, ShownField] => {
    return [name, { ...field, isAlwaysKnown: ALWAYS_KNOWN.has(name) }];
  });
  return [...echoed, ...own];
}
