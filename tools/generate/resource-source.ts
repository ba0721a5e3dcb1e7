import type { InputField } from "../../provider/schema/definition.js";
import { type GeneratedKind, shownFields } from "./kinds.js";
import {
  type NamedShapes,
  addShape,
  docComment,
  docWithExample,
  fieldSource,
  interfaceOf,
  namesOf,
  typeImports,
  typeOf,
} from "./typescript-types.js";
import { wholeUsage } from "./usage.js";

const HEADER =
  "/* Generated from the definitions in provider/resources by `npm run generate`: change those instead. */\n";

/** What is said of the ARN where it is the id. */
export const ARN_DOC = "ARN. It is the Pulumi id itself, so it stays known in the preview of an update.";

/** A generated source file and the nested shapes it refers to. */
export function resourceSource(kind: GeneratedKind, shapes: NamedShapes): string {
  const { definition, handler, prepare } = kind;
  const own: NamedShapes = new Map();
  const written = Object.entries(definition.inputs).filter(([, field]) => field.derived !== true);
  const args = written.map(([name, field]) =>
    fieldSource(name, typeOf(field.schema, "args", own), "args", { ...field, doc: inputDoc(field) }),
  );
  const shown = shownFields(definition);
  const properties = shown.map(([name, { schema, doc, isAlwaysKnown }]) => {
    const type = `${typeOf(schema, "result", own)}${isAlwaysKnown ? "" : " | undefined"}`;
    return `${docComment(doc, "  ")}  declare public readonly ${name}: pulumi.Output<${type}>;`;
  });
  for (const [name, shape] of own) addShape(shapes, name, shape);
  const outputNames = shown.map(([name]) => name);
  const hasArn = definition.id === undefined;
  const takesNothing = Object.values(definition.inputs).every((field) => !field.required);
  const prepared = prepare === undefined ? "args" : `${prepare.name}(args)`;
  const body = [
    `${docWithExample(`${definition.doc} See ${definition.page}`, wholeUsage(definition.kind))}export class ${definition.kind} extends pulumi.CustomResource {`,
    ...(hasArn ? [`${docComment(ARN_DOC, "  ")}  public readonly arn: pulumi.Output<string>;`] : []),
    properties.join("\n"),
    "",
    `  /** Reads an existing ${definition.kind} by its ${definition.id ?? "ARN"}, without managing it. */`,
    `  public static get(name: string, id: pulumi.Input<pulumi.ID>, options: pulumi.CustomResourceOptions = {}): ${definition.kind} {`,
    `    return new ${definition.kind}(name, {} as ${definition.kind}Args, { ...options, id });`,
    "  }",
    "",
    `  public constructor(name: string, args: ${definition.kind}Args${takesNothing ? " = {}" : ""}, options: pulumi.CustomResourceOptions = {}) {`,
    "    const traces = shortTraces();",
    "    try {",
    `      super(...registration("${definition.kind}", "${handler}", name, ${prepared}, ${JSON.stringify(outputNames)}, options));`,
    "    } catch (error) {",
    "      throw traces.completed(error);",
    "    } finally {",
    "      traces.end();",
    "    }",
    ...(hasArn ? ["    this.arn = this.id;"] : []),
    "    warnIfRetained(this, args, options);",
    "  }",
    "}",
  ].join("\n");
  const takes = prepare?.takes;
  const more = takes === undefined ? [] : [`${docComment(takes.doc, "  ")}  ${takes.name}?: ${takes.type};`];
  const fields = [...args, ...more];
  const argsInterface = interfaceOf(`${definition.kind}Args`, `Inputs of {@link ${definition.kind}}.`, fields);
  const imports = [
    'import * as pulumi from "@pulumi/pulumi";',
    ...(takes === undefined ? [] : [`import type { ${takes.imports.name} } from "${takes.imports.from}";`]),
    ...(prepare === undefined ? [] : [`import { ${prepare.name} } from "${prepare.from}";`]),
    'import { registration } from "../resource.js";',
    'import { warnIfRetained } from "../retained.js";',
    'import { shortTraces } from "../short-traces.js";',
  ];
  return `${HEADER}${imports.join("\n")}\n${typeImports(`${argsInterface}${body}`, namesOf(own), "./shapes.js")}\n${argsInterface}\n${body}\n`;
}

/** The file of all nested shapes. */
export function shapesSource(sources: readonly string[]): string {
  return `${HEADER}import type * as pulumi from "@pulumi/pulumi";\n\n${sources.join("\n")}`;
}

/** What is said of an input, and of what its change asks for. */
export function inputDoc({ doc, onChange }: InputField): string {
  return typeof onChange === "function" ? doc : `${doc} ${CHANGE_DOCS[onChange]}`.trim();
}

const CHANGE_DOCS = {
  replace: "Changing it replaces the resource.",
  update: "Changed in place.",
  local: "Changed without a call to AWS.",
  ignore: "",
  create: "",
};
