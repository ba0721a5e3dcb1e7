import type { DatasetStatus } from "@aws-sdk/client-rekognition";
import { projectNameOf } from "../../aws/arns.js";
import { type S3Location, type S3Object, s3Uri } from "../../aws/s3-objects.js";
import { isRekognitionError, RekognitionError } from "../../base/errors.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { statusTable } from "../../lifecycle/status-table.js";
import type { Activity, Unrecorded } from "../../lifecycle/unrecorded.js";
import { untilDeleted } from "../../lifecycle/until-taken.js";
import {
  entriesAre,
  entriesText,
  type Found,
  recordedAs,
  settled,
  soughtDataset,
  subjectOf,
  type Work,
} from "./dataset.js";
import { assertLinesUsable, linesOf, ManifestJudge } from "./manifest.js";

/**
 * Deletes a dataset as soon as AWS lets it, and waits until it is gone. A missing one is a success. From the moment that AWS
 * may have taken the call, `taken` is told.
 */
export async function removeDataset(
  context: AwsContext,
  arn: string,
  subject = `dataset ${arn}`,
  taken: () => void = () => undefined,
): Promise<void> {
  const ask = async ({ status }: Found): Promise<"busy" | undefined> => {
    if (status === "DELETE_IN_PROGRESS") return undefined;
    if (recordedAs.of(status, subject) === "moving") return "busy";
    try {
      await context.aws.call("DeleteDataset", { DatasetArn: arn });
      taken();
    } catch (error) {
      if (isRekognitionError(error) && error.effectUnknown) taken();
      throw error;
    }
    return undefined;
  };
  // A training may still read it, for as long as it takes.
  await untilDeleted(context, soughtDataset(context, arn, subject), ask, { patienceMs: Infinity });
}

/**
 * The deletion of a dataset that is made again from its inputs, which AWS has no other way for. What it is to be made from is
 * looked at first: where AWS would refuse it, nothing is deleted. An error after the deletion says what is gone.
 */
export class Replacement {
  readonly #work: Work;
  #loss: string | undefined;

  constructor(work: Work) {
    this.#work = work;
  }

  /** Deletes what stands there, unless it would be for nothing. */
  async remove(old: Found): Promise<void> {
    const { arn, DatasetStats: stats } = old.value;
    const entries = stats?.TotalEntries;
    const unchecked = entries === 0 ? undefined : await this.#checked(arn, entriesText(entries));
    await removeDataset(this.#work.context, arn, subjectOf(this.#work.place), () => {
      if (entries === 0) return;
      const why = unchecked === undefined ? "" : ` What it is made from was not checked before: ${unchecked}`;
      this.#loss = `Its former ${entriesAre(entries)} deleted.${why}`;
    });
  }

  /** Runs what removes and makes again. */
  async telling<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      throw isRekognitionError(error) && this.#loss !== undefined ? error.withMore(this.#loss) : error;
    }
  }

  async #checked(arn: string, held: string): Promise<string | undefined> {
    try {
      return await checkSource(this.#work, arn);
    } catch (error) {
      if (!isRekognitionError(error)) throw error;
      throw error.withMore(`Nothing was deleted: ${subjectOf(this.#work.place)} keeps its ${held}.`);
    }
  }
}

/**
 * Looks at what a dataset is to be made from before the one that stands there is deleted, and ends with an error where AWS
 * would refuse it. Returns why that could not be told; undefined where it could.
 */
async function checkSource({ context, place, inputs }: Work, doomedArn: string): Promise<string | undefined> {
  const { groundTruthManifest, datasetArn, distributeFromDatasetArn } = inputs;
  const lines = linesOf(inputs);
  if (lines !== undefined) await assertLinesUsable(lines);
  if (groundTruthManifest !== undefined) return checkManifest(context, groundTruthManifest.s3Object);
  if (datasetArn !== undefined) await checkOriginal(context, doomedArn, datasetArn);
  if (distributeFromDatasetArn !== undefined) {
    const train = subjectOf({ ...place, datasetType: "TRAIN" });
    const { value } = await settled(context, train, distributeFromDatasetArn);
    if (value.DatasetStats?.LabeledEntries === 0) throw unusable(`${train} has no entries with labels to distribute`);
  }
  return undefined;
}

/** Reads a manifest in S3, as AWS is going to. */
async function checkManifest(context: OperationContext, object: S3Location): Promise<string | undefined> {
  const subject = `manifest ${s3Uri(object)}`;
  if (!/\.[^./]+$/.test(object.name)) {
    throw new ManifestJudge(subject).refusal(
      "has no file extension, and AWS takes none without (.manifest, as a rule)",
    );
  }
  if (!context.aws.asksS3)
    return "S3 is not asked while rekognition:endpoint is set and rekognition:s3Endpoint is not.";
  try {
    const losses = await judged(subject, await context.aws.readObject(object));
    if (losses !== undefined) context.warn(`${subject}: ${losses}.`);
    return undefined;
  } catch (error) {
    if (!isRekognitionError(error, "AccessDenied")) throw error;
    context.warn(`${subject} is not checked before the dataset is deleted: ${error.what}`);
    return error.what;
  }
}

const MAX_MANIFEST_BYTES = 1024 ** 3;

/** Judges the bytes of a manifest; returns what AWS leaves out of it. */
async function judged(subject: string, { body, sizeBytes }: S3Object): Promise<string | undefined> {
  const judge = new ManifestJudge(subject);
  if (sizeBytes > MAX_MANIFEST_BYTES) throw judge.refusal(`has ${String(sizeBytes)} bytes, and AWS takes at most 1 GB`);
  for await (const line of judge.linesIn(body)) {
    if (line.hasMark) judge.pass(line, "begins with a byte order mark (BOM)");
    else judge.take(line);
  }
  judge.assertUsable();
  return judge.losses;
}

/** Whether a dataset can be copied. */
async function checkOriginal(context: OperationContext, doomedArn: string, arn: string): Promise<void> {
  if (arn === doomedArn) throw unusable("datasetArn is the dataset itself: it would be deleted before it is copied");
  const { value } = await settled(context, "the dataset that is to be copied", arn);
  // AWS copies with the caller's right to list.
  await context.aws.call("ListDatasetEntries", { DatasetArn: arn, MaxResults: 1 });
  if (value.DatasetStats?.TotalEntries === 0)
    throw unusable(`the dataset that is to be copied (${arn}) has no entries`);
}

function unusable(what: string): RekognitionError {
  return new RekognitionError("SourceUnusable", what);
}

const activity = statusTable<DatasetStatus, Activity>({
  CREATE_IN_PROGRESS: "making",
  UPDATE_IN_PROGRESS: "making",
  CREATE_COMPLETE: "idle",
  UPDATE_COMPLETE: "idle",
  CREATE_FAILED: "idle",
  UPDATE_FAILED: "idle",
  DELETE_IN_PROGRESS: "deleting",
});

/** Datasets that no record leads to. */
export const unrecordedDatasets: Unrecorded = {
  noun: "dataset",
  order: 2,
  async list({ describe }) {
    const projects = await describe.projects();
    return projects.flatMap(({ ProjectArn = "", Datasets = [] }) =>
      Datasets.map(({ DatasetArn = "", DatasetType = "", Status = "" }) => ({
        arn: DatasetArn,
        name: `${projectNameOf(ProjectArn)} (${DatasetType})`,
        status: Status,
        activity: activity.or(Status, "unknown"),
        usdPerHour: 0,
        remark: "",
      })),
    );
  },
  remove: (context, { arn }) => removeDataset(context, arn),
};
