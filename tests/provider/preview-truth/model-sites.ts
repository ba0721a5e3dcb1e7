import type { ServiceModel, Shape } from "../../../emulator/protocol/service-model.js";

/**
 * A place in a request: `Settings.ConnectedHome.Labels[]`, `Tags{key}`, `Tags{value}`.
 * `[]` is any entry of a list, `{key}` and `{value}` any of a map.
 */
export type SitePath = string;

/** A place in an operation's request and what the model says of it. */
export interface Site {
  readonly path: SitePath;
  readonly shape: Shape;
  readonly required: boolean;
}

type Shapes = ServiceModel["shapes"];

export function shapeNamed(shapes: Shapes, name: string | undefined): Shape {
  const shape = shapes[name ?? ""];
  if (shape === undefined) throw new Error(`the model has no shape ${String(name)}`);
  return shape;
}

/** The name of a member's place. */
export function memberPath(path: SitePath, member: string): SitePath {
  return path === "" ? member : `${path}.${member}`;
}

/** Whether a place is another one or lies in it. */
export function liesIn(path: SitePath, outer: SitePath): boolean {
  return path === outer || (path.startsWith(outer) && ".[{".includes(path.charAt(outer.length)));
}

/** Every place of a request. */
export function sitesOf(shapes: Shapes, inputShape: string): Site[] {
  const sites: Site[] = [];
  const walk = (name: string | undefined, path: SitePath, required: boolean): void => {
    const shape = shapeNamed(shapes, name);
    sites.push({ path, shape, required });
    for (const [member, target] of Object.entries(shape.members ?? {})) {
      walk(target, memberPath(path, member), shape.required?.includes(member) ?? false);
    }
    if (shape.type === "list") walk(shape.member, `${path}[]`, false);
    if (shape.type !== "map") return;
    walk(shape.key, `${path}{key}`, false);
    walk(shape.value, `${path}{value}`, false);
  };
  walk(inputShape, "", false);
  return sites.filter(({ path }) => path !== "");
}

/** Tells of every value of a request, and of every member that a structure in it must have and has not. */
export function visitValues(
  shapes: Shapes,
  inputShape: string,
  request: unknown,
  visit: (path: SitePath, value: unknown) => void,
): void {
  const walk = (name: string | undefined, path: SitePath, value: unknown): void => {
    const shape = shapeNamed(shapes, name);
    if (path !== "") visit(path, value);
    if (shape.type === "structure") {
      const source = value as Readonly<Record<string, unknown>>;
      for (const [member, target] of Object.entries(shape.members ?? {})) {
        if (source[member] !== undefined) walk(target, memberPath(path, member), source[member]);
        else if (shape.required?.includes(member) === true) visit(memberPath(path, member), undefined);
      }
    }
    if (shape.type === "list") for (const entry of value as unknown[]) walk(shape.member, `${path}[]`, entry);
    if (shape.type === "map") {
      for (const [key, entry] of Object.entries(value as object)) {
        walk(shape.key, `${path}{key}`, key);
        walk(shape.value, `${path}{value}`, entry);
      }
    }
  };
  walk(inputShape, "", request);
}

/** The place that the service names in a violation: members begin with a small letter there, list entries are numbered. */
export function siteOfViolation(shapes: Shapes, inputShape: string, violationPath: string): SitePath {
  const segments = violationPath.split(".");
  let shape = shapeNamed(shapes, inputShape);
  let path = "";
  while (segments.length > 0) {
    const segment = segments.shift() ?? "";
    if (shape.type === "list") {
      segments.shift();
      path = `${path}[]`;
      shape = shapeNamed(shapes, shape.member);
      continue;
    }
    const found = Object.entries(shape.members ?? {}).find(([member]) => smallFirst(member) === segment);
    if (found === undefined) throw new Error(`${inputShape} has no ${violationPath}`);
    path = memberPath(path, found[0]);
    shape = shapeNamed(shapes, found[1]);
  }
  return path;
}

function smallFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
