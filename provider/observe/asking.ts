import { isRekognitionError } from "../base/errors.js";

/** The answer; undefined where the service says that there is no such thing. */
export async function absentIfNotFound<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isRekognitionError(error, "NotFound")) return undefined;
    throw error;
  }
}

/** The items of a listing by their names. */
export function byName<T>(items: readonly T[], nameOf: (item: T) => string | undefined): Map<string, T> {
  return new Map(items.map((item) => [nameOf(item) ?? "", item]));
}
