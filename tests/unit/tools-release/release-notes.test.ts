import { expect } from "chai";
import { releaseNotes } from "../../../tools/release/release-notes.js";

const changelog = (unreleased: string, heading = "## [1.1.0] - 2026-11-27") =>
  `# Changelog\n\n## [Unreleased]\n\n${unreleased}\n${heading}\n\n### Added\n\n- [New](docs/new.md).\n\n## [1.0.0] - 2026-01-01\n\n- Old.\n`;

describe("the notes of a release", () => {
  it("are the changelog's section of the version", () => {
    expect(releaseNotes(changelog(""), "1.1.0", undefined)).to.deep.equal({
      text: "### Added\n\n- [New](docs/new.md).",
      unmet: [],
    });
    expect(releaseNotes(changelog(""), "1.0.0", undefined).text).to.equal("- Old.");
  });

  it("lead to the repository's files at that version", () => {
    const { text } = releaseNotes(changelog(""), "1.1.0", "https://example.com/some/package");
    expect(text).to.contain("[New](https://example.com/some/package/blob/v1.1.0/docs/new.md)");
  });

  it("are what is not released yet while there is such, and nothing for a registry", () => {
    const { text, unmet } = releaseNotes(changelog("- Newer.\n"), "1.1.0", undefined);
    expect(text).to.equal("- Newer.");
    expect(unmet).to.have.length(1);
    expect(unmet[0]).to.match(/^CHANGELOG.md has entries under Unreleased: /);
  });

  it("are nothing for a registry without a section and a date", () => {
    expect(releaseNotes(changelog(""), "2.0.0", undefined).unmet).to.deep.equal([
      "CHANGELOG.md has no section [2.0.0].",
    ]);
    const undated = changelog("", "## [1.1.0] - unreleased");
    expect(releaseNotes(undated, "1.1.0", undefined).unmet).to.deep.equal([
      "The section [1.1.0] in CHANGELOG.md has no date.",
    ]);
  });
});
