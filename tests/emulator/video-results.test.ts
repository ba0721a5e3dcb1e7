import type { LabelDetection } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { png } from "./harness/images.js";
import { refusalName, refusalNames } from "./harness/refusal.js";
import { HOUR_MS, MINUTE_MS, setScene } from "./harness/scene.js";
import { VIDEO, detectLabels, putVideo } from "./harness/videos.js";

describe("results of video jobs", () => {
  const scene = setScene();

  type LabelQuery = Omit<Parameters<typeof scene.client.getLabelDetection>[0], "JobId">;
  const labels = (JobId: string, query: LabelQuery = {}) => scene.client.getLabelDetection({ JobId, ...query });

  async function allLabels(jobId: string, query: LabelQuery = {}): Promise<LabelDetection[]> {
    const all: LabelDetection[] = [];
    let NextToken: string | undefined;
    do {
      const page = await labels(jobId, { ...query, NextToken });
      all.push(...(page.Labels ?? []));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return all;
  }

  const names = (detections: readonly LabelDetection[]) => detections.map((each) => each.Label?.Name);
  const times = (detections: readonly LabelDetection[]) => detections.map((each) => each.Timestamp ?? -1);
  const rising = (values: readonly number[]) => [...values].sort((a, b) => a - b);

  it("describe the video, always the same way, on every page", async () => {
    const jobId = await detectLabels(scene, 30);
    const first = await labels(jobId, { MaxResults: 20 });
    const second = await labels(jobId, { MaxResults: 20, NextToken: first.NextToken });
    expect(first.VideoMetadata).to.include({ Codec: "h264", Format: "QuickTime / MOV", FrameWidth: 1280 });
    expect(first.VideoMetadata?.DurationMillis).to.be.within(10_000, 120_000);
    expect(second.VideoMetadata).to.deep.equal(first.VideoMetadata);
    const again = await labels(await detectLabels(scene, 1));
    expect(again.VideoMetadata).to.deep.equal(first.VideoMetadata);
  });

  it("are there without a script: every label once a second", async () => {
    const jobId = await detectLabels(scene);
    const { VideoMetadata, Labels } = await labels(jobId);
    const seconds = Math.ceil((VideoMetadata?.DurationMillis ?? 0) / 1000);
    expect(Labels).to.have.length(Math.min(1000, 7 * seconds));
  });

  it("come sorted by time, or by name and then by confidence, and are the same both ways", async () => {
    const jobId = await detectLabels(scene, 100);
    const byTime = await allLabels(jobId);
    expect(byTime).to.have.length(100);
    expect(times(byTime)).to.deep.equal(rising(times(byTime)));
    const byName = await allLabels(jobId, { SortBy: "NAME" });
    expect(names(byName)).to.deep.equal(names(byName).sort());
    for (const name of new Set(names(byName))) {
      const confidences = byName.filter((each) => each.Label?.Name === name).map((each) => each.Label?.Confidence ?? 0);
      expect(confidences).to.deep.equal(rising(confidences).reverse());
    }
    expect(byName).to.have.deep.members(byTime);
  });

  it("put occurrences together by segment, with their span", async () => {
    const jobId = await detectLabels(scene, 100);
    const segments = await allLabels(jobId, { AggregateBy: "SEGMENTS" });
    expect(segments).to.have.length(21);
    const spans = segments.filter((each) => each.Label?.Name === "Bicycle");
    const moments = (await allLabels(jobId)).filter((each) => each.Label?.Name === "Bicycle").map((m) => m.Timestamp);
    expect(spans.map((span) => [span.StartTimestampMillis, span.EndTimestampMillis])).to.deep.equal([
      [moments[0], moments[4]],
      [moments[5], moments[9]],
      [moments[10], moments[14]],
    ]);
    for (const span of segments) {
      expect(span.DurationMillis).to.equal((span.EndTimestampMillis ?? 0) - (span.StartTimestampMillis ?? 0));
      expect(span).to.not.have.property("Timestamp");
      expect(span.Label).to.not.have.property("Instances");
    }
    scene.emulator.setSwitches({ segmentsHaveTimestamp: true });
    const [stamped] = await allLabels(jobId, { AggregateBy: "SEGMENTS" });
    expect(stamped?.Timestamp).to.equal(stamped?.StartTimestampMillis);
  });

  it("say how they were asked for", async () => {
    const jobId = await detectLabels(scene, 1);
    expect(await labels(jobId)).to.deep.include({
      GetRequestMetadata: { SortBy: "TIMESTAMP", AggregateBy: "TIMESTAMPS" },
      LabelModelVersion: "3.0",
    });
    const { GetRequestMetadata } = await labels(jobId, { SortBy: "NAME", AggregateBy: "SEGMENTS" });
    expect(GetRequestMetadata).to.deep.equal({ SortBy: "NAME", AggregateBy: "SEGMENTS" });
  });

  it("are as sure as was asked for, and filtered", async () => {
    const sure = await allLabels(await detectLabels(scene, 100, { MinConfidence: 90 }));
    for (const { Label } of sure) expect(Label?.Confidence).to.be.within(90, 100);
    expect(await allLabels(await detectLabels(scene, 100, { MinConfidence: 100 }))).to.deep.equal([]);
    const vehicles = { LabelCategoryInclusionFilters: ["Vehicles and Automotive"], LabelExclusionFilters: ["Car"] };
    const filtered = await detectLabels(scene, 10, { Settings: { GeneralLabels: vehicles } });
    expect(new Set(names(await allLabels(filtered)))).to.deep.equal(new Set(["Bicycle"]));
    const none = { Settings: { GeneralLabels: { LabelInclusionFilters: ["Zebra"] } } };
    expect((await labels(await detectLabels(scene, 10, none))).Labels).to.deep.equal([]);
  });

  describe("pages", () => {
    it("have 1000 results when more are asked for, or none", async () => {
      const jobId = await detectLabels(scene, 2500);
      for (const MaxResults of [undefined, 1001, 1_000_000]) {
        expect((await labels(jobId, { MaxResults })).Labels).to.have.length(1000);
      }
      expect((await labels(jobId, { MaxResults: 3 })).Labels).to.have.length(3);
      expect(await allLabels(jobId)).to.have.length(2500);
      expect(await refusalName(labels(jobId, { MaxResults: 0 }))).to.equal("ValidationException");
    });

    it("are reached by tokens of the same job and view, for a day", async () => {
      const jobId = await detectLabels(scene, 30);
      const { NextToken } = await labels(jobId, { MaxResults: 10 });
      expect(NextToken).to.have.length.below(256);
      const other = await detectLabels(scene, 30);
      const calls = [
        labels(other, { NextToken }),
        labels(jobId, { NextToken, SortBy: "NAME" }),
        labels(jobId, { NextToken, AggregateBy: "SEGMENTS" }),
        labels(jobId, { NextToken: "made-up" }),
      ];
      expect(await refusalNames(...calls)).to.deep.equal(["InvalidPaginationTokenException"]);
      scene.emulator.advance(23 * HOUR_MS);
      expect((await labels(jobId, { NextToken })).Labels).to.have.length(20);
      scene.emulator.advance(HOUR_MS);
      expect(await refusalName(labels(jobId, { NextToken }))).to.equal("InvalidPaginationTokenException");
    });

    it("go through 100,000 detections without a repetition", async () => {
      const jobId = await detectLabels(scene, 100_000);
      let [count, last, NextToken]: [number, number, string | undefined] = [0, -1, undefined];
      do {
        const page = await labels(jobId, { NextToken });
        for (const each of page.Labels ?? []) {
          const at: number = each.Timestamp ?? -1;
          expect(at).to.be.at.least(last);
          last = at;
          count += 1;
        }
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      expect(count).to.equal(100_000);
    }).timeout(30_000);
  });

  describe("of the other kinds", () => {
    const done = async (start: Promise<{ JobId?: string | undefined }>): Promise<string> => {
      const { JobId = "" } = await start;
      scene.emulator.advance(MINUTE_MS);
      return JobId;
    };
    const request = { Video: VIDEO, JobTag: "tag" };

    beforeEach(() => {
      putVideo(scene);
    });

    it("content moderation: labels in their taxonomy, by time or by name, in segments", async () => {
      const JobId = await done(scene.client.startContentModeration(request));
      const byTime = await scene.client.getContentModeration({ JobId });
      expect(byTime).to.deep.include({
        JobTag: "tag",
        ModerationModelVersion: "7.0",
        GetRequestMetadata: { SortBy: "TIMESTAMP", AggregateBy: "TIMESTAMPS" },
      });
      const weapons = byTime.ModerationLabels?.find((each) => each.ModerationLabel?.Name === "Weapons");
      expect(weapons?.ModerationLabel).to.include({ ParentName: "Violence", TaxonomyLevel: 2 });
      expect(weapons?.ContentTypes).to.be.an("array");
      const query = { JobId, SortBy: "NAME", AggregateBy: "SEGMENTS" } as const;
      const { ModerationLabels = [] } = await scene.client.getContentModeration(query);
      const found = ModerationLabels.map((each) => each.ModerationLabel?.Name);
      expect(found).to.deep.equal([...found].sort());
      expect(ModerationLabels[0]).to.have.all.keys(
        "ModerationLabel",
        "ContentTypes",
        "StartTimestampMillis",
        "EndTimestampMillis",
        "DurationMillis",
      );
    });

    it("face detection: the usual attributes, or all of them", async () => {
      const usual = await done(scene.client.startFaceDetection(request));
      const { Faces = [] } = await scene.client.getFaceDetection({ JobId: usual, MaxResults: 2 });
      expect(Faces[0]?.Face).to.have.all.keys("BoundingBox", "Confidence", "Landmarks", "Pose", "Quality");
      const all = await done(scene.client.startFaceDetection({ ...request, FaceAttributes: "ALL" }));
      const described = await scene.client.getFaceDetection({ JobId: all, MaxResults: 1 });
      expect(described.Faces?.[0]?.Face).to.include.all.keys("AgeRange", "Smile", "Emotions");
    });

    it("face search: people, with the faces of the collection that they are", async () => {
      await scene.client.createCollection({ CollectionId: "faces" });
      const Image = { Bytes: png(80, 80) };
      await scene.client.indexFaces({ CollectionId: "faces", Image, ExternalImageId: "ada" });
      const search = { ...request, CollectionId: "faces", FaceMatchThreshold: 95 };
      const JobId = await done(scene.client.startFaceSearch(search));
      const { Persons = [] } = await scene.client.getFaceSearch({ JobId });
      expect(Persons.slice(0, 4).map((each) => each.Person?.Index)).to.deep.equal([0, 1, 2, 0]);
      for (const { Person, FaceMatches = [] } of Persons) {
        const matched = FaceMatches.map((match) => match.Face?.ExternalImageId);
        expect(matched).to.deep.equal(Person?.Index === 0 ? ["ada"] : []);
        for (const { Similarity } of FaceMatches) expect(Similarity).to.be.within(95, 100);
      }
      const byIndex = (await scene.client.getFaceSearch({ JobId, SortBy: "INDEX" })).Persons ?? [];
      const indexes = byIndex.map((each) => each.Person?.Index ?? -1);
      expect(indexes).to.deep.equal(rising(indexes));
    });

    it("celebrities: by time, or by their ids", async () => {
      const JobId = await done(scene.client.startCelebrityRecognition(request));
      const { Celebrities = [] } = await scene.client.getCelebrityRecognition({ JobId });
      expect(Celebrities.slice(0, 2).map((each) => each.Celebrity?.Name)).to.deep.equal([
        "Example Actor",
        "Example Singer",
      ]);
      const byId = (await scene.client.getCelebrityRecognition({ JobId, SortBy: "ID" })).Celebrities ?? [];
      const ids = byId.map((each) => each.Celebrity?.Id ?? "");
      expect(ids).to.deep.equal([...ids].sort());
    });
  });
});
