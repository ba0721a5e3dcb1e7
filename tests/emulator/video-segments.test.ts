import type { StartSegmentDetectionRequest } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import type { VideoSegment } from "../../emulator/index.js";
import { MINUTE_MS, setScene } from "./harness/scene.js";
import { CHANNEL, VIDEO, putVideo } from "./harness/videos.js";

/** https://docs.aws.amazon.com/rekognition/latest/dg/segment-api.html */
describe("segments of a video", () => {
  const scene = setScene();
  const BOTH = ["TECHNICAL_CUE", "SHOT"] as ["TECHNICAL_CUE", "SHOT"];

  beforeEach(() => {
    putVideo(scene);
  });

  const hold = (...segments: VideoSegment[]) => {
    scene.emulator.setRules({ rules: [{ match: { key: "*.mp4" }, holds: { segments } }] });
  };

  async function detect(request: Partial<StartSegmentDetectionRequest> = {}, MaxResults = 1000) {
    const { JobId } = await scene.client.startSegmentDetection({ Video: VIDEO, SegmentTypes: BOTH, ...request });
    scene.emulator.advance(MINUTE_MS);
    return scene.client.getSegmentDetection({ JobId, MaxResults });
  }

  it("come by the types that were asked for, each by time, with times in three forms", async () => {
    hold(
      { kind: "Shot", startMs: 10_000, endMs: 3_661_040, confidence: 90 },
      { kind: "Shot", startMs: 0, endMs: 9_960 },
      { kind: "BlackFrames", startMs: 500, endMs: 1_500 },
    );
    const { Segments = [], SelectedSegmentTypes, VideoMetadata, AudioMetadata } = await detect();
    expect(SelectedSegmentTypes).to.deep.equal(BOTH.map((Type) => ({ Type, ModelVersion: "2.0" })));
    expect(VideoMetadata?.[0]).to.include({ DurationMillis: 3_661_040, FrameRate: 25 });
    expect(AudioMetadata?.[0]).to.include({ DurationMillis: 3_661_040, NumberOfChannels: 2 });
    expect(Segments[0]).to.deep.equal({
      Type: "TECHNICAL_CUE",
      TechnicalCueSegment: { Type: "BlackFrames", Confidence: 98 },
      StartTimestampMillis: 500,
      EndTimestampMillis: 1_500,
      DurationMillis: 1_000,
      StartTimecodeSMPTE: "00:00:00:12",
      EndTimecodeSMPTE: "00:00:01:12",
      DurationSMPTE: "00:00:01:00",
      StartFrameNumber: 12,
      EndFrameNumber: 37,
      DurationFrames: 25,
    });
    expect(Segments.slice(1).map((each) => each.ShotSegment)).to.deep.equal([
      { Index: 0, Confidence: 98 },
      { Index: 1, Confidence: 90 },
    ]);
    expect(Segments[2]?.EndTimecodeSMPTE).to.equal("01:01:01:01");
  });

  it("are those of the type and confidence that were asked for, 50 if it was not", async () => {
    hold(
      { kind: "Shot", startMs: 0, endMs: 1_000, confidence: 49 },
      { kind: "Shot", startMs: 1_000, endMs: 2_000, confidence: 60 },
      { kind: "EndCredits", startMs: 0, endMs: 1_000, confidence: 70 },
    );
    const found = async (request: Partial<StartSegmentDetectionRequest>) =>
      (await detect(request)).Segments?.map((each) => each.ShotSegment?.Index ?? each.TechnicalCueSegment?.Type);
    expect(await found({})).to.deep.equal(["EndCredits", 1]);
    expect(await found({ SegmentTypes: ["SHOT"] })).to.deep.equal([1]);
    const Filters = { TechnicalCueFilter: { MinSegmentConfidence: 80 }, ShotFilter: { MinSegmentConfidence: 50 } };
    expect(await found({ Filters })).to.deep.equal([1]);
  });

  it("are, where nobody said it, shots of ten seconds and one program, on as many pages as asked for", async () => {
    const { Segments = [], VideoMetadata, NextToken, JobId } = await detect({}, 2);
    expect(Segments.map((each) => each.Type)).to.deep.equal(BOTH);
    expect(Segments[0]?.TechnicalCueSegment?.Type).to.equal("Content");
    expect(Segments[1]).to.include({ StartTimestampMillis: 0, EndTimestampMillis: 9_960, DurationFrames: 249 });
    const rest = await scene.client.getSegmentDetection({ JobId, NextToken });
    expect(rest.Segments).to.have.length(Math.ceil((VideoMetadata?.[0]?.DurationMillis ?? 0) / 10_000) - 1);
    expect(rest.Segments?.[0]?.ShotSegment?.Index).to.equal(1);
    expect((await detect({}, 2)).Segments).to.deep.equal(Segments);
  });

  it("are published and scripted as other jobs are, but none is found twice", async () => {
    scene.emulator.script({ video: [{ detections: 1 }, { detections: 50 }, { status: "FAILED" }] });
    hold({ kind: "Shot", startMs: 0, endMs: 1_000 }, { kind: "Shot", startMs: 1_000, endMs: 2_000 });
    expect((await detect()).Segments).to.have.length(1);
    expect((await detect()).Segments).to.have.length(2);
    const failed = await detect({ NotificationChannel: CHANNEL });
    expect(failed.JobStatus).to.equal("FAILED");
    expect(failed).to.not.have.any.keys("Segments", "SelectedSegmentTypes", "VideoMetadata");
    expect(scene.emulator.notifications()[0]?.message).to.include({ API: "StartSegmentDetection", Status: "FAILED" });
  });

  it("are refused, with the place, if one ends before it starts", () => {
    const backwards = { kind: "Shot", startMs: 1_000, endMs: 500 } as const;
    expect(() => {
      hold(backwards);
    }).to.throw("rules: 0: holds: segments: 0: endMs: takes a time after startMs");
  });
});
