import { constraintsOf } from "./constraints.js";
import type { Constraint } from "./constraints.js";
import { frameworkError } from "./errors.js";
import type { ServiceModel, Shape } from "./service-model.js";

/** One broken rule of the model. */
export interface Violation {
  /** As the service names it: `tags`, `trainingData.assets.1.member.groundTruthManifest`. */
  readonly path: string;
  readonly message: string;
}

/** What came of reading a request body. */
export interface ReadRequest {
  /** The body without unknown members, blobs as bytes. */
  readonly input: unknown;
  readonly violations: readonly Violation[];
}

/** Takes a value off the wire: checks it, notes what is wrong, and returns it without unknown members, blobs decoded. */
type Reader = (value: unknown, path: string, violations: Violation[]) => unknown;

type Shapes = ServiceModel["shapes"];

/**
 * Reads requests against a service model.
 * @returns a function of an operation's input shape and a body, which throws ApiError for a wrong JSON type
 */
export function requestReader(shapes: Shapes): (inputShape: string, body: unknown) => ReadRequest {
  const readers = new Map<string, Reader>();
  const readerFor = (shapeName: string): Reader => {
    const known = readers.get(shapeName);
    if (known !== undefined) return known;
    // Shapes may contain themselves: the first entry finds the second when it is called.
    readers.set(shapeName, (value, path, violations) => readerFor(shapeName)(value, path, violations));
    const reader = compile(shapes, shapeOf(shapes, shapeName), readerFor);
    readers.set(shapeName, reader);
    return reader;
  };
  return (inputShape, body) => {
    const violations: Violation[] = [];
    return { input: readerFor(inputShape)(body, "", violations), violations };
  };
}

function shapeOf(shapes: Shapes, name: string): Shape {
  const shape = shapes[name];
  if (shape === undefined) throw new Error(`the service model has no shape ${name}`);
  return shape;
}

type ReaderFor = (shapeName: string) => Reader;

function compile(shapes: Shapes, shape: Shape, readerFor: ReaderFor): Reader {
  switch (shape.type) {
    case "structure":
      return structureReader(shape, readerFor);
    case "list":
      return listReader(shapes, shape, readerFor);
    case "map":
      return mapReader(shapes, shape, readerFor);
    default:
      return scalarReader(shape);
  }
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

function structureReader(shape: Shape, readerFor: ReaderFor): Reader {
  const required = new Set(shape.required);
  const members = Object.entries(shape.members ?? {}).map(([name, target]) => ({
    name,
    label: lowerFirst(name),
    required: required.has(name),
    read: readerFor(target),
  }));
  return (value, path, violations) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrongType(value, "structure");
    const source = value as Record<string, unknown>;
    const result: Record<string, unknown> = {};
    for (const member of members) {
      const given = source[member.name];
      const memberPath = path === "" ? member.label : `${path}.${member.label}`;
      if (given !== undefined && given !== null) result[member.name] = member.read(given, memberPath, violations);
      else if (member.required) violations.push(violation("null", memberPath, "Member must not be null"));
    }
    return result;
  };
}

function listReader(shapes: Shapes, shape: Shape, readerFor: ReaderFor): Reader {
  const target = shape.member ?? "";
  const read = readerFor(target);
  const elementRules = elementConstraints(shapes, target);
  const constraints = constraintsOf(shape);
  return (value, path, violations) => {
    if (!Array.isArray(value)) throw wrongType(value, "list");
    check(constraints, value, path, violations);
    const inner = elementRules === undefined ? violations : [];
    const elements = value.map((element: unknown, index) => read(element, `${path}.${index + 1}.member`, inner));
    if (elementRules !== undefined && elements.some((element) => !elementRules.every((rule) => rule.holds(element)))) {
      violations.push(violation(quote(value), path, `Member must satisfy constraint: ${listTexts(elementRules)}`));
    }
    return elements;
  };
}

function mapReader(shapes: Shapes, shape: Shape, readerFor: ReaderFor): Reader {
  const readKey = readerFor(shape.key ?? "");
  const readValue = readerFor(shape.value ?? "");
  const keyRules = elementConstraints(shapes, shape.key ?? "") ?? [];
  const valueRules = elementConstraints(shapes, shape.value ?? "") ?? [];
  const constraints = constraintsOf(shape);
  return (value, path, violations) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrongType(value, "map");
    check(constraints, value, path, violations);
    const entries = Object.entries(value).map(([key, item]): [string, unknown] => [
      readKey(key, path, []) as string,
      readValue(item, path, []),
    ]);
    if (entries.some(([key]) => !keyRules.every((rule) => rule.holds(key)))) {
      violations.push(violation(quote(value), path, `Map keys must satisfy constraint: ${listTexts(keyRules)}`));
    }
    if (entries.some(([, item]) => !valueRules.every((rule) => rule.holds(item)))) {
      violations.push(violation(quote(value), path, `Map value must satisfy constraint: ${listTexts(valueRules)}`));
    }
    return Object.fromEntries(entries);
  };
}

function scalarReader(shape: Shape): Reader {
  const constraints = constraintsOf(shape);
  const accepts = SCALAR_TYPES[shape.type];
  if (shape.type === "blob") {
    return (value, path, violations) => {
      if (typeof value !== "string") throw wrongType(value, "blob");
      const bytes = Buffer.from(value, "base64");
      check(constraints, bytes, path, violations);
      return bytes;
    };
  }
  return (value, path, violations) => {
    if (accepts?.(value) !== true) throw wrongType(value, shape.type);
    check(constraints, value, path, violations);
    return value;
  };
}

const SCALAR_TYPES: Partial<Record<Shape["type"], (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  integer: (value) => Number.isInteger(value),
  long: (value) => Number.isInteger(value),
  float: (value) => typeof value === "number",
  timestamp: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
};

/** The rules on elements that are scalars; the service reports those at the list, not at the element. */
function elementConstraints(shapes: Shapes, shapeName: string): readonly Constraint[] | undefined {
  const shape = shapeOf(shapes, shapeName);
  if (["structure", "list", "map"].includes(shape.type)) return undefined;
  return constraintsOf(shape);
}

function check(constraints: readonly Constraint[], value: unknown, path: string, violations: Violation[]): void {
  for (const constraint of constraints) {
    if (!constraint.holds(value)) violations.push(violation(quote(value), path, constraint.text));
  }
}

const listTexts = (rules: readonly Constraint[]): string => `[${rules.map((rule) => rule.text).join(", ")}]`;

const violation = (shown: string, path: string, text: string): Violation => ({
  path,
  message: `Value ${shown} at '${path}' failed to satisfy constraint: ${text}`,
});

/** A value as the framework prints it: Java's own text forms. */
function quote(value: unknown): string {
  return `'${plain(value)}'`;
}

function plain(value: unknown): string {
  if (Buffer.isBuffer(value)) return `java.nio.HeapByteBuffer[pos=0 lim=${value.length} cap=${value.length}]`;
  if (Array.isArray(value)) return `[${value.map(plain).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${key}=${plain(item)}`)
      .join(", ")}}`;
  }
  return String(value);
}

const JAVA_NAMES: Partial<Record<Shape["type"], string>> = {
  string: "a String",
  integer: "an Integer",
  long: "a Long",
  float: "a Float",
  boolean: "a Boolean",
  timestamp: "a Timestamp",
  blob: "a Blob",
};

function wrongType(value: unknown, expected: Shape["type"]): Error {
  const target = JAVA_NAMES[expected];
  if (target === undefined) return frameworkError("SerializationException", `Expected a ${expected} in the payload`);
  if (typeof value === "object") {
    return frameworkError("SerializationException", "Start of structure or list found where not expected.");
  }
  const token =
    typeof value === "boolean" ? `${String(value).toUpperCase()}_VALUE` : `${(typeof value).toUpperCase()}_VALUE`;
  return frameworkError("SerializationException", `${token} can not be converted to ${target}`);
}

/**
 * Checks requests against AWS's own model of a service.
 * @returns a function of an operation's input shape and a body: the input without unknown members, blobs as bytes. It throws
 * ApiError: ValidationException that lists every violation, or SerializationException for a wrong JSON type
 */
export function inputReader({ shapes }: ServiceModel): (inputShape: string, body: unknown) => unknown {
  const readRequest = requestReader(shapes);
  return (inputShape, body) => {
    const { input, violations } = readRequest(inputShape, body);
    if (violations.length > 0) {
      const noun = violations.length === 1 ? "1 validation error" : `${violations.length} validation errors`;
      const messages = violations.map(({ message }) => message).join("; ");
      throw frameworkError("ValidationException", `${noun} detected: ${messages}`);
    }
    return input;
  };
}
