import type * as rekognition from "@aws-sdk/client-rekognition";

/** The calls this provider makes, and no others. */
export interface Operations {
  CreateProject: [rekognition.CreateProjectRequest, rekognition.CreateProjectResponse];
  DescribeProjects: [rekognition.DescribeProjectsRequest, rekognition.DescribeProjectsResponse];
  DeleteProject: [rekognition.DeleteProjectRequest, rekognition.DeleteProjectResponse];
  CreateProjectVersion: [rekognition.CreateProjectVersionRequest, rekognition.CreateProjectVersionResponse];
  DescribeProjectVersions: [rekognition.DescribeProjectVersionsRequest, rekognition.DescribeProjectVersionsResponse];
  StartProjectVersion: [rekognition.StartProjectVersionRequest, rekognition.StartProjectVersionResponse];
  StopProjectVersion: [rekognition.StopProjectVersionRequest, rekognition.StopProjectVersionResponse];
  DeleteProjectVersion: [rekognition.DeleteProjectVersionRequest, rekognition.DeleteProjectVersionResponse];
  CopyProjectVersion: [rekognition.CopyProjectVersionRequest, rekognition.CopyProjectVersionResponse];
  PutProjectPolicy: [rekognition.PutProjectPolicyRequest, rekognition.PutProjectPolicyResponse];
  DeleteProjectPolicy: [rekognition.DeleteProjectPolicyRequest, rekognition.DeleteProjectPolicyResponse];
  CreateDataset: [rekognition.CreateDatasetRequest, rekognition.CreateDatasetResponse];
  UpdateDatasetEntries: [rekognition.UpdateDatasetEntriesRequest, rekognition.UpdateDatasetEntriesResponse];
  DistributeDatasetEntries: [rekognition.DistributeDatasetEntriesRequest, rekognition.DistributeDatasetEntriesResponse];
  DeleteDataset: [rekognition.DeleteDatasetRequest, rekognition.DeleteDatasetResponse];
  CreateCollection: [rekognition.CreateCollectionRequest, rekognition.CreateCollectionResponse];
  DescribeCollection: [rekognition.DescribeCollectionRequest, rekognition.DescribeCollectionResponse];
  DeleteCollection: [rekognition.DeleteCollectionRequest, rekognition.DeleteCollectionResponse];
  CreateStreamProcessor: [rekognition.CreateStreamProcessorRequest, rekognition.CreateStreamProcessorResponse];
  DescribeStreamProcessor: [rekognition.DescribeStreamProcessorRequest, rekognition.DescribeStreamProcessorResponse];
  ListStreamProcessors: [rekognition.ListStreamProcessorsRequest, rekognition.ListStreamProcessorsResponse];
  StartStreamProcessor: [rekognition.StartStreamProcessorRequest, rekognition.StartStreamProcessorResponse];
  StopStreamProcessor: [rekognition.StopStreamProcessorRequest, rekognition.StopStreamProcessorResponse];
  UpdateStreamProcessor: [rekognition.UpdateStreamProcessorRequest, rekognition.UpdateStreamProcessorResponse];
  DeleteStreamProcessor: [rekognition.DeleteStreamProcessorRequest, rekognition.DeleteStreamProcessorResponse];
  DescribeDataset: [rekognition.DescribeDatasetRequest, rekognition.DescribeDatasetResponse];
  ListDatasetEntries: [rekognition.ListDatasetEntriesRequest, rekognition.ListDatasetEntriesResponse];
  ListDatasetLabels: [rekognition.ListDatasetLabelsRequest, rekognition.ListDatasetLabelsResponse];
  ListProjectPolicies: [rekognition.ListProjectPoliciesRequest, rekognition.ListProjectPoliciesResponse];
  ListCollections: [rekognition.ListCollectionsRequest, rekognition.ListCollectionsResponse];
  DetectCustomLabels: [rekognition.DetectCustomLabelsRequest, rekognition.DetectCustomLabelsResponse];
  DetectModerationLabels: [rekognition.DetectModerationLabelsRequest, rekognition.DetectModerationLabelsResponse];
  StartLabelDetection: [rekognition.StartLabelDetectionRequest, rekognition.StartLabelDetectionResponse];
  StartContentModeration: [rekognition.StartContentModerationRequest, rekognition.StartContentModerationResponse];
  StartFaceDetection: [rekognition.StartFaceDetectionRequest, rekognition.StartFaceDetectionResponse];
  StartFaceSearch: [rekognition.StartFaceSearchRequest, rekognition.StartFaceSearchResponse];
  StartCelebrityRecognition: [
    rekognition.StartCelebrityRecognitionRequest,
    rekognition.StartCelebrityRecognitionResponse,
  ];
  GetLabelDetection: [rekognition.GetLabelDetectionRequest, rekognition.GetLabelDetectionResponse];
  GetContentModeration: [rekognition.GetContentModerationRequest, rekognition.GetContentModerationResponse];
  GetFaceDetection: [rekognition.GetFaceDetectionRequest, rekognition.GetFaceDetectionResponse];
  GetFaceSearch: [rekognition.GetFaceSearchRequest, rekognition.GetFaceSearchResponse];
  GetCelebrityRecognition: [rekognition.GetCelebrityRecognitionRequest, rekognition.GetCelebrityRecognitionResponse];
  TagResource: [rekognition.TagResourceRequest, rekognition.TagResourceResponse];
  UntagResource: [rekognition.UntagResourceRequest, rekognition.UntagResourceResponse];
  ListTagsForResource: [rekognition.ListTagsForResourceRequest, rekognition.ListTagsForResourceResponse];
}

export type Operation = keyof Operations;
export type RequestOf<Op extends Operation> = Operations[Op][0];
export type ResponseOf<Op extends Operation> = Operations[Op][1];

/**
 * What a call does: `read` nothing, `create` makes something that has no client token (so it is never repeated while its
 * effect is unknown), `change` may be repeated.
 */
export const EFFECT: Readonly<Record<Operation, "read" | "create" | "change">> = {
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
};

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
