/** The parts of a Rekognition ARN that this provider reads. */
export interface RekognitionArn {
  readonly region: string;
  readonly account: string;
  /** What follows the account: `project/NAME/1655158560634`, `collection/ID`, ... */
  readonly resource: string;
}

/** Reads an ARN; undefined where it is none of Rekognition's. */
export function parseArn(arn: string): RekognitionArn | undefined {
  const [prefix, , service, region, account, ...rest] = arn.split(":");
  if (prefix !== "arn" || service !== "rekognition" || region === undefined || account === undefined) return undefined;
  return { region, account, resource: rest.join(":") };
}

/** The name within an ARN of that kind; undefined where the ARN is of another kind. */
export function nameInArn(arn: string, kind: "project" | "collection" | "streamprocessor"): string | undefined {
  const [head, name] = parseArn(arn)?.resource.split("/") ?? [];
  return head === kind ? name : undefined;
}

/** The name of the project in its ARN. */
export function projectNameOf(projectArn: string): string {
  return nameInArn(projectArn, "project") ?? "";
}

/** Project and version name within a model's ARN. */
export function modelInArn(arn: string): { projectName: string; versionName: string } | undefined {
  const [head, projectName, word, versionName] = parseArn(arn)?.resource.split("/") ?? [];
  if (head !== "project" || word !== "version" || projectName === undefined || versionName === undefined)
    return undefined;
  return { projectName, versionName };
}

/** Project name and type within a dataset's ARN. */
export function datasetInArn(arn: string): { projectName: string; type: string } | undefined {
  const [head, projectName, word, type] = parseArn(arn)?.resource.split("/") ?? [];
  if (head !== "project" || word !== "dataset" || projectName === undefined || type === undefined) return undefined;
  return { projectName, type };
}

/** CreateCollection has answered ARNs without their first part; tag calls need the whole. */
export function wholeArn(arn: string): string {
  return arn.startsWith("arn:") ? arn : `arn:${arn}`;
}
