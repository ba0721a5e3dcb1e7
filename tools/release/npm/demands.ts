/** What of package.json matters to a registry. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly repository?: string | { readonly type?: string; readonly url?: string };
  readonly homepage?: string;
  readonly bugs?: string | { readonly url?: string };
  readonly publishConfig?: { readonly provenance?: boolean };
  readonly scripts?: Readonly<Record<string, string>>;
}

/** The scripts that npm runs at users' machines, or whenever someone packs. */
const SCRIPTS_OF_NPM = ["preinstall", "install", "postinstall", "prepare", "prepublish", "prepublishOnly", "prepack"];

/** As npm writes it for a repository that is read without credentials. */
const REPOSITORY = /^git\+(https:\/\/[^/@\s]+\/\S+?)\.git$/;

/** The repository's address for browsers, if it is known. */
export function repositoryAddress({ repository }: Manifest): string | undefined {
  const url = typeof repository === "string" ? repository : repository?.url;
  return REPOSITORY.exec(url ?? "")?.[1];
}

/** What the manifest of a tarball lacks for a registry, in sentences. */
export function unmetByManifest(manifest: Manifest): string[] {
  const { repository, homepage, bugs, publishConfig, scripts = {} } = manifest;
  const unmet: string[] = [];
  if (manifest.private === true) unmet.push("package.json says private: npm publishes no such package.");
  if (repository === undefined)
    unmet.push("package.json has no repository: npm compares it with the place that a provenance statement names.");
  else if (repositoryAddress(manifest) === undefined)
    unmet.push("The repository in package.json is no git+https://HOST/PATH.git: npm finds no links and no provenance.");
  if (homepage === undefined) unmet.push("package.json has no homepage: the package's page leads nowhere.");
  if (bugs === undefined) unmet.push("package.json has no bugs: nobody is told where to report one.");
  if (publishConfig?.provenance !== true)
    unmet.push("package.json has no publishConfig.provenance: npm would publish from anywhere.");
  for (const script of SCRIPTS_OF_NPM.filter((name) => name in scripts))
    unmet.push(`The packed package.json has a script ${script}, which npm runs by itself.`);
  return unmet;
}
