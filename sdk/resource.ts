import * as pulumi from "@pulumi/pulumi";
import { mocksInUse } from "./functions/mocks.js";
import { assertResolvable } from "./resolvable.js";
import { warnIfRetained } from "./retained.js";

/** What every resource of this package has in common. */
export abstract class RekognitionResource extends pulumi.CustomResource {
  /** @internal */
  protected constructor(
    kind: string,
    handler: string,
    name: string,
    args: object,
    outputs: readonly string[],
    options: pulumi.CustomResourceOptions,
  ) {
    assertResolvable();
    const type = `pulumi-nodejs:dynamic/rekognition:${kind}`;
    const undefinedOutputs = Object.fromEntries(outputs.map((output) => [output, undefined]));
    super(
      type,
      name,
      { ...undefinedOutputs, ...args, __provider: providerText(handler), __host: hiddenInput(type, name, options) },
      options,
    );
    warnIfRetained(this, args, options);
  }
}

/** What every resource has in common whose Pulumi id is its ARN. */
export abstract class ResourceWithArn extends RekognitionResource {
  /** ARN. It is the Pulumi id itself, so it stays known in the preview of an update. */
  public readonly arn: pulumi.Output<string>;

  /** @internal */
  protected constructor(
    kind: string,
    handler: string,
    name: string,
    args: object,
    outputs: readonly string[],
    options: pulumi.CustomResourceOptions,
  ) {
    super(kind, handler, name, args, outputs, options);
    this.arn = this.id;
  }
}

/**
 * The code that the dynamic host runs: a constant, so that new versions of this package act on old state at once and the
 * state holds neither code nor paths. Its form is part of every state and must not change.
 */
function providerText(handler: string): string {
  return `exports.handler = () => require("pulumi-rekognition/provider").${handler};`;
}

/** What the dynamic host does not pass on to the plugin. */
function hiddenInput(type: string, name: string, options: pulumi.CustomResourceOptions): pulumi.Input<object> {
  const { create, update, delete: remove } = options.customTimeouts ?? {};
  const timeouts = {
    ...(create === undefined ? {} : { create }),
    ...(update === undefined ? {} : { update }),
    ...(remove === undefined ? {} : { delete: remove }),
  };
  return {
    owner: `${organization()}/${pulumi.getProject()}/${pulumi.getStack()}`,
    urn: withoutDependencies(pulumi.createUrn(name, type, options.parent)),
    ...(Object.keys(timeouts).length === 0 ? {} : { timeouts }),
  };
}

/** Unit tests seldom tell `setMocks` an organization, and nothing is owned in them. */
function organization(): string {
  try {
    return pulumi.getOrganization();
  } catch (error) {
    if (mocksInUse() === undefined) throw error;
    return "organization";
  }
}

/** A dependency on a component is one on all its children: a child whose input had it would wait for itself. */
function withoutDependencies(output: pulumi.Output<string>): Promise<string> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}
