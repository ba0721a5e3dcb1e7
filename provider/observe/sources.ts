import type {
  DescribeStreamProcessorResponse,
  ProjectDescription,
  ProjectPolicy,
  ProjectVersionDescription,
  StreamProcessor,
} from "@aws-sdk/client-rekognition";
import { modelInArn, nameInArn } from "../aws/arns.js";
import { changeKeys } from "../aws/changes.js";
import type { Gateway } from "../aws/gateway.js";
import { collected, pagesOf } from "../aws/pages.js";
import { absentIfNotFound, byName } from "./asking.js";
import type { Source } from "./shared-answers.js";

/** Names that DescribeProjects and DescribeProjectVersions take in one call. */
const MOST_NAMES = 10;
/** Without both features DescribeProjects hides the adapters' projects. */
const ALL_FEATURES = ["CUSTOM_LABELS", "CONTENT_MODERATION"] as const;
/** Stream processors in one page; AWS names no limit. */
const PROCESSORS_IN_A_PAGE = 1_000;

/** All projects of account and Region. */
export function projectSource(aws: Gateway): Source<ProjectDescription> {
  return {
    operation: "DescribeProjects",
    lastFailure: () => aws.lastFailure("DescribeProjects"),
    mostNames: MOST_NAMES,
    changedWith: (name) => [name === undefined ? changeKeys.projects : changeKeys.project(name)],
    whoIs: ({ ProjectArn = "" }) => ProjectArn,
    async ask(choose) {
      const listing = pagesOf(aws, "DescribeProjects", () => {
        const names = choose();
        return { ...(names && { ProjectNames: [...names] }), Features: [...ALL_FEATURES] };
      });
      const pages = await collected(listing, (page) => [page.ProjectDescriptions ?? []]);
      return {
        items: byName(pages.flat(), ({ ProjectArn = "" }) => nameInArn(ProjectArn, "project")),
        calls: pages.length,
      };
    },
  };
}

/** Is told of every answer about what is in a project whether there is that. */
type ProjectFound = (projectArn: string, isFound: boolean) => void;

/** The models of one project. */
export function versionSource(
  aws: Gateway,
  projectArn: string,
  projectFound: ProjectFound,
): Source<ProjectVersionDescription> {
  const projectName = nameInArn(projectArn, "project") ?? "";
  return {
    operation: "DescribeProjectVersions",
    lastFailure: () => aws.lastFailure("DescribeProjectVersions"),
    mostNames: MOST_NAMES,
    changedWith: (name) => [
      changeKeys.project(projectName),
      name === undefined ? changeKeys.versionsOf(projectName) : changeKeys.version(projectName, name),
    ],
    whoIs: ({ ProjectVersionArn = "" }) => ProjectVersionArn,
    async ask(choose) {
      const listing = pagesOf(aws, "DescribeProjectVersions", () => {
        const names = choose();
        return { ProjectArn: projectArn, ...(names && { VersionNames: [...names] }) };
      });
      // What is not found here is the project, so this is no more than a listing without the model.
      const pages = await absentIfNotFound(collected(listing, (page) => [page.ProjectVersionDescriptions ?? []]));
      projectFound(projectArn, pages !== undefined);
      const all = pages?.flat() ?? [];
      return {
        items: byName(all, ({ ProjectVersionArn = "" }) => modelInArn(ProjectVersionArn)?.versionName),
        calls: pages?.length ?? 1,
      };
    },
  };
}

/** Names and statuses of all stream processors. */
export function processorListSource(aws: Gateway): Source<StreamProcessor> {
  return {
    operation: "ListStreamProcessors",
    lastFailure: () => aws.lastFailure("ListStreamProcessors"),
    mostNames: 0,
    changedWith: (name) => [name === undefined ? changeKeys.processors : changeKeys.processor(name)],
    whoIs: ({ Name = "" }) => Name,
    async ask(choose) {
      const listing = pagesOf(aws, "ListStreamProcessors", () => {
        choose();
        return { MaxResults: PROCESSORS_IN_A_PAGE };
      });
      const pages = await collected(listing, (page) => [page.StreamProcessors ?? []]);
      return { items: byName(pages.flat(), ({ Name }) => Name), calls: pages.length };
    },
  };
}

/** One stream processor, whole. */
export function processorSource(aws: Gateway, name: string): Source<DescribeStreamProcessorResponse> {
  return {
    operation: "DescribeStreamProcessor",
    lastFailure: () => aws.lastFailure("DescribeStreamProcessor"),
    mostNames: 1,
    changedWith: () => [changeKeys.processor(name)],
    whoIs: ({ StreamProcessorArn = "" }) => StreamProcessorArn,
    async ask(choose) {
      const answer = await absentIfNotFound(
        aws.call("DescribeStreamProcessor", () => {
          choose();
          return { Name: name };
        }),
      );
      if (answer === undefined) return { items: new Map<string, never>(), calls: 1, saysNotFound: true };
      return { items: new Map([[name, answer]]), calls: 1 };
    },
  };
}

/** The policies of one project. */
export function policySource(aws: Gateway, projectArn: string, projectFound: ProjectFound): Source<ProjectPolicy> {
  const projectName = nameInArn(projectArn, "project") ?? "";
  return {
    operation: "ListProjectPolicies",
    lastFailure: () => aws.lastFailure("ListProjectPolicies"),
    mostNames: 0,
    changedWith: (name) => [
      changeKeys.project(projectName),
      name === undefined ? changeKeys.policiesOf(projectName) : changeKeys.policy(projectName, name),
    ],
    whoIs: ({ PolicyName = "" }) => PolicyName,
    async ask(choose) {
      const listing = pagesOf(aws, "ListProjectPolicies", () => {
        choose();
        return { ProjectArn: projectArn };
      });
      const pages = await absentIfNotFound(collected(listing, (page) => [page.ProjectPolicies ?? []]));
      projectFound(projectArn, pages !== undefined);
      return { items: byName(pages?.flat() ?? [], ({ PolicyName }) => PolicyName), calls: pages?.length ?? 1 };
    },
  };
}

/** Ids of all collections. */
export function collectionListSource(aws: Gateway): Source<string> {
  return {
    operation: "ListCollections",
    lastFailure: () => aws.lastFailure("ListCollections"),
    mostNames: 0,
    changedWith: (id) => [id === undefined ? changeKeys.collections : changeKeys.collection(id)],
    whoIs: (id) => id,
    async ask(choose) {
      const listing = pagesOf(aws, "ListCollections", () => {
        choose();
        return {};
      });
      const pages = await collected(listing, (page) => [page.CollectionIds ?? []]);
      return { items: byName(pages.flat(), (id) => id), calls: pages.length };
    },
  };
}
