import { RunError } from "@pulumi/pulumi";

/** What a model's ARN says. */
export interface ModelNames {
  /** Such as `aws` or `aws-cn`. */
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly projectName: string;
  readonly versionName: string;
}

const MODEL_ARN = /^arn:([\w-]+):rekognition:([\w-]+):(\d{12}):project\/([^/]+)\/version\/([^/]+)\/\d+$/;

/** The parts of the ARN of a model; `of` begins a message, as in "ModelAlarms scanner". */
export function modelNames(arn: string, of: string): ModelNames {
  const [, partition, region, account, projectName, versionName] = MODEL_ARN.exec(arn) ?? [];
  if (
    partition === undefined ||
    region === undefined ||
    account === undefined ||
    projectName === undefined ||
    versionName === undefined
  ) {
    throw new RunError(`${of}: projectVersionArn is ${JSON.stringify(arn)}: give a model's ARN, as in \`model.arn\`.`);
  }
  return { partition, region, account, projectName, versionName };
}
