import { createRequire } from "node:module";
import { join } from "node:path";
import { type KindName, kinds } from "../../../provider/resources/registry.js";

const load = createRequire(__filename);

/**
 * What a folder holds of every kind that is registered: of `collection` in `collection.ts`, as `collectionDrift` where the
 * suffix is `Drift`. A kind without it is an error.
 */
export function ofEveryKind<T>(folder: string, suffix: string): Readonly<Record<KindName, T>> {
  const entries = Object.entries(kinds).map(([name, { file }]) => {
    const exported = load(join(folder, `${file}.js`)) as Readonly<Record<string, T | undefined>>;
    const one = exported[`${name}${suffix}`];
    if (one === undefined) throw new Error(`${join(folder, file)} exports no ${name}${suffix}`);
    return [name, one] as const;
  });
  return Object.fromEntries(entries) as Record<KindName, T>;
}

/** The same by the names of the kinds' classes. */
export function ofEveryClass<T>(folder: string, suffix: string): Readonly<Record<string, T>> {
  const ofEach = ofEveryKind<T>(folder, suffix);
  return Object.fromEntries(
    Object.entries(kinds).map(([name, { handler }]) => [handler.definition.kind, ofEach[name as KindName]]),
  );
}
