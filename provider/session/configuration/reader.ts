import type { KindName, ValueOf } from "./kinds.js";
import { type ConfigurationKey, type KeyName, configurationKeys } from "./keys.js";
import { valueOf } from "./values.js";

type Keys<Table> = Readonly<Record<keyof Table, { readonly kind: KindName }>>;

/** Reads keys of a table under one prefix; undefined where one is not set. */
export interface ReadKey<Table extends Keys<Table> = typeof configurationKeys> {
  <Name extends keyof Table & string>(name: Name): ValueOf<Table[Name]["kind"]> | undefined;
  readonly prefix: string;
}

/** A reader of the keys under a prefix. */
export function readerOf<Table extends Keys<Table>>(
  prefix: string,
  keys: Table,
  get: (key: string) => string | undefined,
): ReadKey<Table> {
  const read = <Name extends keyof Table & string>(name: Name): ValueOf<Table[Name]["kind"]> | undefined =>
    valueOf<Table[Name]["kind"]>(keys[name].kind, `${prefix}${name}`, get(`${prefix}${name}`));
  return Object.assign(read, { prefix });
}

/** A reader that takes what the first one finds, and for keys that have the same meaning there what the second one finds. */
export function eitherOf(own: ReadKey, shared: ReadKey): ReadKey {
  const read = <Name extends KeyName>(name: Name): ReturnType<typeof own<Name>> => {
    const { isShared }: ConfigurationKey = configurationKeys[name];
    return own(name) ?? (isShared === true ? shared(name) : undefined);
  };
  return Object.assign(read, { prefix: own.prefix });
}
