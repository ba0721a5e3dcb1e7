import type { DatasetDescription, ProjectDescription } from "@aws-sdk/client-rekognition";
import { datasetInArn } from "../aws/arns.js";
import { type Changes, changeKeys } from "../aws/changes.js";
import type { Gateway } from "../aws/gateway.js";
import type { Clock } from "../base/clock.js";
import { EachByItself } from "./each-by-itself.js";
import type { Page, SharedAnswers } from "./shared-answers.js";
import { Sightings } from "./sightings.js";
import type { Viewer } from "./viewer.js";

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
