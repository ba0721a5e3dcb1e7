/** The parts of a Rekognition ARN that this provider reads. */
interface RekognitionArn {
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

/** Where AWS's console is, by partition. */
const CONSOLES: Readonly<Record<string, string>> = {
  aws: "console.aws.amazon.com",
  "aws-us-gov": "console.amazonaws-us-gov.com",
  "aws-cn": "console.amazonaws.cn",
};

/** Of a project or a model, and nothing that would lead elsewhere than to the console. */
const ARN = /^arn:([a-z-]+):rekognition:([a-z\d-]+):\d{12}:project\/([\w.-]+)\/(?:version\/([\w.-]+)\/)?\d+$/;

/**
 * The console's page of a Custom Labels project or model, in the form that AWS's samples link to
 * (https://github.com/aws-samples/amazon-rekognition-custom-brand-detection). No page is guessed: of adapters, their
 * projects and datasets none is documented.
 */
export function consoleUrl(arn: string | undefined, feature = "CUSTOM_LABELS"): string | undefined {
  const [, partition = "", region = "", project = "", model] = ARN.exec(arn ?? "") ?? [];
  const host = CONSOLES[partition];
  if (host === undefined || feature !== "CUSTOM_LABELS") return undefined;
  const page = `https://${region}.${host}/rekognition/custom-labels#/projects/${project}`;
  return model === undefined ? page : `${page}/models/${model}/performance`;
}

/** Regions with an Amazon Rekognition endpoint, from AWS's endpoint list of November 2026 (botocore `endpoints.json`). */
export const REKOGNITION_REGIONS: readonly string[] = [
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-southeast-5",
  "ap-southeast-7",
  "ca-central-1",
  "eu-central-1",
  "eu-south-2",
  "eu-west-1",
  "eu-west-2",
  "il-central-1",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-gov-west-1",
  "us-west-1",
  "us-west-2",
];
