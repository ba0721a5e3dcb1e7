import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";

type Resource = Pick<PolicyResource | ResourceValidationArgs, "type" | "props" | "urn">;

/** A kind's name has one of these before it: over the dynamic provider, and over the plugin. */
const PREFIXES = ["pulumi-nodejs:dynamic/rekognition:", "rekognition:index:"];

/** The kind of a Rekognition resource, such as ProjectVersion, whichever provider has it; undefined for all other resources. */
export function kindOf({ type }: Pick<Resource, "type">): string | undefined {
  const prefix = PREFIXES.find((known) => type.startsWith(known));
  return prefix === undefined ? undefined : type.slice(prefix.length);
}

/** The name of the stack that a resource is in. */
export function stackOf({ urn }: Pick<Resource, "urn">): string {
  return urn.slice("urn:pulumi:".length).split("::", 1)[0] ?? "";
}

/** Whether this is something that is trained and started: a model, or the copy of one. */
export function isModel(resource: Resource): boolean {
  return ["ProjectVersion", "ProjectVersionCopy"].includes(kindOf(resource) ?? "");
}

/** The most inference units that a model may have by what is declared; 0 for one that is not started. */
export function unitsOf({ props }: Resource): number {
  const { minInferenceUnits, maxInferenceUnits } = props as Record<string, number | undefined>;
  return minInferenceUnits === undefined ? 0 : (maxInferenceUnits ?? minInferenceUnits);
}
