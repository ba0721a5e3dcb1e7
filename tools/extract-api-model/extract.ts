/** A shape as botocore's service model writes it; only the parts that are kept. */
export interface SourceShape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly exception?: boolean;
  readonly fault?: boolean;
}

/** botocore's `service-2.json`; only the parts that are kept. */
export interface SourceModel {
  readonly metadata: { readonly apiVersion: string; readonly targetPrefix: string };
  readonly operations: Readonly<
    Record<
      string,
      {
        readonly input?: { readonly shape: string };
        readonly output?: { readonly shape: string };
        readonly errors?: readonly { readonly shape: string }[];
      }
    >
  >;
  readonly shapes: Readonly<Record<string, SourceShape>>;
}

/** What a shape has not is undefined, which JSON leaves out. */
function compactShape({ type, required, members, member, key, value, min, max, pattern, enum: values }: SourceShape) {
  return {
    type,
    required,
    members: members && Object.fromEntries(Object.entries(members).map(([name, { shape }]) => [name, shape])),
    member: member?.shape,
    key: key?.shape,
    value: value?.shape,
    min,
    max,
    pattern,
    enum: values,
  };
}

function block(entries: [string, unknown][]): string {
  const lines = entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{\n${lines.join(",\n")}\n  }`;
}

/** The shapes that some operations need, themselves and what they are made of; their errors as well. */
function shapesOf(source: SourceModel, operations: readonly string[]): ReadonlySet<string> {
  const needed = new Set<string>();
  const need = (name: string | undefined): void => {
    const shape = source.shapes[name ?? ""];
    if (name === undefined || shape === undefined || needed.has(name)) return;
    needed.add(name);
    const inner = [...Object.values(shape.members ?? {}), shape.member, shape.key, shape.value];
    for (const each of inner) need(each?.shape);
  };
  for (const name of operations) {
    const { input, output, errors = [] } = source.operations[name] ?? {};
    for (const each of [input, output, ...errors]) need(each?.shape);
  }
  return needed;
}

/**
 * Reduces a service model to the facts a server needs: shapes with their constraints, operations with their input,
 * output and errors, errors with their HTTP status. Documentation text is dropped.
 * @param source the parsed `service-2.json`
 * @param origin where it came from, for example `botocore 1.44.5`
 * @param only the operations that are kept; default: all
 * @returns JSON text with one shape or operation a line, so that a new version reads as a diff
 */
export function extractModel(source: SourceModel, origin: string, only?: readonly string[]): string {
  const kept = only && shapesOf(source, only);
  const shapes: [string, unknown][] = [];
  const errors: [string, unknown][] = [];
  for (const [name, shape] of Object.entries(source.shapes)) {
    if (kept?.has(name) === false) continue;
    if (shape.exception === true) errors.push([name, { httpStatus: shape.fault === true ? 500 : 400 }]);
    else shapes.push([name, compactShape(shape)]);
  }
  const called = Object.entries(source.operations).filter(([name]) => only?.includes(name) ?? true);
  const operations = called.map(([name, operation]): [string, unknown] => [
    name,
    {
      input: operation.input?.shape,
      output: operation.output?.shape,
      errors: (operation.errors ?? []).map((error) => error.shape),
    },
  ]);
  return `{
  "origin": ${JSON.stringify(origin)},
  "apiVersion": ${JSON.stringify(source.metadata.apiVersion)},
  "targetPrefix": ${JSON.stringify(source.metadata.targetPrefix)},
  "operations": ${block(operations)},
  "errors": ${block(errors)},
  "shapes": ${block(shapes)}
}
`;
}
