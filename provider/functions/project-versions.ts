import * as z from "zod";
import { modelInArn } from "../aws/arns.js";
import { camelCased } from "../aws/camel-case.js";
import { collected, pagesOf } from "../aws/pages.js";
import { name255, projectArn, projectVersionArn } from "../schema/shapes.js";
import { RekognitionError } from "../base/errors.js";
import { type FunctionContext, argument, defineFunction, optionalArgument } from "./function.js";
import { projectVersionDescription } from "./shapes/projects.js";

type ProjectVersionDescription = z.output<typeof projectVersionDescription>;

/** Models of a project. */
export const getProjectVersions = defineFunction({
  name: "getProjectVersions",
  doc: "The models of a project.",
  page: "DescribeProjectVersions",
  inputs: {
    projectArn: argument(projectArn, "ARN of the project, as in `project.arn`."),
    versionNames: optionalArgument(
      z.array(name255).min(1).max(10),
      "Names to look for, 1 to 10; those that do not exist are left out. Default: all.",
    ),
  },
  result: z
    .strictObject({
      projectVersionDescriptions: z.array(projectVersionDescription).describe("The models, the newest first."),
    })
    .meta({ id: "GetProjectVersionsResult", description: "Models of a project." }),
  async call({ aws }, args) {
    const request = {
      ProjectArn: args.projectArn,
      ...(args.versionNames === undefined ? {} : { VersionNames: args.versionNames }),
    };
    const pages = pagesOf(aws, "DescribeProjectVersions", request);
    const found = await collected(pages, (page) => page.ProjectVersionDescriptions);
    return { projectVersionDescriptions: found.map((version) => camelCased<ProjectVersionDescription>(version)) };
  },
});

/** One model. */
export const getProjectVersion = defineFunction({
  name: "getProjectVersion",
  doc: "One model, by its ARN. Fails if it does not exist.",
  page: "DescribeProjectVersions",
  inputs: { projectVersionArn: argument(projectVersionArn, "ARN of the model, as in `projectVersion.arn`.") },
  result: projectVersionDescription,
  async call(context, args) {
    return camelCased<ProjectVersionDescription>(await describeByArn(context, args.projectVersionArn));
  },
});

/** A model's ARN names its project, but AWS asks for the project's own ARN, which has a number besides. */
export async function describeByArn(
  { describe }: FunctionContext,
  arn: string,
): Promise<NonNullable<Awaited<ReturnType<FunctionContext["describe"]["projectVersion"]>>>> {
  const model = modelInArn(arn);
  const project = model === undefined ? undefined : await describe.project(model.projectName);
  const version =
    model === undefined || project?.ProjectArn === undefined
      ? undefined
      : await describe.projectVersion(project.ProjectArn, model.versionName);
  if (version?.ProjectVersionArn === arn) return version;
  throw new RekognitionError("NotFound", `model ${arn} does not exist`);
}
