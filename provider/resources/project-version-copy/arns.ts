import { modelInArn, nameInArn, parseArn } from "../../aws/arns.js";

/** Whether a model's ARN is of the project with another ARN: they share account, region and the project's name. */
export function isOfProject(modelArn: unknown, projectArn: unknown): boolean {
  const model = parseArn(String(modelArn));
  const project = parseArn(String(projectArn));
  return (
    model?.account === project?.account &&
    model?.region === project?.region &&
    modelInArn(String(modelArn))?.projectName === nameInArn(String(projectArn), "project")
  );
}

export function isSameRegion(one: unknown, other: unknown): boolean {
  return parseArn(String(one))?.region === parseArn(String(other))?.region;
}
