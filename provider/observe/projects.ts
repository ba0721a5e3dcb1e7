import type {
  DatasetDescription,
  ProjectDescription,
  ProjectPolicy,
  ProjectVersionDescription,
} from "@aws-sdk/client-rekognition";
import { datasetInArn, modelInArn, nameInArn, projectNameOf } from "../aws/arns.js";
import { changeKeys, type Changes } from "../aws/changes.js";
import type { Gateway } from "../aws/gateway.js";
import type { Clock } from "../base/clock.js";
import { EachByItself, ifAllowed } from "./asking.js";
import type { Page, SharedAnswers, Source, Viewer } from "./shared-answers.js";
import { Sightings } from "./sightings.js";

/** Names that DescribeProjects and DescribeProjectVersions take in one call. */
const MOST_NAMES = 10;

/** All projects of account and Region. */
export const PROJECTS: Source<ProjectDescription, "DescribeProjects"> = {
  operation: "DescribeProjects",
  mostNames: MOST_NAMES,
  request: (names) => ({
    ...(names && { ProjectNames: [...names] }),
    // Without both features DescribeProjects hides the adapters' projects.
    Features: ["CUSTOM_LABELS", "CONTENT_MODERATION"],
  }),
  itemsIn: ({ ProjectDescriptions }) => ProjectDescriptions,
  nameOf: ({ ProjectArn = "" }) => nameInArn(ProjectArn, "project"),
  whoIs: ({ ProjectArn = "" }) => ProjectArn,
  changedWith: (name) => [name === undefined ? changeKeys.projects : changeKeys.project(name)],
};

/** The models of one project. */
export function modelsIn(projectArn: string): Source<ProjectVersionDescription, "DescribeProjectVersions"> {
  const projectName = projectNameOf(projectArn);
  return {
    operation: "DescribeProjectVersions",
    mostNames: MOST_NAMES,
    request: (names) => ({ ProjectArn: projectArn, ...(names && { VersionNames: [...names] }) }),
    itemsIn: ({ ProjectVersionDescriptions }) => ProjectVersionDescriptions,
    nameOf: ({ ProjectVersionArn = "" }) => modelInArn(ProjectVersionArn)?.versionName,
    whoIs: ({ ProjectVersionArn = "" }) => ProjectVersionArn,
    changedWith: (name) => [
      changeKeys.project(projectName),
      name === undefined ? changeKeys.versionsOf(projectName) : changeKeys.version(projectName, name),
    ],
    notFound: "what they stand in",
  };
}

/** The policies of one project. */
export function policiesOf(projectArn: string): Source<ProjectPolicy, "ListProjectPolicies"> {
  const projectName = projectNameOf(projectArn);
  return {
    operation: "ListProjectPolicies",
    mostNames: 0,
    request: () => ({ ProjectArn: projectArn }),
    itemsIn: ({ ProjectPolicies }) => ProjectPolicies,
    nameOf: ({ PolicyName }) => PolicyName,
    whoIs: ({ PolicyName = "" }) => PolicyName,
    // Nobody asks for all of them at once.
    changedWith: (name = "") => [changeKeys.project(projectName), changeKeys.policy(projectName, name)],
    notFound: "what they stand in",
  };
}

/** What stands in projects and goes with them: their models, or their policies. */
export class InProjects<T> {
  readonly #projects: SharedAnswers<ProjectDescription>;
  readonly #shared: (projectArn: string) => SharedAnswers<T>;
  readonly #byProject = new Map<string, SharedAnswers<T>>();

  constructor(projects: SharedAnswers<ProjectDescription>, shared: (projectArn: string) => SharedAnswers<T>) {
    this.#projects = projects;
    this.#shared = shared;
  }

  all(viewer: Viewer, projectArn: string): Promise<T[]> {
    return this.#of(projectArn).all(viewer);
  }

  /** One of them; undefined where it is not there. */
  async one(viewer: Viewer, projectArn: string, name: string): Promise<T | undefined> {
    const answers = this.#of(projectArn);
    const found = await answers.one(viewer, name);
    // Where the project is not found, one list tells of all that are gone with theirs.
    if (answers.isOutOfPlace) await ifAllowed(this.#projects.one(viewer, projectNameOf(projectArn)));
    return found;
  }

  isGone(projectArn: string, name: string, arn?: string): boolean {
    return this.#of(projectArn).isGone(name, arn) || this.#projects.isGone(projectNameOf(projectArn), projectArn);
  }

  #of(projectArn: string): SharedAnswers<T> {
    const answers = this.#byProject.get(projectArn) ?? this.#shared(projectArn);
    this.#byProject.set(projectArn, answers);
    return answers;
  }
}

/** Where a dataset stands: a project has one of each type at most. */
const placeOf = (projectName: string, type: string): string => `${projectName}/${type.toLowerCase()}`;
const placesOf = (projectName: string): string[] => [placeOf(projectName, "TRAIN"), placeOf(projectName, "TEST")];
const projectOf = (place: string): string => place.split("/")[0] ?? "";

/** Datasets: each is described by itself; where many are missing, the projects' descriptions, which list them, tell of those. */
export class SharedDatasets {
  readonly #each: EachByItself<"DescribeDataset">;
  readonly #places: Sightings;

  constructor(clock: Clock, changes: Changes) {
    this.#each = new EachByItself(clock, changes, {
      whoIs: () => "",
      changedWith: (arn) => [changeKeys.project(datasetInArn(arn)?.projectName ?? "")],
    });
    this.#places = new Sightings((place) => changes.last(changeKeys.project(projectOf(place))));
  }

  /** To be told of all descriptions of projects. */
  readonly tell = ({ items, names, moment, atMs }: Page<ProjectDescription>): void => {
    const shown = new Map<string, string>();
    for (const [name, { Datasets = [] }] of items) {
      for (const { DatasetType = "", DatasetArn = "" } of Datasets) shown.set(placeOf(name, DatasetType), DatasetArn);
    }
    this.#places.note({ atMs, moment, names: names && [...names].flatMap(placesOf), shown });
  };

  /** One of them; undefined where it is not there. */
  async one(
    aws: Gateway,
    viewer: Viewer,
    projects: SharedAnswers<ProjectDescription>,
    arn: string,
  ): Promise<DatasetDescription | undefined> {
    const projectName = datasetInArn(arn)?.projectName;
    if (projectName !== undefined && this.#each.isOneOfManyMissing(arn)) {
      const listed = (await projects.one(viewer, projectName))?.Datasets ?? [];
      if (!listed.some(({ DatasetArn }) => DatasetArn === arn)) return undefined;
    }
    return (await this.#each.one(aws, arn, "DescribeDataset", { DatasetArn: arn }))?.DatasetDescription;
  }

  isGone(arn: string): boolean {
    const at = datasetInArn(arn);
    return this.#each.isGone(arn) || (at !== undefined && this.#places.isGone(placeOf(at.projectName, at.type), arn));
  }

  /** Whether nothing stands in that place, for certain. */
  isFree(projectName: string, type: string): boolean {
    return this.#places.isGone(placeOf(projectName, type));
  }
}
