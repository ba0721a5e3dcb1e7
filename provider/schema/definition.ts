import type * as z from "zod";

/**
 * What a changed field asks for.
 * - `replace`: a new object beside (or, for kinds that cannot coexist, after) the old one
 * - `update`: a call to the service on the same object
 * - `local`: the recorded value changes, the service is not called (delete sees recorded values only)
 * - `ignore`: nothing until the next replacement; the user is told once, at preview
 * - `create`: nothing, since it is no property of the object; only the next create looks at it
 */
export type OnChange = "replace" | "update" | "local" | "ignore" | "create";

/** Plain property bag as the engine sends and stores it. */
export type Bag = Readonly<Record<string, unknown>>;

/** One input: its documented constraint, its description and what its change means. */
export interface InputField<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  readonly doc: string;
  /** A function where the answer hangs on the values (both sides known). */
  readonly onChange: OnChange | ((olds: Bag, news: Bag) => OnChange);
  /** Required fields carry no default; optional ones say in `doc` what absence means. */
  readonly required: boolean;
  /** What check puts in its place, worked out from all inputs: to fill it in, or to bring it into one form. */
  readonly fill?: (inputs: Bag) => unknown;
  /** Filled in by check alone, so it is no argument that users write. */
  readonly derived?: boolean;
  /** Recorded for this provider alone: no program and no page shows it. Its name begins with `__`, which the engine does not print. */
  readonly hidden?: boolean;
}

/** One output: facts the service answered, never a secret, nothing volatile. */
export interface OutputField<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  readonly doc: string;
}

/** A rule over several inputs. It is skipped while something it looks at is unknown. */
export interface CrossFieldRule {
  readonly fields: readonly [string, ...string[]];
  /**
   * `values` (default): all that the fields hold. `members`: only which members they have, so that the rule is also asked
   * while a value further inside is unknown, as an ARN of another resource is in a first preview.
   */
  readonly looksAt?: "values" | "members";
  /** The input the failure is reported on. */
  readonly property: string;
  /** One sentence: what is wrong and the way out. */
  readonly reason: string;
  /** The AWS page that says so. */
  readonly page: string;
  holds(inputs: Bag): boolean;
}

/** The name of a kind: which input holds it and how long AWS lets it be. */
export interface NameRule {
  readonly field: string;
  readonly maxLength: number;
  /**
   * `refused`: objects with other inputs may stand side by side, so an explicit name that stays while another replacing
   * input changes is refused (unless `scope` changed, which the name counts in). `deleteFirst`: the old one goes first.
   * `shared`: old and new stand side by side under one name, which is derived from the resource alone.
   */
  readonly reuse: "refused" | "deleteFirst" | "shared";
  readonly scope?: string;
}

/** What inputs are checked against. */
export interface Checkable {
  /** The input that is meant by what other providers, and AWS's own API, call it. */
  readonly alsoCalled?: Readonly<Record<string, string>> | undefined;
  readonly inputs: Readonly<Record<string, Pick<InputField, "schema" | "required">>>;
  readonly rules: readonly CrossFieldRule[];
}

/** Everything that is said once about a resource kind. */
export interface ResourceDefinition<
  Inputs extends Readonly<Record<string, InputField>> = Readonly<Record<string, InputField>>,
  Outputs extends Readonly<Record<string, OutputField>> = Readonly<Record<string, OutputField>>,
> {
  readonly kind: string;
  readonly doc: string;
  readonly page: string;
  /** Left out for kinds that have no name of their own. */
  readonly name?: NameRule | undefined;
  /** Completes "reads an existing one by its ...", for kinds whose Pulumi id is not the ARN. */
  readonly id?: string | undefined;
  /** The input that is meant by what other providers, and AWS's own API, call it, where the words are not alike. */
  readonly alsoCalled?: Readonly<Record<string, string>> | undefined;
  readonly inputs: Inputs;
  readonly outputs: Outputs;
  readonly rules: readonly CrossFieldRule[];
  /** True where two objects of a kind can never coexist, whatever their names. */
  readonly deleteBeforeReplace: boolean;
}

/** Declares a kind; only here so that the field types are inferred. */
export function defineResource<
  const Inputs extends Readonly<Record<string, InputField>>,
  const Outputs extends Readonly<Record<string, OutputField>>,
>(definition: ResourceDefinition<Inputs, Outputs>): ResourceDefinition<Inputs, Outputs> {
  return definition;
}

type Simplify<T> = { [K in keyof T]: T[K] };

type RequiredKeys<F> = {
  [K in keyof F]: F[K] extends { readonly required: true } ? K : never;
}[keyof F];

/** The checked inputs of a kind, as its handler gets them. */
export type InputsOf<D> =
  D extends ResourceDefinition<infer I, infer _O>
    ? Simplify<
        { readonly [K in RequiredKeys<I>]: z.output<I[K]["schema"]> } & {
          readonly [K in Exclude<keyof I, RequiredKeys<I>>]?: z.output<I[K]["schema"]> | undefined;
        }
      >
    : never;

/** The outputs of a kind; absent until the service has said them. */
export type OutputsOf<D> =
  D extends ResourceDefinition<infer _I, infer O>
    ? { readonly [K in keyof O]?: z.output<O[K]["schema"]> | undefined }
    : never;

/** A required input. */
export function required<S extends z.ZodType, C extends InputField["onChange"]>(
  onChange: C,
  schema: S,
  doc: string,
): { readonly schema: S; readonly doc: string; readonly onChange: C; readonly required: true } {
  return { schema, doc, onChange, required: true };
}

/** An optional input. */
export function optional<S extends z.ZodType, C extends InputField["onChange"]>(
  onChange: C,
  schema: S,
  doc: string,
): { readonly schema: S; readonly doc: string; readonly onChange: C; readonly required: false } {
  return { schema, doc, onChange, required: false };
}

/** An input that is worked out from the others, for what depends on it to see at preview. */
export function derived<S extends z.ZodType, C extends InputField["onChange"]>(
  onChange: C,
  schema: S,
  doc: string,
  fill: (inputs: Bag) => unknown,
): {
  readonly schema: S;
  readonly doc: string;
  readonly onChange: C;
  readonly required: false;
  readonly fill: (inputs: Bag) => unknown;
  readonly derived: true;
} {
  return { schema, doc, onChange, required: false, fill, derived: true };
}

/** An output. */
export function output<S extends z.ZodType>(schema: S, doc: string): { readonly schema: S; readonly doc: string } {
  return { schema, doc };
}
