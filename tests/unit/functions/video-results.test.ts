import { expect } from "chai";
import type { FunctionContext } from "../../../provider/functions/function.js";
import { functionNamed } from "../../../provider/functions/table.js";
import { FakeService } from "./fake-service.js";
import { failureOf } from "../../provider/harness/failure.js";

const jobs = [
  {
    name: "getLabelDetection",
    operation: "GetLabelDetection",
    member: "Labels",
    list: "labels",
    aws: { Timestamp: 500, Label: { Name: "Cat", Confidence: 99, Parents: [{ Name: "Animal" }] } },
    ours: { timestamp: 500, label: { name: "Cat", confidence: 99, parents: [{ name: "Animal" }] } },
    sortBy: "NAME",
    aggregateBy: "SEGMENTS",
  },
  {
    name: "getContentModeration",
    operation: "GetContentModeration",
    member: "ModerationLabels",
    list: "moderationLabels",
    aws: {
      Timestamp: 500,
      ModerationLabel: { Name: "Alcohol", ParentName: "", TaxonomyLevel: 1, Confidence: 80 },
      ContentTypes: [{ Name: "Animated Content", Confidence: 70 }],
    },
    ours: {
      timestamp: 500,
      moderationLabel: { name: "Alcohol", parentName: "", taxonomyLevel: 1, confidence: 80 },
      contentTypes: [{ name: "Animated Content", confidence: 70 }],
    },
    sortBy: "TIMESTAMP",
    aggregateBy: "TIMESTAMPS",
  },
  {
    name: "getFaceDetection",
    operation: "GetFaceDetection",
    member: "Faces",
    list: "faces",
    aws: { Timestamp: 500, Face: { Smile: { Value: true, Confidence: 90 } } },
    ours: { timestamp: 500, face: { smile: { value: true, confidence: 90 } } },
  },
  {
    name: "getFaceSearch",
    operation: "GetFaceSearch",
    member: "Persons",
    list: "persons",
    aws: { Timestamp: 500, Person: { Index: 0 }, FaceMatches: [{ Similarity: 99, Face: { FaceId: "f" } }] },
    ours: { timestamp: 500, person: { index: 0 }, faceMatches: [{ similarity: 99, face: { faceId: "f" } }] },
    sortBy: "INDEX",
  },
  {
    name: "getCelebrityRecognition",
    operation: "GetCelebrityRecognition",
    member: "Celebrities",
    list: "celebrities",
    aws: { Timestamp: 500, Celebrity: { Id: "c", Name: "Ada" } },
    ours: { timestamp: 500, celebrity: { id: "c", name: "Ada" } },
    sortBy: "ID",
  },
];

const COUNT = 10_000;

/** A job with so many results, in pages of as many as are asked for, at most 1,000. */
function service(member: string, aws: object, count: number): FakeService {
  return new FakeService(({ request }) => {
    const size = Math.min(Number(request.MaxResults ?? 1_000), 1_000);
    const from = Number(request.NextToken ?? 0);
    const rest = count - from;
    return {
      JobStatus: "SUCCEEDED",
      JobId: request.JobId,
      VideoMetadata: { Codec: "h264", DurationMillis: 60_000 },
      $metadata: { requestId: "r" },
      [member]: Array.from({ length: Math.min(size, rest) }, () => aws),
      ...(rest > size ? { NextToken: String(from + size) } : {}),
    };
  });
}

function each(name: string, context: FunctionContext, args: object): AsyncIterable<unknown> {
  const { iterator } = functionNamed(name);
  if (iterator === undefined) throw new Error(`${name} has no iterator`);
  return iterator.each(context, args);
}

describe("results of video jobs", () => {
  for (const { name, operation, member, list, aws, ours, sortBy, aggregateBy } of jobs) {
    describe(name, () => {
      const asked = {
        jobId: "job",
        ...(sortBy === undefined ? {} : { sortBy }),
        ...(aggregateBy === undefined ? {} : { aggregateBy }),
      };

      it("gives the job and its first results in our words", async () => {
        const { context, asked: calls } = service(member, aws, 3);
        const result = await functionNamed(name).call(context, asked);
        expect(result).to.deep.equal({
          jobId: "job",
          jobStatus: "SUCCEEDED",
          videoMetadata: { codec: "h264", durationMillis: 60_000 },
          [list]: [ours, ours, ours],
          isTruncated: false,
        });
        expect(calls).to.have.length(1);
        expect(calls[0]?.operation).to.equal(operation);
        expect(calls[0]?.request.SortBy).to.equal(sortBy);
        expect(calls[0]?.request.AggregateBy).to.equal(aggregateBy);
      });

      it("gives no more than was asked for, over several pages, and says that there are more", async () => {
        const { context, asked: calls } = service(member, aws, 5_000);
        const result = await functionNamed(name).call(context, { jobId: "job", maxResults: 2_500 });
        expect(result[list]).to.have.length(2_500);
        expect(result.isTruncated).to.equal(true);
        expect(calls).to.have.length(3);
      });

      it("says that there are no more where the limit is just what there is", async () => {
        const { context } = service(member, aws, 2_000);
        const result = await functionNamed(name).call(context, { jobId: "job", maxResults: 2_000 });
        expect(result[list]).to.have.length(2_000);
        expect(result.isTruncated).to.equal(false);
      });

      it("iterates over all of 10,000, with never more than one page ahead", async () => {
        const { context, asked: calls } = service(member, aws, COUNT);
        let count = 0;
        for await (const one of each(name, context, asked)) {
          if (count % 997 === 0) {
            expect(one).to.deep.equal(ours);
            expect(calls).to.have.length(Math.floor(count / 1_000) + 1);
          }
          count += 1;
        }
        expect(count).to.equal(COUNT);
        expect(calls).to.have.length(COUNT / 1_000);
        expect(calls.every(({ request }) => request.SortBy === sortBy)).to.equal(true);
      });

      it("stops asking where the reader stops", async () => {
        const { context, asked: calls } = service(member, aws, COUNT);
        for await (const one of each(name, context, asked)) {
          expect(one).to.deep.equal(ours);
          break;
        }
        expect(calls).to.have.length(1);
      });
    });
  }

  it("gives the status of a job that goes on, and no results", async () => {
    const { context } = new FakeService(() => ({ JobStatus: "IN_PROGRESS" }));
    const result = await functionNamed("getLabelDetection").call(context, { jobId: "job" });
    expect(result).to.deep.equal({ jobStatus: "IN_PROGRESS", labels: [], isTruncated: false });
  });

  for (const [status, code] of [
    ["IN_PROGRESS", "Busy"],
    ["FAILED", "AnalysisFailed"],
  ] as const) {
    it(`does not iterate over a job that is ${status}`, async () => {
      const { context } = new FakeService(() => ({ JobStatus: status, StatusMessage: "Bad codec" }));
      const first = each("getLabelDetection", context, { jobId: "job" })[Symbol.asyncIterator]().next();
      expect(await failureOf(first)).to.contain(`[${code}]`);
    });
  }
});
