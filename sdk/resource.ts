import * as pulumi from "@pulumi/pulumi";
import { importRefused } from "../provider/facades/dynamic/import-refusal.js";
import { checkConfiguration } from "./configuration.js";
import { ProgramError } from "./failure.js";
import { mocksInUse } from "./functions/mocks.js";
import { assertOneFacade } from "./one-facade.js";
import { assertResolvable } from "./resolvable.js";

/**
 * What `pulumi.CustomResource` is made with for a resource of this package. No class stands between the two: Pulumi takes
 * for the program's line, which it records, the one that called the class just below its own.
 */
export function registration(
  kind: string,
  handler: string,
  name: string,
  args: object,
  outputs: readonly string[],
  options: pulumi.CustomResourceOptions,
): [type: string, name: string, properties: pulumi.Inputs, options: pulumi.CustomResourceOptions] {
  assertResolvable();
  checkConfiguration();
  assertOwnNames(kind, name, args);
  if (options.import !== undefined) throw new ProgramError(importRefused(kind, name));
  assertOneFacade("pulumi-rekognition", kind, name, options);
  const type = `pulumi-nodejs:dynamic/rekognition:${kind}`;
  const undefinedOutputs = Object.fromEntries(outputs.map((output) => [output, undefined]));
  const host = hiddenInput(type, name, options);
  const properties = { ...undefinedOutputs, ...args, __provider: providerText(handler), __host: host };
  // A stack that used the plugin, which has this type, is updated in place. The text is part of states and must not change.
  const aliases = [...(options.aliases ?? []), { type: `rekognition:index:${kind}` }];
  return [type, name, properties, { ...options, aliases, ...hiding(args, options) }];
}

/**
 * What is recorded for the provider alone is no difference to read. The engine names it, as "(hidden)"; it prints all of what
 * begins with __ where it finds the differences itself, as it does here.
 */
function hiding(args: object, { hideDiffs = [] }: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  const hidden = Object.keys(args).filter((argument) => argument.startsWith("__"));
  return hidden.length === 0 ? {} : { hideDiffs: [...hideDiffs, ...hidden] };
}

/** Pulumi drops these two from what a program passes, so that nothing would ever be told of them. */
export function assertOwnNames(kind: string, name: string, args: object): void {
  const dropped = ["id", "urn"].find((argument) => Object.hasOwn(args, argument));
  if (dropped === undefined) return;
  throw new pulumi.RunError(
    `${kind} "${name}" takes no ${dropped}: Pulumi keeps that word for itself. ${kind}.get(name, id) reads an existing one; what ${kind} takes is in docs/reference. [InvalidInput]`,
  );
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
    urn: urnOf(name, type, options.parent),
    ...(Object.keys(timeouts).length === 0 ? {} : { timeouts }),
    ...(options.deleteBeforeReplace === true ? { deleteBeforeReplace: true } : {}),
    ...(options.retainOnDelete === true ? { retainOnDelete: true } : {}),
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

/** The URN. Where nothing need be awaited it is put together here: Pulumi keeps a stack trace of everything awaited. */
function urnOf(name: string, type: string, parent: pulumi.Resource | undefined): pulumi.Input<string> {
  if (parent !== undefined) return withoutDependencies(pulumi.createUrn(name, type, parent));
  return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${type}::${name}`;
}

/** A dependency on a component is one on all its children: a child whose input had it would wait for itself. */
function withoutDependencies(output: pulumi.Output<string>): Promise<string> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}
