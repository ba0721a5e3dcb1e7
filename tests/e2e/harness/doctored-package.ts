import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onCleanUp } from "../../../tools/sandbox/cleanup.js";
import { REPOSITORY } from "./package-under-test.js";

/** An edit of one compiled file. */
export interface Edit {
  /** Path below `dist`. */
  readonly file: string;
  readonly find: string;
  readonly replaceBy: string;
}

/**
 * A copy of the built package with something edited, to prove that a test notices. Fails when the text to replace is not
 * there exactly once: an edit that changes nothing would prove nothing.
 */
export function doctoredPackage(...edits: readonly Edit[]): string {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-rekognition-doctored-"));
  onCleanUp(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const text = readFileSync(join(REPOSITORY, "package.json"), "utf8");
  const described = JSON.parse(text) as { exports: Record<string, unknown> };
  // The plugin loads its modules here, and not the one file that is made of them.
  described.exports["./provider"] = "./dist/provider/facades/dynamic/index.js";
  writeFileSync(join(folder, "package.json"), JSON.stringify(described));
  for (const room of ["provider", "sdk"]) {
    cpSync(join(REPOSITORY, "dist", room), join(folder, "dist", room), { recursive: true });
  }
  symlinkSync(join(REPOSITORY, "node_modules"), join(folder, "node_modules"), "junction");
  for (const { file, find, replaceBy } of edits) {
    const path = join(folder, "dist", file);
    const parts = readFileSync(path, "utf8").split(find);
    if (parts.length !== 2) throw new Error(`"${find}" stands ${String(parts.length - 1)} times in ${file}, not once.`);
    writeFileSync(path, parts.join(replaceBy));
  }
  return folder;
}
