import * as pulumi from "@pulumi/pulumi";
import type { Provider } from "../provider.js";
import { withoutBytes } from "./bytes.js";
import { callOf } from "./call.js";
import { idsBehind } from "./dependencies.js";
import { toldToProgram } from "../failure.js";
import { type Mocks, mocksInUse } from "./mocks.js";

/** Where and as whom a function is called. */
export interface FunctionOptions {
  /** AWS region. Default: that of an ARN among the arguments, then the provider's or the stack's, then the AWS default chain. */
  region?: string | undefined;
  /** Provider whose settings are used, instead of the stack's. */
  provider?: Provider | undefined;
}

/** Where and as whom a function is called, in its Output form. */
export interface FunctionOutputOptions {
  /** AWS region. Default: that of an ARN among the arguments, then the provider's or the stack's, then the AWS default chain. */
  region?: pulumi.Input<string | undefined>;
  /** Provider whose settings are used, instead of the stack's. */
  provider?: Provider | undefined;
  /**
   * Resources that have to be there first, besides those that the arguments come from. While one of either is not made, as
   * in a first preview, the result is unknown.
   */
  dependsOn?: pulumi.Input<pulumi.Input<pulumi.Resource>[]> | pulumi.Input<pulumi.Resource> | undefined;
}

/** @internal Calls a function that reads. */
export async function invoke<Result>(name: string, args: object, options: FunctionOptions): Promise<Result> {
  const mocks = mocksInUse();
  if (mocks !== undefined) return answeredBy(mocks, name, args);
  // Nothing of the core, the AWS SDK least of all, is loaded before a function is called.
  const { callFunction, isRekognitionError } = await import("../../provider/session/functions.js");
  try {
    return (await callFunction(name, args, await callOf(options))) as Result;
  } catch (error) {
    throw toldToProgram(isRekognitionError, error);
  }
}

/** @internal Calls a function that reads, once its arguments are known. */
export function invokeOutput<Result>(
  name: string,
  args: object,
  { region, provider, dependsOn }: FunctionOutputOptions,
): pulumi.Output<Result> {
  const settled = pulumi.output({ args: withoutBytes(args), region, settings: provider?.settings });
  return pulumi
    .all([settled, idsBehind(settled, dependsOn)])
    .apply<Result>(([known]) => invoke(name, known.args as object, { region: known.region, provider }));
}

/** @internal Calls a function that costs money: never in a preview. */
export async function invokeCharged<Result>(name: string, args: object, options: FunctionOptions): Promise<Result> {
  if (!pulumi.runtime.isDryRun()) return invoke(name, args, options);
  const { isRekognitionError, notInPreview } = await import("../../provider/session/functions.js");
  throw toldToProgram(isRekognitionError, notInPreview(name));
}

/** @internal Calls a function that costs money, once its arguments are known; unknown in a preview. */
export function invokeChargedOutput<Result>(
  name: string,
  args: object,
  options: FunctionOutputOptions,
): pulumi.Output<Result> {
  if (!pulumi.runtime.isDryRun()) return invokeOutput(name, args, options);
  return pulumi.output(withoutBytes(args) as object).apply<Result>(() => pulumi.unknown as unknown as Result);
}

/** @internal Gives the members of a result's list, one at a time. */
export async function* iterate<Item>(
  name: string,
  list: string,
  args: object,
  options: FunctionOptions,
): AsyncGenerator<Item, void, undefined> {
  const mocks = mocksInUse();
  if (mocks !== undefined) {
    const answer = await answeredBy<Record<string, Item[] | undefined>>(mocks, name, args);
    yield* answer[list] ?? [];
    return;
  }
  const { isRekognitionError, iterateFunction } = await import("../../provider/session/functions.js");
  try {
    yield* iterateFunction(name, args, await callOf(options)) as AsyncGenerator<Item, void, undefined>;
  } catch (error) {
    throw toldToProgram(isRekognitionError, error);
  }
}

/** Under `pulumi.runtime.setMocks` nothing is called but the mocks, as with every provider. */
async function answeredBy<Result>(mocks: Mocks, name: string, args: object): Promise<Result> {
  return (await mocks.call({ token: `rekognition:index:${name}`, inputs: args })) as Result;
}
