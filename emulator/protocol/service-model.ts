import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One shape of AWS's service model. Members, list members, keys and values name other shapes. */
export interface Shape {
  readonly type:
    "structure" | "list" | "map" | "string" | "integer" | "long" | "float" | "boolean" | "timestamp" | "blob";
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, string>>;
  readonly member?: string;
  readonly key?: string;
  readonly value?: string;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
}

export interface OperationModel {
  readonly input: string;
  readonly output: string;
  readonly errors: readonly string[];
}

export interface ServiceModel {
  /** Where the facts come from, for example `botocore 1.44.5`. */
  readonly origin: string;
  readonly apiVersion: string;
  readonly targetPrefix: string;
  readonly operations: Readonly<Record<string, OperationModel>>;
  readonly errors: Readonly<Record<string, { readonly httpStatus: number }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** Read, not imported: the compiler has no use for the types of a thousand shapes. */
const read = (file: string): ServiceModel =>
  JSON.parse(readFileSync(join(__dirname, "..", "model", file), "utf8")) as ServiceModel;

/** Rekognition's. */
export const serviceModel = read("rekognition.json");

/** The Resource Groups Tagging API's, as far as it is there. */
export const taggingModel = read("tagging.json");
