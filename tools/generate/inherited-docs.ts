/** The part of a JSON schema that says what something is. */
interface Documented<Self> {
  readonly $ref?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Self>>;
}

/** Named shapes whose fields say what their own shape says where they say nothing themselves. */
export function withInheritedDocs<Shape extends Documented<Shape>>(
  shapes: Readonly<Record<string, Shape>>,
): [string, Shape][] {
  return Object.entries(shapes).map(([name, shape]) => {
    if (shape.properties === undefined) return [name, shape];
    const properties = Object.entries(shape.properties).map(([field, schema]) => {
      const inherited = shapes[schema.$ref?.replace("#/$defs/", "") ?? ""]?.description;
      const documented = schema.description ?? inherited;
      return [field, documented === undefined ? schema : { ...schema, description: documented }];
    });
    return [name, { ...shape, properties: Object.fromEntries(properties) as Record<string, Shape> }];
  });
}
