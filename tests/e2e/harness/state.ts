import { nameOf } from "./events.js";

/** One resource as the state keeps it. */
export interface ResourceState {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly initErrors?: readonly string[];
  /** Set on the predecessor of a replacement that has not been deleted yet. */
  readonly delete?: boolean;
  readonly provider?: string;
  readonly customTimeouts?: Readonly<Record<string, number>>;
  /** The line of the program that made it. */
  readonly sourcePosition?: string;
}

/** What `pulumi stack export` prints of a stack. */
export class StackState {
  readonly resources: readonly ResourceState[];
  readonly pendingOperations: readonly { readonly type: string; readonly resource: ResourceState }[];

  constructor(exported: string) {
    const { deployment } = JSON.parse(exported) as {
      deployment: { resources?: ResourceState[]; pending_operations?: { type: string; resource: ResourceState }[] };
    };
    this.resources = deployment.resources ?? [];
    this.pendingOperations = deployment.pending_operations ?? [];
  }

  /** Everything but the stack itself and the providers. */
  get custom(): readonly ResourceState[] {
    return this.resources.filter(({ type }) => type !== "pulumi:pulumi:Stack" && !type.startsWith("pulumi:providers:"));
  }

  /** The resource with this logical name; a predecessor that waits for its deletion does not count. */
  find(name: string): ResourceState | undefined {
    return this.custom.find((resource) => nameOf(resource.urn) === name && resource.delete !== true);
  }

  /** As `find`, but the resource has to be there. */
  resource(name: string): ResourceState {
    const found = this.find(name);
    if (found === undefined) {
      throw new Error(`The state has no "${name}", only ${this.custom.map(({ urn }) => nameOf(urn)).join(", ")}.`);
    }
    return found;
  }

  /** The id of a resource that has one. */
  id(name: string): string {
    const { id } = this.resource(name);
    if (id === undefined || id === "") throw new Error(`"${name}" has no id in the state.`);
    return id;
  }
}
