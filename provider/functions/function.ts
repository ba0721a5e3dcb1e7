import type * as z from "zod";
import type { Gateway } from "../aws/gateway.js";
import type { Checkable } from "../schema/definition.js";
import type { DescribeBroker } from "../observe/broker.js";

/** What a function has at hand. */
export interface FunctionContext {
  readonly aws: Gateway;
  readonly describe: DescribeBroker;
  readonly region: string;
}

/** One argument of a function: its documented constraint and its description. */
export interface Argument<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  readonly doc: string;
  readonly required: boolean;
}

type Arguments = Readonly<Record<string, Argument>>;

/** Everything that is said once about a function, and the function. */
export interface ServiceFunction<
  A extends Arguments = Arguments,
  R extends z.ZodObject = z.ZodObject,
> extends Checkable {
  readonly name: string;
  readonly doc: string;
  /** AWS's page about the operation. */
  readonly page: string;
  /** A charged one is never called in a preview. */
  readonly isCharged: boolean;
  readonly inputs: A;
  readonly result: R;
  call(context: FunctionContext, args: ArgumentsOf<A>): Promise<z.output<R>>;
  /** For results that may be too many to hold: gives the members of one of the result's lists, one at a time. */
  readonly iterator?: {
    readonly name: string;
    readonly doc: string;
    readonly list: keyof z.output<R> & string;
    each(context: FunctionContext, args: ArgumentsOf<A>): AsyncIterable<unknown>;
  };
}

type RequiredNames<A> = { [Name in keyof A]: A[Name] extends { readonly required: true } ? Name : never }[keyof A];

/** The checked arguments of a function. */
export type ArgumentsOf<A extends Arguments> = {
  readonly [Name in RequiredNames<A>]: z.output<A[Name]["schema"]>;
} & {
  readonly [Name in Exclude<keyof A, RequiredNames<A>>]?: z.output<A[Name]["schema"]> | undefined;
};

const API = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_";

/** Declares a function, `page` by the operation that it describes; it costs nothing and has no rules, unless it says so. */
export function defineFunction<const A extends Arguments, R extends z.ZodObject>(
  definition: Omit<ServiceFunction<A, R>, "isCharged" | "rules"> &
    Partial<Pick<ServiceFunction, "isCharged" | "rules">>,
): ServiceFunction<A, R> {
  return { isCharged: false, rules: [], ...definition, page: `${API}${definition.page}.html` };
}

/** A required argument. */
export function argument<S extends z.ZodType>(
  schema: S,
  doc: string,
): { readonly schema: S; readonly doc: string; readonly required: true } {
  return { schema, doc, required: true };
}

/** An optional argument; `doc` says what absence means. */
export function optionalArgument<S extends z.ZodType>(
  schema: S,
  doc: string,
): { readonly schema: S; readonly doc: string; readonly required: false } {
  return { schema, doc, required: false };
}
