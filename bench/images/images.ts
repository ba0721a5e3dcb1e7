import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ImageSource } from "../../provider/images/image-set.js";
import { REPOSITORY } from "../../tests/e2e/harness/package-under-test.js";
import { jpeg } from "../../tests/unit/images/harness/pictures.js";
import { largest, median } from "../measure/statistics.js";
import { atMost } from "../report/figure.js";
import type { Section } from "../section.js";

const READER = join(REPOSITORY, "dist", "provider", "images", "image-set.js");
const LABELS = 10;
const WARM_S = 3;
const MEMORY_MB = 200;
/** A photograph as it is when it was scaled down for a training. */
const IMAGE_KB = 30;
const LAST_YEAR = new Date(1_750_000_000_000);

interface Reading {
  readonly s: number;
  readonly mb: number;
}

/** Reads a set in a new process, down to the last line of its manifest. */
function reading(source: ImageSource, cache: string): Reading {
  const program = `
    const { readLabelledImages, manifestLines } = require(${JSON.stringify(READER)});
    const from = performance.now();
    readLabelledImages(${JSON.stringify(source)}).then((images) => {
      for (const line of manifestLines(images, "bucket", ({ sha256 }) => sha256));
      console.log(JSON.stringify({ s: (performance.now() - from) / 1000, mb: process.resourceUsage().maxRSS / 1024 }));
    });`;
  const env = { ...process.env, XDG_CACHE_HOME: cache };
  return JSON.parse(execFileSync(process.execPath, ["--eval", program], { encoding: "utf8", env })) as Reading;
}

/** Images that differ in a comment, which is all that a hash needs, each with a folder's label and a box in YOLO's form. */
function writeImages(root: string, count: number): void {
  const image = jpeg(128, 96);
  for (let number = 0; number < count; number += 1) {
    const name = join(`label-${number % LABELS}`, String(number));
    if (number < LABELS)
      for (const part of ["images", "labels"]) mkdirSync(join(root, part, `label-${number}`), { recursive: true });
    const comment = Buffer.alloc(IMAGE_KB * 1024, `${number} `);
    const length = comment.length + 2;
    const marker = Buffer.from([0xff, 0xfe, length >> 8, length & 0xff]);
    const file = join(root, "images", `${name}.jpg`);
    writeFileSync(file, Buffer.concat([image.subarray(0, 2), marker, comment, image.subarray(2)]));
    utimesSync(file, LAST_YEAR, LAST_YEAR);
    writeFileSync(join(root, "labels", `${name}.txt`), `${number % LABELS} 0.5 0.5 0.25 0.25\n`);
  }
  writeFileSync(
    join(root, "labels", "classes.txt"),
    Array.from({ length: LABELS }, (_, label) => `label-${label}`).join("\n"),
  );
}

/** Reading many images, for the first time and once more. */
export const images: Section = {
  name: "images",
  title: "Labelled images",
  run({ count, progress }) {
    const [number, times] = [count(10_000, 200), count(5, 1)];
    const root = mkdtempSync(join(tmpdir(), "bench-images-"));
    try {
      progress(`${number} images are written`);
      writeImages(root, number);
      const folder = join(root, "images");
      const read = (source: ImageSource, cache: string): Reading => {
        progress(`${source.format} with the cache ${cache}`);
        return reading(source, join(root, cache));
      };
      const often = (take: (time: number) => Reading): Reading[] =>
        Array.from({ length: times }, (_, time) => take(time));
      const cold = often((time) => read({ folder, format: "folders" }, `cold-${time}`));
      const warm = often(() => read({ folder, format: "folders" }, "cold-0"));
      const yolo = often(() => read({ folder, format: "yolo", annotations: join(root, "labels") }, "cold-0"));
      const seconds = (of: readonly Reading[]): number => median(of.map(({ s }) => s));
      const all = [...cold, ...warm, ...yolo];
      const mb = largest(all.map((each) => each.mb));
      const slower = Math.max(seconds(warm), seconds(yolo));
      return Promise.resolve({
        method: [
          `${number} JPEG images of ${IMAGE_KB} kB in ${LABELS} folders are read, checked, hashed and written as a manifest, each time ` +
            `in a new process; medians of ${times}. The files are in the memory of the system.`,
          "Cold: nothing is known of them. Warm: hashes are kept from an earlier run.",
        ],
        figures: [
          { id: "images-cold", what: "cold", unit: "s", ours: seconds(cold) },
          { id: "images-warm", what: "warm", unit: "s", ours: seconds(warm) },
          {
            id: "images-yolo-warm",
            what: "warm, with a text file in YOLO's form for each",
            unit: "s",
            ours: seconds(yolo),
            bound: atMost(slower, WARM_S, `warm at most ${WARM_S} s`),
          },
          { id: "images-ratio", what: "warm, ratio to cold", unit: "times", ours: seconds(warm) / seconds(cold) },
          {
            id: "images-memory",
            what: "most memory of the process",
            unit: "MB",
            ours: mb,
            bound: atMost(mb, MEMORY_MB, `at most ${MEMORY_MB} MB`),
          },
        ],
        plots: [],
      });
    } finally {
      rmSync(root, { recursive: true });
    }
  },
};
