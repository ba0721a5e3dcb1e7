import * as pulumi from "@pulumi/pulumi";
import * as pulumiDependencies from "@pulumi/pulumi/runtime/dependsOn.js";

/** How Pulumi's own functions gather what they depend on; it keeps this out of its declarations. */
interface Gathering {
  /** The resources themselves, and those that an output comes from. */
  readonly gatherExplicitDependencies: (dependsOn: unknown) => Promise<pulumi.Resource[]>;
  /** With the children of components in their place. */
  readonly getAllTransitivelyReferencedResources: (
    resources: ReadonlySet<pulumi.Resource>,
    exclude: ReadonlySet<pulumi.Resource>,
  ) => Promise<pulumi.Resource[]>;
}

const { gatherExplicitDependencies, getAllTransitivelyReferencedResources } =
  pulumiDependencies as unknown as Gathering;

/**
 * The ids of all resources that a call depends on, through its arguments or by `dependsOn`. They are unknown while one of the
 * resources is not made, however much of it is known: its name is, but there is nothing of that name to ask about.
 */
export function idsBehind(args: pulumi.Output<unknown>, dependsOn: unknown): pulumi.Output<unknown> {
  return pulumi.output(gatherIds(args, dependsOn));
}

async function gatherIds(args: pulumi.Output<unknown>, dependsOn: unknown): Promise<pulumi.Output<string>[]> {
  const named = await gatherExplicitDependencies(dependsOn);
  const behindArgs = await gatherExplicitDependencies(args.apply(() => []));
  const all = await getAllTransitivelyReferencedResources(new Set([...named, ...behindArgs]), new Set());
  // What stands for a resource of elsewhere has no id.
  return all.flatMap((resource) => (resource as Partial<pulumi.CustomResource>).id ?? []);
}
