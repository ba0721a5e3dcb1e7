/* Generated from the definitions in provider/functions by `npm run generate`: change those instead. */
import type * as pulumi from "@pulumi/pulumi";
import {
  type FunctionOptions,
  type FunctionOutputOptions,
  invoke,
  invokeOutput,
  iterate,
} from "../../functions/invoke.js";
import type {
  DatasetDescription,
  GetDatasetEntriesResult,
  GetDatasetLabelsResult,
  GetDatasetsResult,
} from "../results.js";

/** Arguments of {@link getDatasets}. */
export interface GetDatasetsArgs {
  /** ARN of the project, as in `project.arn`. */
  projectArn: string;
}

/** Arguments of {@link getDatasetsOutput}. */
export interface GetDatasetsOutputArgs {
  /** ARN of the project, as in `project.arn`. */
  projectArn: pulumi.Input<string>;
}

/**
 * The datasets of a project (at most one TRAIN and one TEST dataset) with their counts. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeDataset.html
 *
 * @example
 * ```ts
 * const { datasets } = await rekognition.getDatasets({ projectArn });
 * const all = rekognition.getDatasetsOutput({ projectArn: project.arn }).datasets;
 * ```
 */
export function getDatasets(args: GetDatasetsArgs, options: FunctionOptions = {}): Promise<GetDatasetsResult> {
  return invoke("getDatasets", args, options);
}

/**
 * The datasets of a project (at most one TRAIN and one TEST dataset) with their counts. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeDataset.html
 *
 * @example
 * ```ts
 * const { datasets } = await rekognition.getDatasets({ projectArn });
 * const all = rekognition.getDatasetsOutput({ projectArn: project.arn }).datasets;
 * ```
 */
export function getDatasetsOutput(
  args: GetDatasetsOutputArgs,
  options: FunctionOutputOptions = {},
): pulumi.Output<GetDatasetsResult> {
  return invokeOutput("getDatasets", args, options);
}

/** Arguments of {@link getDataset}. */
export interface GetDatasetArgs {
  /** ARN of the dataset, as in `dataset.arn`. */
  datasetArn: string;
}

/** Arguments of {@link getDatasetOutput}. */
export interface GetDatasetOutputArgs {
  /** ARN of the dataset, as in `dataset.arn`. */
  datasetArn: pulumi.Input<string>;
}

/**
 * One dataset, by its ARN, with its counts. Fails if it does not exist. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeDataset.html
 *
 * @example
 * ```ts
 * const { datasetStats } = await rekognition.getDataset({ datasetArn });
 * const status = rekognition.getDatasetOutput({ datasetArn: training.arn }).status;
 * ```
 */
export function getDataset(args: GetDatasetArgs, options: FunctionOptions = {}): Promise<DatasetDescription> {
  return invoke("getDataset", args, options);
}

/**
 * One dataset, by its ARN, with its counts. Fails if it does not exist. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeDataset.html
 *
 * @example
 * ```ts
 * const { datasetStats } = await rekognition.getDataset({ datasetArn });
 * const status = rekognition.getDatasetOutput({ datasetArn: training.arn }).status;
 * ```
 */
export function getDatasetOutput(
  args: GetDatasetOutputArgs,
  options: FunctionOutputOptions = {},
): pulumi.Output<DatasetDescription> {
  return invokeOutput("getDataset", args, options);
}

/** Arguments of {@link getDatasetEntries}. */
export interface GetDatasetEntriesArgs {
  /** ARN of the dataset, as in `dataset.arn`. */
  datasetArn: string;
  /** Only entries with one of these labels: 1 to 10, each of 1 to 255 characters without line breaks. Default: all. */
  containsLabels?: string[] | undefined;
  /** Only entries with a label, or only those without. Default: both. */
  labeled?: boolean | undefined;
  /** Only entries whose `source-ref` contains this text, 1 to 2048 characters without line breaks. Default: all. */
  sourceRefContains?: string | undefined;
  /** Only entries with an error, or only those without. Default: both. */
  hasErrors?: boolean | undefined;
}

/** Arguments of {@link getDatasetEntriesOutput}. */
export interface GetDatasetEntriesOutputArgs {
  /** ARN of the dataset, as in `dataset.arn`. */
  datasetArn: pulumi.Input<string>;
  /** Only entries with one of these labels: 1 to 10, each of 1 to 255 characters without line breaks. Default: all. */
  containsLabels?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** Only entries with a label, or only those without. Default: both. */
  labeled?: pulumi.Input<boolean | undefined>;
  /** Only entries whose `source-ref` contains this text, 1 to 2048 characters without line breaks. Default: all. */
  sourceRefContains?: pulumi.Input<string | undefined>;
  /** Only entries with an error, or only those without. Default: both. */
  hasErrors?: pulumi.Input<boolean | undefined>;
}

/**
 * All entries of a dataset, held in memory. In TypeScript, iterateDatasetEntries holds at most 100 at a time. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListDatasetEntries.html
 *
 * @example
 * ```ts
 * const { datasetEntries } = await rekognition.getDatasetEntries({ datasetArn, labeled: false });
 * const entries = rekognition.getDatasetEntriesOutput({ datasetArn: training.arn }).datasetEntries;
 * ```
 */
export function getDatasetEntries(
  args: GetDatasetEntriesArgs,
  options: FunctionOptions = {},
): Promise<GetDatasetEntriesResult> {
  return invoke("getDatasetEntries", args, options);
}

/**
 * All entries of a dataset, held in memory. In TypeScript, iterateDatasetEntries holds at most 100 at a time. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListDatasetEntries.html
 *
 * @example
 * ```ts
 * const { datasetEntries } = await rekognition.getDatasetEntries({ datasetArn, labeled: false });
 * const entries = rekognition.getDatasetEntriesOutput({ datasetArn: training.arn }).datasetEntries;
 * ```
 */
export function getDatasetEntriesOutput(
  args: GetDatasetEntriesOutputArgs,
  options: FunctionOutputOptions = {},
): pulumi.Output<GetDatasetEntriesResult> {
  return invokeOutput("getDatasetEntries", args, options);
}

/**
 * The entries of a dataset, one at a time: no more than 100 are held in memory. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListDatasetEntries.html
 *
 * @example
 * ```ts
 * for await (const entry of rekognition.iterateDatasetEntries({ datasetArn })) console.log(JSON.parse(entry));
 * ```
 */
export function iterateDatasetEntries(
  args: GetDatasetEntriesArgs,
  options: FunctionOptions = {},
): AsyncGenerator<string, void, undefined> {
  return iterate("getDatasetEntries", "datasetEntries", args, options);
}

/** Arguments of {@link getDatasetLabels}. */
export interface GetDatasetLabelsArgs {
  /** ARN of the dataset, as in `dataset.arn`. */
  datasetArn: string;
}

/** Arguments of {@link getDatasetLabelsOutput}. */
export interface GetDatasetLabelsOutputArgs {
  /** ARN of the dataset, as in `dataset.arn`. */
  datasetArn: pulumi.Input<string>;
}

/**
 * The labels of a dataset and how often each occurs. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListDatasetLabels.html
 *
 * @example
 * ```ts
 * const { datasetLabelDescriptions } = await rekognition.getDatasetLabels({ datasetArn });
 * const labels = rekognition.getDatasetLabelsOutput({ datasetArn: training.arn }).datasetLabelDescriptions;
 * ```
 */
export function getDatasetLabels(
  args: GetDatasetLabelsArgs,
  options: FunctionOptions = {},
): Promise<GetDatasetLabelsResult> {
  return invoke("getDatasetLabels", args, options);
}

/**
 * The labels of a dataset and how often each occurs. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListDatasetLabels.html
 *
 * @example
 * ```ts
 * const { datasetLabelDescriptions } = await rekognition.getDatasetLabels({ datasetArn });
 * const labels = rekognition.getDatasetLabelsOutput({ datasetArn: training.arn }).datasetLabelDescriptions;
 * ```
 */
export function getDatasetLabelsOutput(
  args: GetDatasetLabelsOutputArgs,
  options: FunctionOutputOptions = {},
): pulumi.Output<GetDatasetLabelsResult> {
  return invokeOutput("getDatasetLabels", args, options);
}
