import * as z from "zod";
import { RekognitionError } from "../base/errors.js";
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
const listOf = (members: Record<string, z.ZodType>): z.ZodType => z.array(z.looseObject(members));

/** What each operation's answers are demanded to hold. What AWS may leave out is not here, and not for want of a reason. */
export const DEMANDED: Readonly<Partial<Record<Operation, Demand>>> = {
  CreateProject: { page: `${API}CreateProject.html`, members: { ProjectArn: text } },
  CreateProjectVersion: { page: `${API}CreateProjectVersion.html`, members: { ProjectVersionArn: text } },
  CopyProjectVersion: { page: `${API}CopyProjectVersion.html`, members: { ProjectVersionArn: text } },
  CreateDataset: { page: `${API}CreateDataset.html`, members: { DatasetArn: text } },
  CreateCollection: { page: `${API}CreateCollection.html`, members: { CollectionArn: text } },
  CreateStreamProcessor: { page: `${API}CreateStreamProcessor.html`, members: { StreamProcessorArn: text } },
  PutProjectPolicy: { page: `${API}PutProjectPolicy.html`, members: { PolicyRevisionId: text } },
  StartLabelDetection: { page: `${API}StartLabelDetection.html`, members: { JobId: text } },
  StartContentModeration: { page: `${API}StartContentModeration.html`, members: { JobId: text } },
  StartFaceDetection: { page: `${API}StartFaceDetection.html`, members: { JobId: text } },
  StartFaceSearch: { page: `${API}StartFaceSearch.html`, members: { JobId: text } },
  StartCelebrityRecognition: { page: `${API}StartCelebrityRecognition.html`, members: { JobId: text } },
  DescribeProjects: {
    page: `${API}ProjectDescription.html`,
    members: {
      ProjectDescriptions: listOf({
        ProjectArn: text,
        Status: text,
        CreationTimestamp: time,
        Datasets: listOf({ DatasetArn: text, DatasetType: text, Status: text }).optional(),
      }),
    },
  },
  DescribeProjectVersions: {
    page: `${API}ProjectVersionDescription.html`,
    members: { ProjectVersionDescriptions: listOf({ ProjectVersionArn: text, Status: text, CreationTimestamp: time }) },
  },
  DescribeDataset: {
    page: `${API}DatasetDescription.html`,
    members: { DatasetDescription: z.looseObject({ Status: text, CreationTimestamp: time }) },
  },
  ListDatasetEntries: { page: `${API}ListDatasetEntries.html`, members: { DatasetEntries: z.array(z.string()) } },
  ListDatasetLabels: {
    page: `${API}DatasetLabelDescription.html`,
    members: { DatasetLabelDescriptions: listOf({ LabelName: text }) },
  },
  ListProjectPolicies: {
    page: `${API}ProjectPolicy.html`,
    members: {
      ProjectPolicies: listOf({
        PolicyName: text,
        PolicyRevisionId: text,
        PolicyDocument: text,
        CreationTimestamp: time,
      }),
    },
  },
  ListCollections: { page: `${API}ListCollections.html`, members: { CollectionIds: z.array(text) } },
  DescribeCollection: {
    page: `${API}DescribeCollection.html`,
    members: { CollectionARN: text, CreationTimestamp: time, FaceCount: count },
  },
  ListStreamProcessors: {
    page: `${API}StreamProcessor.html`,
    members: { StreamProcessors: listOf({ Name: text, Status: text }) },
  },
  DescribeStreamProcessor: {
    page: `${API}DescribeStreamProcessor.html`,
    members: {
      Name: text,
      StreamProcessorArn: text,
      Status: text,
      CreationTimestamp: time,
      Input: some,
      Output: some,
      Settings: some,
      RoleArn: text,
    },
  },
  GetLabelDetection: { page: `${API}GetLabelDetection.html`, members: { JobStatus: text } },
  GetContentModeration: { page: `${API}GetContentModeration.html`, members: { JobStatus: text } },
  GetFaceDetection: { page: `${API}GetFaceDetection.html`, members: { JobStatus: text } },
  GetFaceSearch: { page: `${API}GetFaceSearch.html`, members: { JobStatus: text } },
  GetCelebrityRecognition: { page: `${API}GetCelebrityRecognition.html`, members: { JobStatus: text } },
};

const schemas = new Map(
  Object.entries(DEMANDED).map(([operation, { members }]) => [operation, z.looseObject(members)] as const),
);

/** Throws an error that passes where an answer lacks what AWS always sends; a call that makes something has then an unknown effect. */
export function assertComplete<Op extends Operation>(operation: Op, answer: ResponseOf<Op>): void {
  const issue = schemas.get(operation)?.safeParse(answer).error?.issues[0];
  if (issue === undefined) return;
  const path = issue.path.map((step) => (typeof step === "number" ? `[${String(step)}]` : `.${String(step)}`)).join("");
  throw new RekognitionError("UnreadableAnswer", `${operation}: AWS's answer lacks ${path.replace(/^\./, "")}`, {
    effectUnknown: EFFECT[operation] !== "read",
  });
}
