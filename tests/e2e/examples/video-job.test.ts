import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetLabelDetectionCommand } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { changesIn, Example } from "../harness/example.js";

/** AWS forgets a job after 7. */
const EIGHT_DAYS_MS = 8 * 24 * 3_600_000;

async function play() {
  const folder = mkdtempSync(join(tmpdir(), "videos-"));
  for (const name of ["monday.mp4", "tuesday.mp4"])
    writeFileSync(join(folder, name), "The emulator looks at the name.");
  const config = { bucket: "videos", video: "monday.mp4" };
  const example = await Example.open("video-job", { config, buckets: { videos: folder } });
  try {
    const made = { deed: await example.up(), outputs: await example.stack.outputs() };
    const JobId = String(made.outputs["jobId"]);
    const job = await example.emulator.client().send(new GetLabelDetectionCommand({ JobId }));
    const unchanged = await example.up();
    await example.configure({ video: "tuesday.mp4" });
    const changed = { deed: await example.up(), outputs: await example.stack.outputs() };
    await example.emulator.control.clock({ advanceMs: EIGHT_DAYS_MS });
    const later = { deed: await example.up(), outputs: await example.stack.outputs() };
    return { made, job, unchanged, changed, later, destroyed: await example.destroy() };
  } finally {
    example.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("the example video-job", () => {
  let story: Awaited<ReturnType<typeof play>>;
  before(async () => {
    story = await play();
  });

  it("starts one job and waits until it has succeeded", () => {
    expect(story.made.deed.effects).to.deep.equal(["StartLabelDetection"]);
    expect(story.job.JobStatus).to.equal("SUCCEEDED");
    expect(story.made.outputs["videoMilliseconds"]).to.equal(story.job.VideoMetadata?.DurationMillis);
  });

  it("says for how long each label is to be seen", () => {
    expect(story.made.outputs["seconds"]).to.have.all.keys("Bicycle", "Car", "Person");
  });

  it("reads the results again, and starts nothing, while nothing changes", () => {
    expect(new Set(story.unchanged.calls.map(({ operation }) => operation))).to.deep.equal(
      new Set(["GetLabelDetection"]),
    );
  });

  it("starts another job for another video", () => {
    expect(changesIn(story.changed.deed)).to.include("replace street");
    expect(story.changed.deed.effects).to.deep.equal(["StartLabelDetection"]);
    expect(story.changed.outputs["jobId"]).not.to.equal(story.made.outputs["jobId"]);
  });

  it("goes on without results once AWS has forgotten the job, and starts nothing", () => {
    expect(story.later.deed.effects).to.deep.equal([]);
    expect(story.later.outputs).to.not.have.property("seconds");
    expect(story.later.outputs["jobId"]).to.equal(story.changed.outputs["jobId"]);
  });

  it("is forgotten without a call, since AWS has none for it", () => {
    expect(story.destroyed.effects).to.deep.equal([]);
  });
});
