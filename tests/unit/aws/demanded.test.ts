import { expect } from "chai";
import { DEMANDED, assertComplete } from "../../../provider/aws/demanded.js";
import { EFFECT, type Operation } from "../../../provider/aws/operations.js";
import type { RekognitionError } from "../../../provider/base/errors.js";

const at = new Date(0);
const arn = "arn:aws:rekognition:us-east-1:111122223333:x/y";

/** A complete answer of each operation, and no more than that. */
const COMPLETE: Readonly<Record<string, Record<string, unknown>>> = {
  CreateProject: { ProjectArn: arn },
  CreateProjectVersion: { ProjectVersionArn: arn },
  CopyProjectVersion: { ProjectVersionArn: arn },
  CreateDataset: { DatasetArn: arn },
  CreateCollection: { CollectionArn: arn },
  CreateStreamProcessor: { StreamProcessorArn: arn },
  PutProjectPolicy: { PolicyRevisionId: "1" },
  StartLabelDetection: { JobId: "1" },
  StartContentModeration: { JobId: "1" },
  StartFaceDetection: { JobId: "1" },
  StartFaceSearch: { JobId: "1" },
  StartCelebrityRecognition: { JobId: "1" },
  DescribeProjects: { ProjectDescriptions: [{ ProjectArn: arn, Status: "CREATED", CreationTimestamp: at }] },
  DescribeProjectVersions: {
    ProjectVersionDescriptions: [{ ProjectVersionArn: arn, Status: "RUNNING", CreationTimestamp: at }],
  },
  DescribeDataset: { DatasetDescription: { Status: "CREATE_COMPLETE", CreationTimestamp: at } },
  ListDatasetEntries: { DatasetEntries: ["{}"] },
  ListDatasetLabels: { DatasetLabelDescriptions: [{ LabelName: "circle" }] },
  ListProjectPolicies: {
    ProjectPolicies: [{ PolicyName: "p", PolicyRevisionId: "1", PolicyDocument: "{}", CreationTimestamp: at }],
  },
  ListCollections: { CollectionIds: ["faces"] },
  DescribeCollection: { CollectionARN: arn, CreationTimestamp: at, FaceCount: 0 },
  ListStreamProcessors: { StreamProcessors: [{ Name: "door", Status: "RUNNING" }] },
  DescribeStreamProcessor: {
    Name: "door",
    StreamProcessorArn: arn,
    Status: "RUNNING",
    CreationTimestamp: at,
    Input: {},
    Output: {},
    Settings: {},
    RoleArn: "arn:aws:iam::111122223333:role/video",
  },
  GetLabelDetection: { JobStatus: "SUCCEEDED" },
  GetContentModeration: { JobStatus: "SUCCEEDED" },
  GetFaceDetection: { JobStatus: "SUCCEEDED" },
  GetFaceSearch: { JobStatus: "SUCCEEDED" },
  GetCelebrityRecognition: { JobStatus: "SUCCEEDED" },
};

function judged(operation: string, answer: unknown): RekognitionError | undefined {
  try {
    assertComplete(operation as Operation, answer as never);
    return undefined;
  } catch (error) {
    return error as RekognitionError;
  }
}

/** Each way to leave something out of an answer: a member at the top, one of an entry, an entry itself. */
function* lacking(answer: Record<string, unknown>): Generator<[string, Record<string, unknown>], void, undefined> {
  yield ["everything", {}];
  for (const [name, value] of Object.entries(answer)) {
    const { [name]: _without, ...others } = answer;
    yield [name, others];
    if (value === "" || typeof value === "string") yield [`the text of ${name}`, { ...answer, [name]: "" }];
    if (Array.isArray(value)) {
      yield [`an entry of ${name}`, { ...answer, [name]: [null, ...(value as unknown[])] }];
      const [entry] = value as unknown[];
      if (typeof entry !== "object" || entry === null) continue;
      for (const member of Object.keys(entry)) {
        yield [`${member} of an entry`, { ...answer, [name]: [entry, { ...entry, [member]: undefined }] }];
      }
    }
  }
}

describe("an answer of AWS", () => {
  it("is known for every operation whose answers are demanded to hold something", () => {
    expect(Object.keys(COMPLETE)).to.have.members(Object.keys(DEMANDED));
    for (const demand of Object.values(DEMANDED))
      expect(demand.page).to.match(/^https:\/\/docs\.aws\.amazon\.com\/.+\.html$/);
  });

  it("is demanded to name what was made, whatever makes something that has a name", () => {
    const makes = (Object.keys(EFFECT) as Operation[]).filter((operation) => EFFECT[operation] === "create");
    const nameless = makes.filter((operation) => DEMANDED[operation] === undefined);
    expect(nameless).to.deep.equal(["DistributeDatasetEntries"]);
  });

  for (const [operation, answer] of Object.entries(COMPLETE)) {
    it(`to ${operation} counts where it is complete, and proves nothing where something is missing`, () => {
      expect(judged(operation, answer)).to.equal(undefined);
      expect(judged(operation, { ...answer, SomethingNew: 1 })).to.equal(undefined);
      for (const [what, incomplete] of lacking(answer)) {
        const error = judged(operation, incomplete);
        expect(error?.code, what).to.equal("UnreadableAnswer");
        expect(error?.effectUnknown).to.equal(EFFECT[operation as Operation] !== "read");
        expect(error?.what, what).to.contain(operation);
      }
    });
  }

  it("may list nothing", () => {
    expect(judged("DescribeProjects", { ProjectDescriptions: [] })).to.equal(undefined);
    expect(judged("ListStreamProcessors", { StreamProcessors: [] })).to.equal(undefined);
  });

  it("says where what is missing should be", () => {
    const answer = { ProjectVersionDescriptions: [{ ProjectVersionArn: arn, CreationTimestamp: at }] };
    expect(judged("DescribeProjectVersions", answer)?.what).to.equal(
      "DescribeProjectVersions: AWS's answer lacks ProjectVersionDescriptions[0].Status.",
    );
  });
});
