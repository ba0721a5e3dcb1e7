import * as z from "zod";

/**
 * What may have come from outside, as JSON, as what it should be; members that are not known are left out.
 * @throws Error that says of each member what is wrong with it
 */
export function checked<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new Error(read.error.issues.map(({ path, message }) => [...path.map(String), message].join(": ")).join("; "));
}

/** An object that pages and other shapes call by its name. */
export const shape = <Members extends z.ZodRawShape>(id: string, members: Members): z.ZodObject<Members> =>
  z.object(members).meta({ id });

/** For objects that refuse members that are not known: what such a member is called. */
export const only = (what: string): { error: z.core.$ZodErrorMap } => ({
  error: (issue) => (issue.code === "unrecognized_keys" ? `unknown ${what} ${issue.keys.join(", ")}` : undefined),
});
