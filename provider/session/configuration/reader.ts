import { type ConfigurationKey, type KeyName, configurationKeys } from "./keys.js";
import type { ValueOf } from "./kinds.js";
import { valueOf } from "./values.js";

type Setting<Name extends KeyName> = ValueOf<(typeof configurationKeys)[Name]["kind"]> | undefined;

/** Reads keys under one prefix; undefined where one is not set. */
export interface ReadKey {
  <Name extends KeyName>(name: Name): Setting<Name>;
  readonly prefix: string;
}

/** A reader of the keys under a prefix. */
export function readerOf(prefix: string, get: (key: string) => string | undefined): ReadKey {
  const read = (name: KeyName): unknown =>
    valueOf(configurationKeys[name].kind, `${prefix}${name}`, get(`${prefix}${name}`));
  return Object.assign(read as <Name extends KeyName>(name: Name) => Setting<Name>, { prefix });
}

/** A reader that takes what the first one finds, and for keys that have the same meaning there what the second one finds. */
export function eitherOf(own: ReadKey, shared: ReadKey): ReadKey {
  const read = <Name extends KeyName>(name: Name): Setting<Name> => {
    const { isShared }: ConfigurationKey = configurationKeys[name];
    return own(name) ?? (isShared === true ? shared(name) : undefined);
  };
  return Object.assign(read, { prefix: own.prefix });
}
