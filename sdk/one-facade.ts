import * as pulumi from "@pulumi/pulumi";

/** Where a program has its classes from. */
export type Origin = "pulumi-rekognition" | "pulumi-rekognition/plugin";

interface Made {
  readonly parent: pulumi.Resource | undefined;
  readonly origin: Origin;
}

/** What each run of a program made so far. Programs of the Automation API run in one process. */
const runs = new WeakMap<object, Map<string, Made[]>>();

/**
 * Fails where the other façade has a resource of this kind, name and parent. To AWS the two are one resource: each would take
 * the other's object for its own, or be in its way. The engine notices nothing before both are recorded.
 */
export function assertOneFacade(
  origin: Origin,
  kind: string,
  name: string,
  { id, parent }: pulumi.CustomResourceOptions,
): void {
  const run = pulumi.runtime.getMonitor();
  // What is only read by its id is nobody's.
  if (run === undefined || id !== undefined) return;
  const made = runs.get(run) ?? new Map<string, Made[]>();
  runs.set(run, made);
  const key = `${kind} "${name}"`;
  const others = made.get(key) ?? [];
  if (others.some((other) => other.parent === parent && other.origin !== origin)) {
    throw new pulumi.RunError(
      `${key} is made with the classes of pulumi-rekognition and with those of pulumi-rekognition/plugin, for which it is one and the same resource: import it from one of them, or give one of the two another name. [InvalidInput]`,
    );
  }
  made.set(key, [...others, { parent, origin }]);
}
