import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import type { OperationContext } from "../../lifecycle/handler.js";

/** A model among all others. */
export interface ListedModel {
  readonly projectArn: string;
  readonly value: ProjectVersionDescription;
}

/** All models of account and Region. */
export async function allModels(context: OperationContext): Promise<ListedModel[]> {
  const projects = await context.describe.projects();
  const models: ListedModel[] = [];
  for (const { ProjectArn: projectArn = "" } of projects) {
    const values = await context.describe.projectVersions(projectArn);
    models.push(...values.map((value) => ({ projectArn, value })));
  }
  return models;
}
