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
