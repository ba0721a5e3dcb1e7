import { readFileSync } from "node:fs";
import { holds } from "./asserting.js";
import type { CaseContext, LiveCase, Used } from "./live-case.js";
import { ONE_IMAGE } from "./pictures.js";
import { program } from "./program.js";

const BOUNDS = { images: 2 };

async function run(context: CaseContext): Promise<Used> {
  const { aws, settings, keys } = context;
  const { bucket } = settings;
  const key = `${keys}/moderated.png`;
  await aws.s3.putObject({ Bucket: bucket, Key: key, Body: readFileSync(ONE_IMAGE) });
  const stack = await context.stack();
  await stack.up(
    program(
      { bucket, key },
      `exports.labels = r.detectModerationLabelsOutput({ image: { s3Object: { bucket, name: key } } }).moderationLabels;
       exports.projects = r.getProjectsOutput().projectDescriptions.apply((all) => Array.isArray(all));`,
    ),
  );
  const { labels, projects } = await stack.outputs();
  holds("both functions answer", Array.isArray(labels) && projects === true);
  await stack.destroy();
  await aws.s3.deleteObject({ Bucket: bucket, Key: key });
  return { bounds: BOUNDS, trainingHours: 0 };
}

export const moderation: LiveCase = {
  name: "moderation",
  what: "functions in a program without resources: an image is looked at for what moderation warns of",
  bounds: () => BOUNDS,
  run,
};
