/** The lists at the top of an answer. */
export function arrays(output: object): (readonly [string, readonly unknown[]])[] {
  return Object.entries(output).flatMap(([key, value]) => (Array.isArray(value) ? [[key, value as unknown[]]] : []));
}

/** Whether a member of that name stands anywhere in it. */
export function hasMember(value: unknown, isIt: (key: string) => boolean): boolean {
  if (Array.isArray(value)) return value.some((item) => hasMember(item, isIt));
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, item]) => isIt(key) || hasMember(item, isIt));
}

/** The same without the members of that name. */
export function without<T>(value: T, isIt: (key: string) => boolean): T {
  return mapped(value, (key, item) => (isIt(key) ? undefined : [item])) as T;
}

/** The same with another value for the members of that name. */
export function changedEverywhere<T>(value: T, isIt: (key: string) => boolean, instead: unknown): T {
  return mapped(value, (key, item) => (isIt(key) ? [instead] : [item])) as T;
}

function mapped(value: unknown, member: (key: string, item: unknown) => [unknown] | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, member));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const kept = member(key, item);
      return kept === undefined ? [] : [[key, mapped(kept[0], member)]];
    }),
  );
}
