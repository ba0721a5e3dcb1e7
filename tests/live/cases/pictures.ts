import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../e2e/harness/package-under-test.js";

const DRAWN = join(REPOSITORY, "examples", "quickstart", "data", "images");

/** A folder with the drawn images, each in the folder of its label, some of each label left out. Answers how many it has. */
export function labelledImages(folder: string, leftOutOfEach = 0): number {
  rmSync(folder, { recursive: true, force: true });
  let count = 0;
  for (const file of readdirSync(DRAWN)) {
    const [, label, number] = /^([a-z]+)-(\d+)\.png$/.exec(file) ?? [];
    if (label === undefined || Number(number) <= leftOutOfEach) continue;
    mkdirSync(join(folder, label), { recursive: true });
    copyFileSync(join(DRAWN, file), join(folder, label, file));
    count += 1;
  }
  return count;
}

/** One of them. */
export const ONE_IMAGE = join(DRAWN, "circle-01.png");
