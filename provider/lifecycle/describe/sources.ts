import type {
  DescribeStreamProcessorResponse,
  ProjectDescription,
  ProjectVersionDescription,
  StreamProcessor,
} from "@aws-sdk/client-rekognition";
import { modelInArn, nameInArn } from "../../aws/arns.js";
import { changeKeys } from "../../aws/changes.js";
import type { Gateway } from "../../aws/gateway.js";
import { absentIfNotFound, byName, paged } from "./asking.js";
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
    mostNames: MOST_NAMES,
    changedWith: (name) => [name === undefined ? changeKeys.projects : changeKeys.project(name)],
    async ask(choose) {
      const { all, calls } = await paged(async (token) => {
        const answer = await aws.call("DescribeProjects", () => {
          const names = token.NextToken === undefined ? choose() : undefined;
          return { ...(names && { ProjectNames: [...names] }), Features: [...ALL_FEATURES], ...token };
        });
        return { items: answer.ProjectDescriptions, nextToken: answer.NextToken };
      });
      return { items: byName(all, ({ ProjectArn = "" }) => nameInArn(ProjectArn, "project")), calls };
    },
  };
}

/** The models of one project. */
export function versionSource(aws: Gateway, projectArn: string): Source<ProjectVersionDescription> {
  const projectName = nameInArn(projectArn, "project") ?? "";
  return {
    mostNames: MOST_NAMES,
    changedWith: (name) => [
      changeKeys.project(projectName),
      name === undefined ? changeKeys.versionsOf(projectName) : changeKeys.version(projectName, name),
    ],
    async ask(choose) {
      const { all, calls } = await paged(async (token) => {
        const answer = await absentIfNotFound(
          aws.call("DescribeProjectVersions", () => {
            const names = token.NextToken === undefined ? choose() : undefined;
            return { ProjectArn: projectArn, ...(names && { VersionNames: [...names] }), ...token };
          }),
        );
        return { items: answer?.ProjectVersionDescriptions, nextToken: answer?.NextToken };
      });
      return { items: byName(all, ({ ProjectVersionArn = "" }) => modelInArn(ProjectVersionArn)?.versionName), calls };
    },
  };
}

/** Names and statuses of all stream processors. */
export function processorListSource(aws: Gateway): Source<StreamProcessor> {
  return {
    mostNames: 0,
    changedWith: (name) => [name === undefined ? changeKeys.processors : changeKeys.processor(name)],
    async ask(choose) {
      const { all, calls } = await paged(async (token) => {
        const answer = await aws.call("ListStreamProcessors", () => {
          if (token.NextToken === undefined) choose();
          return { MaxResults: PROCESSORS_IN_A_PAGE, ...token };
        });
        return { items: answer.StreamProcessors, nextToken: answer.NextToken };
      });
      return { items: byName(all, ({ Name }) => Name), calls };
    },
  };
}

/** One stream processor, whole. */
export function processorSource(aws: Gateway, name: string): Source<DescribeStreamProcessorResponse> {
  return {
    mostNames: 1,
    changedWith: () => [changeKeys.processor(name)],
    async ask(choose) {
      const answer = await absentIfNotFound(
        aws.call("DescribeStreamProcessor", () => {
          choose();
          return { Name: name };
        }),
      );
      return { items: answer === undefined ? new Map<string, never>() : new Map([[name, answer]]), calls: 1 };
    },
  };
}
