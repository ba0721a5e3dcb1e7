import type * as rekognition from "@aws-sdk/client-rekognition";

/**
 * What a call does: `read` nothing, `create` makes something that has no client token (so it is never repeated while its
 * effect is unknown), `change` may be repeated.
 */
export const EFFECT = {
  CreateProject: "create",
  DescribeProjects: "read",
  DeleteProject: "change",
  CreateProjectVersion: "create",
  DescribeProjectVersions: "read",
  StartProjectVersion: "change",
  StopProjectVersion: "change",
  DeleteProjectVersion: "change",
  CopyProjectVersion: "create",
  // It never overwrites what it does not name, but only who knows that an answer got lost can tell its policy from another's.
  PutProjectPolicy: "create",
  DeleteProjectPolicy: "change",
  CreateDataset: "create",
  UpdateDatasetEntries: "change",
  DistributeDatasetEntries: "create",
  DeleteDataset: "change",
  CreateCollection: "create",
  DescribeCollection: "read",
  DeleteCollection: "change",
  CreateStreamProcessor: "create",
  DescribeStreamProcessor: "read",
  ListStreamProcessors: "read",
  StartStreamProcessor: "change",
  StopStreamProcessor: "change",
  UpdateStreamProcessor: "change",
  DeleteStreamProcessor: "change",
  DescribeDataset: "read",
  ListDatasetEntries: "read",
  ListDatasetLabels: "read",
  ListProjectPolicies: "read",
  ListCollections: "read",
  DetectCustomLabels: "read",
  DetectModerationLabels: "change",
  StartLabelDetection: "change",
  StartContentModeration: "change",
  StartFaceDetection: "change",
  StartFaceSearch: "change",
  StartCelebrityRecognition: "change",
  GetLabelDetection: "read",
  GetContentModeration: "read",
  GetFaceDetection: "read",
  GetFaceSearch: "read",
  GetCelebrityRecognition: "read",
  TagResource: "change",
  UntagResource: "change",
  ListTagsForResource: "read",
} as const satisfies Readonly<Record<string, "read" | "create" | "change">>;

/** The calls that this provider makes, and no others. */
export type Operation = keyof typeof EFFECT;

/** The operations that tell how a video job stands, and its results. */
export type ResultsOperation = Extract<Operation, `Get${string}`>;

type Sdk = typeof rekognition;
type CommandOf<Op extends Operation> = InstanceType<Sdk[`${Op}Command`]>;
export type RequestOf<Op extends Operation> = CommandOf<Op>["input"];
type AnswerTo<Op extends Operation> = Awaited<ReturnType<ReturnType<CommandOf<Op>["resolveMiddleware"]>>>["output"];
/** Without what the SDK adds about the call. */
export type ResponseOf<Op extends Operation> = { [Each in Op]: Omit<AnswerTo<Each>, "$metadata"> }[Op];

/** Operations that answer nothing but that it was done. */
type Wordless = { [Op in Operation]: [keyof ResponseOf<Op>] extends [never] ? Op : never }[Operation];

const WORDLESS: Readonly<Record<Wordless, true>> = {
  DeleteProjectPolicy: true,
  UpdateDatasetEntries: true,
  DistributeDatasetEntries: true,
  DeleteDataset: true,
  StopStreamProcessor: true,
  UpdateStreamProcessor: true,
  DeleteStreamProcessor: true,
  TagResource: true,
  UntagResource: true,
};

/** Whether an answer without a body is one: where there is nothing to say but that it was done. */
export function mayAnswerNothing(operation: string): boolean {
  return Object.hasOwn(WORDLESS, operation);
}
