import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../engine/modules.js";
import { temporaryFolder } from "../sandbox/cleanup.js";
import { pythonPackages, ROOT } from "./environment.js";

/**
 * A copy of an example in a folder of its own, with what its project file names where it names it: the plugin, and for
 * Python the virtual environment. The files are as they are.
 */
export async function exampleProject(language: Language, name: string): Promise<string> {
  const { folder: root } = temporaryFolder("pulumi-rekognition-example-");
  const folder = join(root, "examples", language, name);
  cpSync(join(ROOT, "examples", language, name), folder, { recursive: true });
  symlinkSync(join(ROOT, "plugin"), join(root, "plugin"), "junction");
  if (language === "python") symlinkSync(await pythonPackages(), join(folder, "venv"), "junction");
  return folder;
}
