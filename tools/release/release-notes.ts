export interface ReleaseNotes {
  /** The changelog's section of the version, or what is not released yet if it is new since. */
  readonly text: string;
  /** What keeps the changelog from being a release's, in sentences. */
  readonly unmet: readonly string[];
}

interface Section {
  readonly heading: string;
  readonly text: string;
}

/** Cuts a version's notes from the changelog. Its links lead to the repository's files at that version, if it is known. */
export function releaseNotes(changelog: string, version: string, repository: string | undefined): ReleaseNotes {
  const sections = changelog.split(/^## /m).slice(1).map(section);
  const unreleased = sections.find(({ heading }) => heading === "[Unreleased]")?.text ?? "";
  const own = sections.find(({ heading }) => heading.startsWith(`[${version}]`));
  const unmet: string[] = [];
  if (unreleased !== "")
    unmet.push("CHANGELOG.md has entries under Unreleased: raise the version, and give them a section of that name.");
  if (own === undefined) unmet.push(`CHANGELOG.md has no section [${version}].`);
  else if (!/ - \d{4}-\d{2}-\d{2}$/.test(own.heading))
    unmet.push(`The section [${version}] in CHANGELOG.md has no date.`);
  const text = unreleased === "" ? (own?.text ?? "") : unreleased;
  return { text: repository === undefined ? text : withAddresses(text, `${repository}/blob/v${version}/`), unmet };
}

function section(text: string): Section {
  const [heading = "", ...lines] = text.split("\n");
  return { heading: heading.trim(), text: lines.join("\n").trim() };
}

/** A release's page is at another place than the changelog. */
function withAddresses(text: string, base: string): string {
  return text.replace(/\]\((?![a-z]+:|#)([^)\s]+)\)/g, (_, link: string) => `](${base}${link})`);
}
