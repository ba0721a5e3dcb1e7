import * as z from "zod";
import { camelCased } from "../aws/camel-case.js";
import { collected, pagesOf } from "../aws/pages.js";
import { name255, projectArn } from "../schema/shapes.js";
import { RekognitionError } from "../base/errors.js";
import { argument, defineFunction, optionalArgument } from "./function.js";
import { projectDescription, projectPolicy } from "./shapes/projects.js";

type ProjectDescription = z.output<typeof projectDescription>;

const features = ["CUSTOM_LABELS", "CONTENT_MODERATION"] as const;

/** Projects of the account and region. */
export const getProjects = defineFunction({
  name: "getProjects",
  doc: "All projects of the account in the region.",
  page: "DescribeProjects",
  inputs: {
    projectNames: optionalArgument(
      z.array(name255).min(1).max(10),
      "Names to look for, 1 to 10; those that do not exist are left out. Default: all.",
    ),
    features: optionalArgument(
      z.array(z.enum(features)).min(1).max(2),
      "What the projects' models are for. Default: both; AWS's own call leaves out CONTENT_MODERATION by default.",
    ),
  },
  result: z
    .strictObject({ projectDescriptions: z.array(projectDescription).describe("The projects, the newest first.") })
    .meta({ id: "GetProjectsResult", description: "Projects." }),
  async call({ aws }, args) {
    const request = {
      Features: [...(args.features ?? features)],
      ...(args.projectNames === undefined ? {} : { ProjectNames: args.projectNames }),
    };
    const found = await collected(pagesOf(aws, "DescribeProjects", request), (page) => page.ProjectDescriptions);
    return { projectDescriptions: found.map((project) => camelCased<ProjectDescription>(project)) };
  },
});

/** One project. */
export const getProject = defineFunction({
  name: "getProject",
  doc: "One project, by its name. Fails if it does not exist.",
  page: "DescribeProjects",
  inputs: { projectName: argument(name255, "Name. 1 to 255 letters, digits and _ . -.") },
  result: projectDescription,
  async call({ describe, region }, { projectName }) {
    const project = await describe.project(projectName);
    if (project !== undefined) return camelCased<ProjectDescription>(project);
    throw new RekognitionError("NotFound", `project "${projectName}" does not exist in ${region}`);
  },
});

/** Policies of a project. */
export const getProjectPolicies = defineFunction({
  name: "getProjectPolicies",
  doc: "The policies of a project: who else may copy its models.",
  page: "ListProjectPolicies",
  inputs: { projectArn: argument(projectArn, "ARN of the project, as in `project.arn`.") },
  result: z
    .strictObject({ projectPolicies: z.array(projectPolicy).describe("The policies.") })
    .meta({ id: "GetProjectPoliciesResult", description: "Policies of a project." }),
  async call({ aws }, args) {
    const pages = pagesOf(aws, "ListProjectPolicies", { ProjectArn: args.projectArn });
    const found = await collected(pages, (page) => page.ProjectPolicies);
    return { projectPolicies: found.map((policy) => camelCased<z.output<typeof projectPolicy>>(policy)) };
  },
});
