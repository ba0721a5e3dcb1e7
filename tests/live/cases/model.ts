import { join } from "node:path";
import { readFileSync } from "node:fs";
import { countObjects } from "../clean/objects.js";
import { removeObjects } from "../clean/objects.js";
import { holds, refused, same } from "./asserting.js";
import type { CaseContext, LiveCase, Used } from "./live-case.js";
import { ONE_IMAGE, labelledImages } from "./pictures.js";
import { program } from "./program.js";
import { projectNamed } from "./project.js";
import { atProjects, whileLooking } from "./watch.js";

/** How long the model may run before the suite stops it. */
const RUNNING_LIMIT_HOURS = 1;
const BOUNDS = { trainings: 1, unitHours: RUNNING_LIMIT_HOURS, images: 2 };
const HOUR_MS = 3_600_000;

interface Said {
  readonly names: { readonly source: string; readonly copies: string };
  readonly bucket: string;
  readonly prefix: string;
  readonly folder: string;
  readonly units?: number;
  readonly isCopied: boolean;
}

const declare = (said: Said): string =>
  program(
    { ...said, units: said.units ?? null },
    `const images = new r.ImageSet("images", { bucket, prefix: prefix + "/model", setName: "shapes", folder });
     const project = new r.Project("source", { projectName: names.source });
     const model = new r.ProjectVersion("model", {
       projectArn: project.arn,
       versionName: "v1",
       outputConfig: { s3Bucket: bucket, s3KeyPrefix: prefix + "/output" },
       trainingData: { assets: [{ groundTruthManifest: images.manifest }] },
       testingData: { autoCreate: true },
       minInferenceUnits: units ?? undefined,
       tags: { stage: units === null ? "rests" : "runs" },
     });
     exports.status = r.getProjectVersionOutput({ projectVersionArn: model.arn }).status;
     exports.f1Score = r.getEvaluationOutput({ projectVersionArn: model.arn }).f1Score;
     if (units !== null) {
       const image = { s3Object: { bucket, name: prefix + "/one.png" } };
       exports.seen = r.detectCustomLabelsOutput({ projectVersionArn: model.arn, image }).customLabels;
     }
     if (isCopied) {
       const copies = new r.Project("copies", { projectName: names.copies });
       new r.ProjectVersionCopy("copy", {
         sourceProjectArn: project.arn,
         sourceProjectVersionArn: model.arn,
         destinationProjectArn: copies.arn,
         versionName: "v1-copy",
         outputConfig: { s3Bucket: bucket, s3KeyPrefix: prefix + "/copy" },
       });
     }`,
  );

async function run(context: CaseContext): Promise<Used> {
  const { aws, settings, keys, folder, name, recorder, time } = context;
  const { bucket } = settings;
  const names = { source: name("source"), copies: name("copies") };
  const said = { names, bucket, prefix: keys, folder: join(folder, "images"), isCopied: false };
  labelledImages(said.folder);
  const image = readFileSync(ONE_IMAGE);
  await aws.s3.putObject({ Bucket: bucket, Key: `${keys}/one.png`, Body: image });
  const stack = await context.stack();
  return await whileLooking(context, atProjects(...Object.values(names)), async () => {
    context.tell("  training; AWS takes 30 minutes and more");
    await stack.up(declare(said));
    const trained = await modelNamed(context, names.source);
    same("the status of the trained model", trained?.Status, "TRAINING_COMPLETED");
    const trainingHours = (trained?.BillableTrainingTimeInSeconds ?? 0) / 3600;
    recorder.measures["billableTrainingSeconds"] = trained?.BillableTrainingTimeInSeconds ?? "absent";
    const arn = trained?.ProjectVersionArn ?? "";
    const detect = () => aws.rekognition.detectCustomLabels({ ProjectVersionArn: arn, Image: { Bytes: image } });
    await refused("a model that does not run", ["ResourceNotReadyException"], detect);

    context.tell("  starting");
    const startedMs = time.sinceMs();
    await bounded(context, async () => {
      await stack.up(declare({ ...said, units: 1 }));
      same("the status of the started model", (await modelNamed(context, names.source))?.Status, "RUNNING");
      holds("the model answers", Array.isArray((await detect()).CustomLabels));
      context.tell("  stopping, and copying");
      await stack.up(declare(said));
    });
    const unitHours = (time.sinceMs() - startedMs) / HOUR_MS;
    same("the status of the stopped model", (await modelNamed(context, names.source))?.Status, "STOPPED");

    await stack.up(declare({ ...said, isCopied: true }));
    const copied = await modelNamed(context, names.copies);
    same("the status of the copy", copied?.Status, "COPYING_COMPLETED");
    same("what the copy is of", copied?.SourceProjectVersionArn, arn);
    await stack.up(declare({ ...said, isCopied: true }), "--expect-no-changes");
    await stack.refresh();
    await stack.destroy();
    for (const each of Object.values(names)) {
      same(`the deleted project ${each}`, await projectNamed(aws.rekognition, each), undefined);
    }
    await resultsOf(context);
    return { bounds: { unitHours, images: 2 }, trainingHours };
  });
}

async function modelNamed({ aws: { rekognition } }: CaseContext, project: string) {
  const described = await projectNamed(rekognition, project);
  const { ProjectVersionDescriptions = [] } = await rekognition.describeProjectVersions({
    ProjectArn: described?.ProjectArn,
  });
  return ProjectVersionDescriptions[0];
}

/** Ends the case, whose things are then stopped and removed, where the model would run for longer than was reckoned with. */
async function bounded(context: CaseContext, work: () => Promise<void>): Promise<void> {
  const timer = context.time.after(RUNNING_LIMIT_HOURS * HOUR_MS, () => {
    context.stop(`the model has run for ${RUNNING_LIMIT_HOURS} hour`);
  });
  try {
    await work();
  } finally {
    timer.cancel();
  }
}

/** What a training and a copy write stays in the bucket: it is the account's, not the resource's. */
async function resultsOf({ aws: { s3 }, settings: { bucket }, keys, recorder }: CaseContext): Promise<void> {
  same("images left in the bucket", await countObjects(s3, bucket, `${keys}/model/`), 0);
  recorder.measures["objectsOfTraining"] = await countObjects(s3, bucket, `${keys}/output/`);
  recorder.measures["objectsOfCopy"] = await countObjects(s3, bucket, `${keys}/copy/`);
  await removeObjects(s3, bucket, `${keys}/`);
}

export const model: LiveCase = {
  name: "model",
  what: "an ImageSet, a ProjectVersion trained, started, asked and stopped, a ProjectVersionCopy of it; functions",
  bounds: () => BOUNDS,
  run,
};
