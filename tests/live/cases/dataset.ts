import { join } from "node:path";
import { paginateListDatasetEntries } from "@aws-sdk/client-rekognition";
import { countObjects, keysOf } from "../clean/objects.js";
import { holds, same } from "./asserting.js";
import { type CaseContext, FREE, type LiveCase } from "./live-case.js";
import { labelledImages } from "./pictures.js";
import { program } from "./program.js";
import { projectNamed } from "./project.js";
import { atProjects, whileLooking } from "./watch.js";

const declare = (values: { projectName: string; bucket: string; prefix: string; folder: string }): string =>
  program(
    values,
    `const images = new r.ImageSet("images", { bucket, prefix, setName: "shapes", folder });
     const project = new r.Project("project", { projectName });
     const train = new r.Dataset("train", { projectArn: project.arn, datasetType: "TRAIN", groundTruthManifest: images.manifest });
     const test = new r.Dataset("test", { projectArn: project.arn, datasetType: "TEST", distributeFromDatasetArn: train.arn });
     // Once entries have been taken from it: until then it may be UPDATE_IN_PROGRESS, and tells neither labels nor entries.
     const datasetArn = test.arn.apply(() => train.arn);
     exports.stats = r.getDatasetOutput({ datasetArn }).datasetStats;
     exports.labels = r.getDatasetLabelsOutput({ datasetArn }).datasetLabelDescriptions;
     exports.entries = r.getDatasetEntriesOutput({ datasetArn }).datasetEntries;`,
  );

/** The train dataset alone, made again from other images: what was distributed from the first one goes with it. */
const changed = (values: { projectName: string; bucket: string; prefix: string; folder: string }): string =>
  program(
    values,
    `const images = new r.ImageSet("images", { bucket, prefix, setName: "shapes", folder });
     const project = new r.Project("project", { projectName });
     new r.Dataset("train", { projectArn: project.arn, datasetType: "TRAIN", groundTruthManifest: images.manifest });`,
  );

async function run(context: CaseContext): Promise<undefined> {
  const { aws, settings, keys, folder } = context;
  const { bucket } = settings;
  const values = {
    projectName: context.name("pictures"),
    bucket,
    prefix: `${keys}/dataset`,
    folder: join(folder, "images"),
  };
  const count = labelledImages(values.folder);
  const stack = await context.stack();
  await whileLooking(context, atProjects(values.projectName), async () => {
    await stack.up(declare(values));
    holds("images and manifest are in the bucket", (await keysOf(aws.s3, bucket, `${values.prefix}/`)).length > count);
    same("the number of entries of both datasets", await entriesOf(context, values.projectName), count);
    const fewer = labelledImages(values.folder, 2);
    await stack.up(changed(values));
    same("the number of entries after a change", await entriesOf(context, values.projectName), fewer);
    await stack.refresh();
    await stack.destroy();
  });
  same("the deleted project", await projectNamed(aws.rekognition, values.projectName), undefined);
  // In a bucket with versioning, what is not deleted for good is left as versions.
  same("objects left in the bucket", await countObjects(aws.s3, bucket, `${values.prefix}/`), 0);
  return undefined;
}

async function entriesOf({ aws: { rekognition: client } }: CaseContext, name: string): Promise<number> {
  let count = 0;
  const described = await projectNamed(client, name);
  for (const { DatasetArn } of described?.Datasets ?? []) {
    for await (const page of paginateListDatasetEntries({ client }, { DatasetArn })) {
      count += page.DatasetEntries?.length ?? 0;
    }
  }
  return count;
}

export const dataset: LiveCase = {
  name: "dataset",
  what: "an ImageSet and two Datasets made of it, distributed and then changed; functions",
  bounds: FREE,
  run,
};
