import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Program } from "./recording.js";

const DRAWN = join(__dirname, "..", "..", "..", "examples", "quickstart", "data", "images");
const OF_EACH_LABEL = 5;

/** A few of the quickstart's images, by their label and name, in base64: the program that is recorded brings them along. */
function drawnImages(): Readonly<Record<string, string>> {
  const files = ["circle", "square"].flatMap((label) =>
    readdirSync(DRAWN)
      .filter((name) => name.startsWith(`${label}-`))
      .sort()
      .slice(0, OF_EACH_LABEL)
      .map((name) => [`${label}/${name}`, readFileSync(join(DRAWN, name)).toString("base64")] as const),
  );
  return Object.fromEntries(files);
}

interface Images {
  readonly tags: object;
  readonly minF1Score: number;
  readonly deletionPolicy: "keep" | "delete";
}

/** What came after 0.1.0: image sets, gates, and a component around them. */
const images = (values: Images): Program => ({
  "index.js": `
  const fs = require("node:fs");
  const path = require("node:path");
  const r = require("pulumi-rekognition");
  const { CustomLabelsModel } = require("pulumi-rekognition/components");
  const { tags, minF1Score, deletionPolicy } = ${JSON.stringify(values)};
  for (const [name, bytes] of Object.entries(${JSON.stringify(drawnImages())})) {
    fs.mkdirSync(path.dirname(path.join("images", name)), { recursive: true });
    fs.writeFileSync(path.join("images", name), Buffer.from(bytes, "base64"));
  }
  const bucket = "quickstart-data";
  new CustomLabelsModel("shapes", { bucket, images: { folder: "images" }, minF1Score, tags });
  const set = new r.ImageSet("set", { bucket, prefix: "sets", folder: "images", deletionPolicy });
  const project = new r.Project("few", { tags });
  new r.Dataset("few", { projectArn: project.arn, datasetType: "TRAIN", groundTruthManifest: set.manifest, tags });
`,
});

export const imagesStory = {
  name: "images",
  runs: [{ program: images({ tags: { team: "vision" }, minF1Score: 0.5, deletionPolicy: "keep" }) }],
  changed: images({ tags: { team: "hearing" }, minF1Score: 0.6, deletionPolicy: "delete" }),
} as const;
