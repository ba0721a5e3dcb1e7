/** An entry of package-lock.json. */
export interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export interface InstalledPackage {
  readonly name: string;
  readonly locked: LockedPackage;
  /** The places, in `node_modules`, of what it needs. */
  readonly needs: readonly string[];
}

/**
 * What an installation of the package brings, by its place: all that it needs, and what that needs. It is not what npm marks
 * as no development dependency, which the examples' dependencies are as well.
 */
export function installedPackages({ packages }: Lockfile): ReadonlyMap<string, InstalledPackage> {
  const installed = new Map<string, InstalledPackage>();
  const places = [""];
  for (const place of places) {
    const locked = packages[place];
    if (locked === undefined || installed.has(place)) continue;
    const needs = neededNames(locked).flatMap((name) => placeOf(name, place, packages) ?? []);
    installed.set(place, { name: place.slice(place.lastIndexOf(MODULES) + MODULES.length), locked, needs });
    places.push(...needs);
  }
  installed.delete("");
  return installed;
}

const MODULES = "node_modules/";

function neededNames({ dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta }: LockedPackage) {
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => peerDependenciesMeta?.[name]?.optional !== true);
  return [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers];
}

/** Where Node finds a package that another one asks for. */
function placeOf(name: string, from: string, packages: Lockfile["packages"]): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf(MODULES) - 1))) {
    const place = folder === "" ? MODULES + name : `${folder}/${MODULES}${name}`;
    if (place in packages) return place;
    if (folder === "") return undefined;
  }
}
