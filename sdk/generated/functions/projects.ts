/* Generated from the definitions in provider/functions by `npm run generate`: change those instead. */
import type * as pulumi from "@pulumi/pulumi";
import { type FunctionOptions, type FunctionOutputOptions, invoke, invokeOutput } from "../../functions/invoke.js";
import type { GetProjectPoliciesResult, GetProjectsResult, ProjectDescription } from "../results.js";

/** Arguments of {@link getProjects}. */
export interface GetProjectsArgs {
  /** Names to look for, 1 to 10; those that do not exist are left out. Default: all. */
  projectNames?: string[] | undefined;
  /** What the projects' models are for. Default: both; AWS's own call leaves out CONTENT_MODERATION by default. */
  features?: ("CUSTOM_LABELS" | "CONTENT_MODERATION")[] | undefined;
}

/** Arguments of {@link getProjectsOutput}. */
export interface GetProjectsOutputArgs {
  /** Names to look for, 1 to 10; those that do not exist are left out. Default: all. */
  projectNames?: pulumi.Input<pulumi.Input<string>[] | undefined>;
  /** What the projects' models are for. Default: both; AWS's own call leaves out CONTENT_MODERATION by default. */
  features?: pulumi.Input<pulumi.Input<"CUSTOM_LABELS" | "CONTENT_MODERATION">[] | undefined>;
}

/**
 * All projects of the account in the region. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjects.html
 *
 * @example
 * ```ts
 * const { projectDescriptions } = await rekognition.getProjects({ features: ["CUSTOM_LABELS"] });
 * const arns = rekognition.getProjectsOutput().projectDescriptions.apply((all) => all.map((one) => one.projectArn));
 * ```
 */
export function getProjects(args: GetProjectsArgs = {}, options: FunctionOptions = {}): Promise<GetProjectsResult> {
  return invoke("getProjects", args, options);
}

/**
 * All projects of the account in the region. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjects.html
 *
 * @example
 * ```ts
 * const { projectDescriptions } = await rekognition.getProjects({ features: ["CUSTOM_LABELS"] });
 * const arns = rekognition.getProjectsOutput().projectDescriptions.apply((all) => all.map((one) => one.projectArn));
 * ```
 */
export function getProjectsOutput(
  args: GetProjectsOutputArgs = {},
  options: FunctionOutputOptions = {},
): pulumi.Output<GetProjectsResult> {
  return invokeOutput("getProjects", args, options);
}

/** Arguments of {@link getProject}. */
export interface GetProjectArgs {
  /** Name. 1 to 255 letters, digits and _ . -. */
  projectName: string;
}

/** Arguments of {@link getProjectOutput}. */
export interface GetProjectOutputArgs {
  /** Name. 1 to 255 letters, digits and _ . -. */
  projectName: pulumi.Input<string>;
}

/**
 * One project, by its name. Fails if it does not exist. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjects.html
 *
 * @example
 * ```ts
 * const { status } = await rekognition.getProject({ projectName: "parts" });
 * const datasets = rekognition.getProjectOutput({ projectName: project.projectName }).datasets;
 * ```
 */
export function getProject(args: GetProjectArgs, options: FunctionOptions = {}): Promise<ProjectDescription> {
  return invoke("getProject", args, options);
}

/**
 * One project, by its name. Fails if it does not exist. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DescribeProjects.html
 *
 * @example
 * ```ts
 * const { status } = await rekognition.getProject({ projectName: "parts" });
 * const datasets = rekognition.getProjectOutput({ projectName: project.projectName }).datasets;
 * ```
 */
export function getProjectOutput(
  args: GetProjectOutputArgs,
  options: FunctionOutputOptions = {},
): pulumi.Output<ProjectDescription> {
  return invokeOutput("getProject", args, options);
}

/** Arguments of {@link getProjectPolicies}. */
export interface GetProjectPoliciesArgs {
  /** ARN of the project, as in `project.arn`. */
  projectArn: string;
}

/** Arguments of {@link getProjectPoliciesOutput}. */
export interface GetProjectPoliciesOutputArgs {
  /** ARN of the project, as in `project.arn`. */
  projectArn: pulumi.Input<string>;
}

/**
 * The policies of a project: who else may copy its models. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListProjectPolicies.html
 *
 * @example
 * ```ts
 * const { projectPolicies } = await rekognition.getProjectPolicies({ projectArn });
 * const policies = rekognition.getProjectPoliciesOutput({ projectArn: project.arn }).projectPolicies;
 * ```
 */
export function getProjectPolicies(
  args: GetProjectPoliciesArgs,
  options: FunctionOptions = {},
): Promise<GetProjectPoliciesResult> {
  return invoke("getProjectPolicies", args, options);
}

/**
 * The policies of a project: who else may copy its models. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ListProjectPolicies.html
 *
 * @example
 * ```ts
 * const { projectPolicies } = await rekognition.getProjectPolicies({ projectArn });
 * const policies = rekognition.getProjectPoliciesOutput({ projectArn: project.arn }).projectPolicies;
 * ```
 */
export function getProjectPoliciesOutput(
  args: GetProjectPoliciesOutputArgs,
  options: FunctionOutputOptions = {},
): pulumi.Output<GetProjectPoliciesResult> {
  return invokeOutput("getProjectPolicies", args, options);
}
