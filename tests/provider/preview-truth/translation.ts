import type { ServiceModel } from "../../../emulator/protocol/service-model.js";
import type { Bag } from "../../../provider/schema/definition.js";
import type { OperationMapping } from "./mapping.js";
import { type SitePath, memberPath, shapeNamed } from "./model-sites.js";

/** AWS's word as an input: KmsKeyId is kmsKeyId, SNSTopicArn is snsTopicArn, S3Object is s3Object. */
function camelCase(member: string): string {
  return member.replace(/^(?:[A-Z]+(?=[A-Z][a-z])|[A-Z])/, (start) => start.toLowerCase());
}

/** Translates between the request of an operation and the inputs of our kind, both ways and without loss. */
export class Translation {
  readonly #shapes: ServiceModel["shapes"];
  readonly #inputShape: string;
  readonly #mapping: OperationMapping;

  constructor(model: ServiceModel, mapping: OperationMapping) {
    const operation = model.operations[mapping.operation];
    if (operation === undefined) throw new Error(`AWS has no operation ${mapping.operation}`);
    this.#shapes = model.shapes;
    this.#inputShape = operation.input;
    this.#mapping = mapping;
  }

  /** The input that a place of the request is written as: its path from the root, list entries left out. */
  inputPath(site: SitePath): readonly string[] {
    const renamed = this.#mapping.renamed?.[site];
    if (renamed !== undefined) return renamed === "" ? [] : renamed.split(".");
    const end = /^(.*?)(\[\]|\{key\}|\{value\}|\.?[^.[{]+)$/.exec(site);
    if (end === null) return [];
    const [, outer = "", last = ""] = end;
    if (/^[[{]/.test(last)) return this.inputPath(outer);
    return [...this.inputPath(outer), camelCase(last.replace(".", ""))];
  }

  /** The inputs that ask for a request. */
  toInputs(request: Bag): Bag {
    const inputs: Record<string, unknown> = structuredClone({ ...this.#mapping.besides });
    this.#write(this.#inputShape, "", request, inputs, 0);
    return inputs;
  }

  /** The request that inputs ask for, as the user wrote it. */
  toRequest(inputs: Bag): Bag {
    return this.#read(this.#inputShape, "", inputs, 0);
  }

  /** A request with everything that the provider puts in besides. */
  asSent(written: Bag): Bag {
    const request: Record<string, unknown> = { ...written };
    for (const [path, entries] of Object.entries(this.#mapping.added ?? {})) {
      request[path] = { ...(request[path] as Bag | undefined), ...entries };
    }
    for (const [path, { sent }] of Object.entries(this.#mapping.notInputs ?? {})) {
      if (sent !== undefined) request[path] = sent;
    }
    return request;
  }

  #membersOf(shapeName: string | undefined, path: SitePath): (readonly [string, string, SitePath])[] {
    return Object.entries(shapeNamed(this.#shapes, shapeName).members ?? {})
      .map(([member, target]) => [member, target, memberPath(path, member)] as const)
      .filter(([, , place]) => this.#mapping.notInputs?.[place] === undefined);
  }

  #isEntry(place: SitePath): boolean {
    return this.#mapping.asEntry?.includes(place) === true;
  }

  /** Writes the members of a structure into the object that begins `depth` steps down the input's path. */
  #write(name: string, path: SitePath, value: Bag, into: Record<string, unknown>, depth: number): void {
    for (const [member, target, place] of this.#membersOf(name, path)) {
      const given = value[member];
      if (given === undefined) continue;
      const steps = this.inputPath(place).slice(depth);
      if (shapeNamed(this.#shapes, target).type === "structure") {
        if (steps.length > 0) descend(into, steps);
        this.#write(target, place, given as Bag, into, depth);
      } else {
        const last = steps.pop() ?? "";
        const written = this.#entries(target, place, given, depth + steps.length + 1);
        descend(into, steps)[last] = this.#isEntry(place) ? (written as unknown[])[0] : written;
      }
    }
  }

  #entries(name: string, path: SitePath, value: unknown, depth: number): unknown {
    const shape = shapeNamed(this.#shapes, name);
    if (shape.type !== "list" || shapeNamed(this.#shapes, shape.member).type !== "structure") return value;
    return (value as Bag[]).map((entry) => {
      const written: Record<string, unknown> = {};
      this.#write(shape.member ?? "", `${path}[]`, entry, written, depth);
      return written;
    });
  }

  #read(name: string, path: SitePath, inputs: Bag, depth: number): Bag {
    const request: Record<string, unknown> = {};
    for (const [member, target, place] of this.#membersOf(name, path)) {
      const shape = shapeNamed(this.#shapes, target);
      const steps = this.inputPath(place).slice(depth);
      const given = steps.reduce<unknown>((value, step) => (value as Bag | undefined)?.[step], inputs);
      if (given === undefined) continue;
      if (this.#isEntry(place)) request[member] = [given];
      else if (shape.type === "structure") {
        const structure = this.#read(target, place, inputs, depth);
        if (steps.length > 0 || Object.keys(structure).length > 0) request[member] = structure;
      } else if (shape.type === "list" && shapeNamed(this.#shapes, shape.member).type === "structure") {
        const inner = depth + steps.length;
        request[member] = (given as Bag[]).map((entry) => this.#read(shape.member ?? "", `${place}[]`, entry, inner));
      } else request[member] = this.#mapping.asText?.includes(place) === true ? asText(given) : given;
    }
    return request;
  }
}

function asText(value: unknown): unknown {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function descend(from: Record<string, unknown>, steps: readonly string[]): Record<string, unknown> {
  let at = from;
  for (const step of steps) {
    const next = (at[step] ??= {}) as Record<string, unknown>;
    at = next;
  }
  return at;
}
