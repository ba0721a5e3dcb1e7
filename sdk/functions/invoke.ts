import * as pulumi from "@pulumi/pulumi";
import type * as Core from "../../provider/facades/program/functions.js";
import type { ConfigSource } from "../../provider/session/config.js";
import { checkConfiguration } from "../configuration.js";
import { toldToProgram } from "../failure.js";
import type { Provider } from "../provider.js";
import { idsBehind } from "./dependencies.js";
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
  const core = await loadCore();
  try {
    const session = core.programSession(await configurationOf(options), PROGRAM_LOG);
    return (await session.invoke({ called: core.functionNamed(name), args, region: options.region })) as Result;
  } catch (error) {
    throw toldToProgram(core.isRekognitionError, error);
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
  const { isRekognitionError, notInPreview } = await loadCore();
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
  const core = await loadCore();
  try {
    const session = core.programSession(await configurationOf(options), PROGRAM_LOG);
    const items = session.iterate({ called: core.functionNamed(name), args, region: options.region });
    yield* items as AsyncGenerator<Item, void, undefined>;
  } catch (error) {
    throw toldToProgram(core.isRekognitionError, error);
  }
}

/** Nothing of the core, the AWS SDK least of all, is loaded before a function is called. */
function loadCore(): Promise<typeof Core> {
  return import("../../provider/facades/program/functions.js");
}

/** Who shows what the provider's engine would, where a program calls for itself. */
const PROGRAM_LOG: Parameters<typeof Core.programSession>[1] = {
  log: (message, { severity }) => void (severity === "debug" ? pulumi.log.debug(message) : pulumi.log.warn(message)),
  ping: () => Promise.resolve(true),
};

/** Configuration is the provider's where there is one, else the stack's. */
async function configurationOf({ provider }: FunctionOptions): Promise<ConfigSource> {
  checkConfiguration();
  const settings = provider === undefined ? undefined : await knownSettings(provider);
  return { get: (key) => (settings === undefined ? pulumi.runtime.getConfig(key) : settings[key]) };
}

/** The parts of an output that Pulumi keeps out of its declarations, though all its versions read them of each other. */
interface Settling<T> {
  readonly isKnown: Promise<boolean>;
  promise(): Promise<T>;
}

async function knownSettings({ settings }: Provider): Promise<Record<string, string>> {
  const settling = settings as unknown as Settling<Record<string, string>>;
  if (await settling.isKnown) return settling.promise();
  throw new pulumi.RunError(
    "A setting of the provider is not known in this preview: use the function's Output form, which is unknown then.",
  );
}

/**
 * Arguments with base64 text in place of bytes, at any depth and within outputs: Pulumi would take bytes apart, one
 * property for each.
 */
function withoutBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (pulumi.Output.isInstance(value)) return value.apply(withoutBytes);
  if (value instanceof Promise) return value.then(withoutBytes);
  if (Array.isArray(value)) return value.map(withoutBytes);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutBytes(member)]));
}

/** Under `pulumi.runtime.setMocks` nothing is called but the mocks, as with every provider. */
async function answeredBy<Result>(mocks: Mocks, name: string, args: object): Promise<Result> {
  return (await mocks.call({ token: `rekognition:index:${name}`, inputs: args })) as Result;
}
