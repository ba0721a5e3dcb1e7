import * as pulumi from "@pulumi/pulumi";

/** The inputs that make a resource run, what it is then, and how to let go of it without its cost. */
const RUNS = [
  {
    input: "minInferenceUnits",
    thing: "the model",
    instead: 'deletionPolicy: "stop" keeps the trained model, stopped, which is free',
  },
  { input: "running", thing: "the stream processor", instead: "unset running and run `pulumi up` first" },
] as const;

/**
 * Warns of a resource that runs and is not to be deleted: the provider is not even asked when Pulumi drops it. Silent with
 * `rekognition:costNotes` off. What a parent or a transform says later is not seen.
 */
export function warnIfRetained(resource: pulumi.Resource, args: object, options: pulumi.CustomResourceOptions): void {
  if (options.retainOnDelete !== true || options.id !== undefined) return;
  if (new pulumi.Config("rekognition").get("costNotes") === "false") return;
  const given = args as Readonly<Record<string, pulumi.Input<boolean | number | undefined>>>;
  for (const { input, thing, instead } of RUNS) {
    if (given[input] === undefined) continue;
    pulumi.output(given[input]).apply((value) => {
      if (value === undefined || value === false) return;
      void pulumi.log.warn(
        `retainOnDelete with ${input}: when this is destroyed or replaced, Pulumi only forgets it, and ${thing} goes on running and costing until somebody stops it by hand. Rather than that, ${instead}.`,
        resource,
      );
    });
  }
}
