/* Generated from the definitions in provider/functions by `npm run generate`: change those instead. */
import type * as pulumi from "@pulumi/pulumi";
import { type FunctionOptions, type FunctionOutputOptions, invoke, invokeOutput } from "../../functions/invoke.js";
import type { GetEvaluationResult, GetProjectVersionsResult, ProjectVersionDescription } from "../results.js";

/** Arguments of {@link getProjectVersions}. */
export interface GetProjectVersionsArgs {
  /** ARN of the project, as in `project.arn`. */
  projectArn: string;
  /** Names to look for, 1 to 10; those that do not exist are left out. Default: all. */
  versionNames?: string[] | undefined;
}

/** Arguments of {@link getProjectVersionsOutput}. */
export interface GetProjectVersionsOutputArgs {
  /** ARN of the project, as in `project.arn`. */
  projectArn: pulumi.Input<string>;
  /** Names to look for, 1 to 10; those that do not exist are left out. Default: all. */
  versionNames?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

/**
 * The models of a project. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjectVersions.html
 *
 * @example
 * ```ts
 * const { projectVersionDescriptions } = await rekognition.getProjectVersions({ projectArn });
 * const newest = rekognition
 *   .getProjectVersionsOutput({ projectArn: project.arn })
 *   .projectVersionDescriptions.apply(([model]) => model?.projectVersionArn);
 * ```
 */
export function getProjectVersions(
  args: GetProjectVersionsArgs,
  options: FunctionOptions = {},
): Promise<GetProjectVersionsResult> {
  return invoke("getProjectVersions", args, options);
}

/**
 * The models of a project. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjectVersions.html
 *
 * @example
 * ```ts
 * const { projectVersionDescriptions } = await rekognition.getProjectVersions({ projectArn });
 * const newest = rekognition
 *   .getProjectVersionsOutput({ projectArn: project.arn })
 *   .projectVersionDescriptions.apply(([model]) => model?.projectVersionArn);
 * ```
 */
export function getProjectVersionsOutput(
  args: GetProjectVersionsOutputArgs,
  options: FunctionOutputOptions = {},
): pulumi.Output<GetProjectVersionsResult> {
  return invokeOutput("getProjectVersions", args, options);
}

/** Arguments of {@link getProjectVersion}. */
export interface GetProjectVersionArgs {
  /** ARN of the model, as in `projectVersion.arn`. */
  projectVersionArn: string;
}

/** Arguments of {@link getProjectVersionOutput}. */
export interface GetProjectVersionOutputArgs {
  /** ARN of the model, as in `projectVersion.arn`. */
  projectVersionArn: pulumi.Input<string>;
}

/**
 * One model, by its ARN. Fails if it does not exist. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjectVersions.html
 *
 * @example
 * ```ts
 * const { status } = await rekognition.getProjectVersion({ projectVersionArn });
 * const units = rekognition.getProjectVersionOutput({ projectVersionArn: model.arn }).minInferenceUnits;
 * ```
 */
export function getProjectVersion(
  args: GetProjectVersionArgs,
  options: FunctionOptions = {},
): Promise<ProjectVersionDescription> {
  return invoke("getProjectVersion", args, options);
}

/**
 * One model, by its ARN. Fails if it does not exist. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjectVersions.html
 *
 * @example
 * ```ts
 * const { status } = await rekognition.getProjectVersion({ projectVersionArn });
 * const units = rekognition.getProjectVersionOutput({ projectVersionArn: model.arn }).minInferenceUnits;
 * ```
 */
export function getProjectVersionOutput(
  args: GetProjectVersionOutputArgs,
  options: FunctionOutputOptions = {},
): pulumi.Output<ProjectVersionDescription> {
  return invokeOutput("getProjectVersion", args, options);
}

/** Arguments of {@link getEvaluation}. */
export interface GetEvaluationArgs {
  /** ARN of the model, as in `projectVersion.arn`. */
  projectVersionArn: string;
  /** How many labels to give, those with the lowest F1 scores: what an Output holds is recorded in the state. 1 to 250, which is all that AWS trains. Default: 50. */
  maxLabels?: number | undefined;
}

/** Arguments of {@link getEvaluationOutput}. */
export interface GetEvaluationOutputArgs {
  /** ARN of the model, as in `projectVersion.arn`. */
  projectVersionArn: pulumi.Input<string>;
  /** How many labels to give, those with the lowest F1 scores: what an Output holds is recorded in the state. 1 to 250, which is all that AWS trains. Default: 50. */
  maxLabels?: pulumi.Input<number | undefined>;
}

/**
 * What the tests of a trained model say, as a whole and label by label, from the summary that its training left in S3. It takes s3:GetObject on that object. Fails for a model that is not trained. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_EvaluationResult.html
 *
 * @example
 * ```ts
 * const { f1Score, labelEvaluations } = await rekognition.getEvaluation({ projectVersionArn, maxLabels: 250 });
 * const weakest = rekognition.getEvaluationOutput({ projectVersionArn: model.arn, maxLabels: 1 }).labelEvaluations;
 * ```
 */
export function getEvaluation(args: GetEvaluationArgs, options: FunctionOptions = {}): Promise<GetEvaluationResult> {
  return invoke("getEvaluation", args, options);
}

/**
 * What the tests of a trained model say, as a whole and label by label, from the summary that its training left in S3. It takes s3:GetObject on that object. Fails for a model that is not trained. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_EvaluationResult.html
 *
 * @example
 * ```ts
 * const { f1Score, labelEvaluations } = await rekognition.getEvaluation({ projectVersionArn, maxLabels: 250 });
 * const weakest = rekognition.getEvaluationOutput({ projectVersionArn: model.arn, maxLabels: 1 }).labelEvaluations;
 * ```
 */
export function getEvaluationOutput(
  args: GetEvaluationOutputArgs,
  options: FunctionOutputOptions = {},
): pulumi.Output<GetEvaluationResult> {
  return invokeOutput("getEvaluation", args, options);
}
