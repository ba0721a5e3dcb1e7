import type { DatasetDescription, DatasetSource, DatasetType } from "@aws-sdk/client-rekognition";
import { BUCKET, labeled } from "./bucket.js";
import { MINUTE_MS } from "./scene.js";
import type { Scene } from "./scene.js";

/** The source that is a manifest in the scene's bucket. */
export const manifestSource = (key: string): DatasetSource => ({
  GroundTruthManifest: { S3Object: { Bucket: BUCKET, Name: key } },
});

/** Begins to make a dataset; without a source it is an empty one. */
export async function beginDataset(
  scene: Scene,
  projectArn: string,
  source?: DatasetSource,
  type: DatasetType = "TRAIN",
): Promise<string> {
  const request = { ProjectArn: projectArn, DatasetType: type, DatasetSource: source };
  return (await scene.client.createDataset(request)).DatasetArn ?? "";
}

/** A dataset whose creation is over. */
export async function makeDataset(
  scene: Scene,
  projectArn: string,
  source?: DatasetSource,
  type: DatasetType = "TRAIN",
): Promise<string> {
  const arn = await beginDataset(scene, projectArn, source, type);
  scene.emulator.advance(MINUTE_MS);
  return arn;
}

/** A dataset of these lines. */
export async function makeDatasetOf(
  scene: Scene,
  projectArn: string,
  lines: readonly object[],
  type: DatasetType = "TRAIN",
): Promise<string> {
  const key = `${type}.manifest`;
  scene.bucket.putManifest(key, lines);
  return makeDataset(scene, projectArn, manifestSource(key), type);
}

/** Sends lines to a dataset, as objects or as they are. */
export async function sendEntries(scene: Scene, arn: string, lines: readonly (object | string)[]): Promise<void> {
  const texts = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line)));
  await scene.client.updateDatasetEntries({ DatasetArn: arn, Changes: { GroundTruth: Buffer.from(texts.join("\n")) } });
}

/** Sends lines and lets the update end. */
export async function updateEntries(scene: Scene, arn: string, lines: readonly (object | string)[]): Promise<void> {
  await sendEntries(scene, arn, lines);
  scene.emulator.advance(MINUTE_MS);
}

export async function describeDataset(scene: Scene, arn: string): Promise<DatasetDescription> {
  const { DatasetDescription: description } = await scene.client.describeDataset({ DatasetArn: arn });
  if (description === undefined) throw new Error(`no description of ${arn}`);
  return description;
}

/** An entry as it is listed. */
export type ListedEntry = Readonly<Record<string, unknown>> & {
  readonly "source-ref": string;
  readonly "cl-metadata": { readonly is_labeled: boolean };
  readonly errors?: readonly { readonly code: string; readonly message: string }[];
};

export async function listEntries(
  scene: Scene,
  arn: string,
  filters: { ContainsLabels?: string[]; Labeled?: boolean; SourceRefContains?: string; HasErrors?: boolean } = {},
): Promise<ListedEntry[]> {
  const { DatasetEntries = [] } = await scene.client.listDatasetEntries({ DatasetArn: arn, ...filters });
  return DatasetEntries.map((entry) => JSON.parse(entry) as ListedEntry);
}

/** The key of an entry's image. */
export const keyOf = (entry: ListedEntry): string => entry["source-ref"].slice(`s3://${BUCKET}/`.length);

/** Lines for images 0 to `count`, which take turns in showing the labels. */
export const alternating = (count: number, ...labels: readonly string[]): object[] =>
  Array.from({ length: count }, (_, index) => labeled(`image-${index}.png`, labels[index % labels.length] ?? ""));
