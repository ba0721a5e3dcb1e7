import * as z from "zod";
import { RekognitionError } from "../base/errors.js";
import { placeText } from "../schema/places.js";
import { EFFECT, type Operation, type ResponseOf } from "./operations.js";

/* AWS's model calls every member of an answer optional, and a proxy, a half-written answer or an error under HTTP 200 look
   like an answer that leaves them out. What AWS always sends is demanded here, once for all who read it: what lacks it is no
   answer, and proves nothing. */

const API = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_";

/** Members that an answer always has, by the page that shows them. */
interface Demand {
  readonly page: string;
  readonly members: Readonly<Record<string, z.ZodType>>;
}

const text = z.string().min(1);
const time = z.date();
const count = z.number();
const some = z.looseObject({});
const on = (page: string, members: Demand["members"]): Demand => ({ page: `${API}${page}.html`, members });
const listOf = (members: Record<string, z.ZodType>): z.ZodType => z.array(z.looseObject(members));

/** What each operation's answers are demanded to hold. What AWS may leave out is not here, and not for want of a reason. */
export const DEMANDED: Readonly<Partial<Record<Operation, Demand>>> = {
  CreateProject: on("CreateProject", { ProjectArn: text }),
  CreateProjectVersion: on("CreateProjectVersion", { ProjectVersionArn: text }),
  CopyProjectVersion: on("CopyProjectVersion", { ProjectVersionArn: text }),
  CreateDataset: on("CreateDataset", { DatasetArn: text }),
  CreateCollection: on("CreateCollection", { CollectionArn: text }),
  CreateStreamProcessor: on("CreateStreamProcessor", { StreamProcessorArn: text }),
  PutProjectPolicy: on("PutProjectPolicy", { PolicyRevisionId: text }),
  StartLabelDetection: on("StartLabelDetection", { JobId: text }),
  StartContentModeration: on("StartContentModeration", { JobId: text }),
  StartFaceDetection: on("StartFaceDetection", { JobId: text }),
  StartFaceSearch: on("StartFaceSearch", { JobId: text }),
  StartCelebrityRecognition: on("StartCelebrityRecognition", { JobId: text }),
  DescribeProjects: on("ProjectDescription", {
    ProjectDescriptions: listOf({
      ProjectArn: text,
      Status: text,
      CreationTimestamp: time,
      Datasets: listOf({ DatasetArn: text, DatasetType: text, Status: text }).optional(),
    }),
  }),
  DescribeProjectVersions: on("ProjectVersionDescription", {
    ProjectVersionDescriptions: listOf({ ProjectVersionArn: text, Status: text, CreationTimestamp: time }),
  }),
  DescribeDataset: on("DatasetDescription", {
    DatasetDescription: z.looseObject({ Status: text, CreationTimestamp: time }),
  }),
  ListDatasetEntries: on("ListDatasetEntries", { DatasetEntries: z.array(z.string()) }),
  ListDatasetLabels: on("DatasetLabelDescription", { DatasetLabelDescriptions: listOf({ LabelName: text }) }),
  ListProjectPolicies: on("ProjectPolicy", {
    ProjectPolicies: listOf({
      PolicyName: text,
      PolicyRevisionId: text,
      PolicyDocument: text,
      CreationTimestamp: time,
    }),
  }),
  ListCollections: on("ListCollections", { CollectionIds: z.array(text) }),
  DescribeCollection: on("DescribeCollection", { CollectionARN: text, CreationTimestamp: time, FaceCount: count }),
  ListStreamProcessors: on("StreamProcessor", { StreamProcessors: listOf({ Name: text, Status: text }) }),
  DescribeStreamProcessor: on("DescribeStreamProcessor", {
    Name: text,
    StreamProcessorArn: text,
    Status: text,
    CreationTimestamp: time,
    Input: some,
    Output: some,
    Settings: some,
    RoleArn: text,
  }),
  GetLabelDetection: on("GetLabelDetection", { JobStatus: text }),
  GetContentModeration: on("GetContentModeration", { JobStatus: text }),
  GetFaceDetection: on("GetFaceDetection", { JobStatus: text }),
  GetFaceSearch: on("GetFaceSearch", { JobStatus: text }),
  GetCelebrityRecognition: on("GetCelebrityRecognition", { JobStatus: text }),
};

const schemas = new Map(
  Object.entries(DEMANDED).map(([operation, { members }]) => [operation, z.looseObject(members)] as const),
);

/** Throws an error that passes where an answer lacks what AWS always sends; a call that makes something has then an unknown effect. */
export function assertComplete<Op extends Operation>(operation: Op, answer: ResponseOf<Op>): void {
  const issue = schemas.get(operation)?.safeParse(answer).error?.issues[0];
  if (issue === undefined) return;
  const lacks = placeText("", issue.path).replace(/^\./, "");
  throw new RekognitionError("UnreadableAnswer", `${operation}: AWS's answer lacks ${lacks}`, {
    effectUnknown: EFFECT[operation] !== "read",
  });
}
