import { modelInArn, parseArn, projectNameOf } from "./arns.js";
import type { Operation } from "./operations.js";

/* An answer that was asked for before an object was changed says nothing of it after the change. */

/** The keys under which changes are remembered. */
export const changeKeys = {
  projects: "projects",
  project: (projectName: string): string => `project ${projectName}`,
  versionsOf: (projectName: string): string => `versions of ${projectName}`,
  version: (projectName: string, versionName: string): string => `version ${projectName}/${versionName}`,
  policy: (projectName: string, policyName: string): string => `policy ${projectName}/${policyName}`,
  collection: (id: string): string => `collection ${id}`,
  tags: (arn: string): string => `tags of ${arn}`,
  processors: "stream processors",
  processor: (name: string): string => `stream processor ${name}`,
  processorSettings: (name: string): string => `settings of stream processor ${name}`,
} as const;

/** When this process last changed what, in the order of things rather than by a clock. */
export class Changes {
  readonly #last = new Map<string, number>();
  #all = 0;
  #moment = 0;

  /** A moment after everything that was told so far. */
  now(): number {
    return (this.#moment += 1);
  }

  /** A call that changes something came to its end, whether well or not. */
  tell(operation: Operation, input: object): void {
    for (const key of keysOf(operation, input)) this.#last.set(key, this.now());
  }

  /** Everything may be another: what is asked for from now on is asked for with other credentials. */
  tellAll(): void {
    this.#all = this.now();
  }

  /** The last change of any of these; 0 where there was none. */
  last(...keys: readonly string[]): number {
    return Math.max(this.#all, ...keys.map((key) => this.#last.get(key) ?? 0));
  }
}

interface Touched {
  readonly Name?: string;
  readonly CollectionId?: string;
  readonly ProjectName?: string;
  readonly ProjectArn?: string;
  readonly DestinationProjectArn?: string;
  readonly VersionName?: string;
  readonly PolicyName?: string;
  readonly ProjectVersionArn?: string;
  readonly ResourceArn?: string;
  readonly DatasetArn?: string;
  readonly Datasets?: readonly { readonly Arn?: string }[];
}

/** What a call touches, by what it names. */
function keysOf(operation: Operation, input: Touched): string[] {
  if (input.ResourceArn !== undefined) return [changeKeys.tags(input.ResourceArn)];
  if (operation.endsWith("StreamProcessor")) {
    const name = input.Name ?? "";
    const settings = operation.startsWith("Start") || operation.startsWith("Stop");
    const keys = [changeKeys.processors, changeKeys.processor(name)];
    return settings ? keys : [...keys, changeKeys.processorSettings(name)];
  }
  if (operation.endsWith("Collection")) {
    return [changeKeys.collection(input.CollectionId ?? "")];
  }
  const model = modelInArn(input.ProjectVersionArn ?? "");
  if (model !== undefined) return version(model.projectName, model.versionName);
  const projectArn = input.DestinationProjectArn ?? input.ProjectArn;
  if (input.VersionName !== undefined) return version(projectNameOf(projectArn ?? ""), input.VersionName);
  if (input.PolicyName !== undefined) {
    return [changeKeys.policy(projectOf(projectArn) ?? "", input.PolicyName)];
  }
  const datasets = [input.DatasetArn, ...(input.Datasets ?? []).map(({ Arn }) => Arn)];
  const projects = [
    ...new Set([input.ProjectName, ...[projectArn, ...datasets].map(projectOf)].filter((name) => name !== undefined)),
  ];
  return projects.length === 0 ? [] : [changeKeys.projects, ...projects.map(changeKeys.project)];
}

/** A dataset's ARN begins like that of its project. */
function projectOf(arn: string | undefined): string | undefined {
  const [head, name] = parseArn(arn ?? "")?.resource.split("/") ?? [];
  return head === "project" ? name : undefined;
}

function version(projectName: string, versionName: string): string[] {
  return [changeKeys.versionsOf(projectName), changeKeys.version(projectName, versionName)];
}
