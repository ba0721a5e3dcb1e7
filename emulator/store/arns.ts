import type { Scope } from "./scope.js";

function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

const prefix = (scope: Scope): string =>
  `arn:${partitionOf(scope.region)}:rekognition:${scope.region}:${scope.account}`;

export const projectArn = (scope: Scope, name: string, createdAtMs: number): string =>
  `${prefix(scope)}:project/${name}/${createdAtMs}`;

/** Carries the project's name but not the project's own number. */
export const projectVersionArn = (scope: Scope, project: string, version: string, createdAtMs: number): string =>
  `${prefix(scope)}:project/${project}/version/${version}/${createdAtMs}`;

/** Like a model's: without the project's own number. */
export const datasetArn = (scope: Scope, project: string, type: string, createdAtMs: number): string =>
  `${prefix(scope)}:project/${project}/dataset/${type.toLowerCase()}/${createdAtMs}`;

export const streamProcessorArn = (scope: Scope, name: string): string => `${prefix(scope)}:streamprocessor/${name}`;

export const collectionArn = (scope: Scope, id: string): string => `${prefix(scope)}:collection/${id}`;

/** What CreateCollection answers: the ARN without its first word. */
export const collectionArnAtCreate = (arn: string): string => arn.replace(/^arn:/, "");

/** The parts of an ARN of this service. */
export interface ParsedArn {
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

const ARN = /^arn:[a-z\d-]+:rekognition:([a-z\d-]+):(\d{12}):(.+)$/;

export function parseArn(arn: string): ParsedArn | undefined {
  const [, region, account, resource] = ARN.exec(arn) ?? [];
  if (region === undefined || account === undefined || resource === undefined) return undefined;
  return { region, account, resource };
}
