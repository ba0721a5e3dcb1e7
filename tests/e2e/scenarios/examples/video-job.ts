import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GetLabelDetectionCommand } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { changesIn, Example } from "../../harness/example.js";
import type { ExampleLanguage } from "../../harness/example.js";

/** AWS forgets a job after 7. */
const EIGHT_DAYS_MS = 8 * 24 * 3_600_000;

async function play(language: ExampleLanguage) {
  const folder = mkdtempSync(join(tmpdir(), "videos-"));
  for (const name of ["monday.mp4", "tuesday.mp4"])
    writeFileSync(join(folder, name), "The emulator looks at the name.");
  const config = { bucket: "videos", video: "monday.mp4" };
  const example = await Example.open("video-job", { language, config, buckets: { videos: folder } });
  try {
    const made = { deed: await example.up(), outputs: await example.stack.outputs() };
    const JobId = String(made.outputs["jobId"]);
    const job = await example.emulator.client().send(new GetLabelDetectionCommand({ JobId }));
    const unchanged = await example.up();
    await example.configure({ video: "tuesday.mp4" });
    const changed = { deed: await example.up(), outputs: await example.stack.outputs() };
    await example.emulator.control.clock({ advanceMs: EIGHT_DAYS_MS });
    // A program in YAML fails with a function that fails.
    const later = {
      deed: await example.up({ fails: language === "yaml" }),
      outputs: await example.stack.outputs(),
    };
    return { made, job, unchanged, changed, later, destroyed: await example.destroy() };
  } finally {
    example.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The example as its test tells it, in a language. */
export function videoJob(language: ExampleLanguage): void {
  describe(`the example video-job in ${language}`, () => {
    let story: Awaited<ReturnType<typeof play>>;
    before(async () => {
      story = await play(language);
    });

    it("starts one job and waits until it has succeeded", () => {
      expect(story.made.deed.effects).to.deep.equal(["StartLabelDetection"]);
      expect(story.job.JobStatus).to.equal("SUCCEEDED");
      expect(story.made.outputs["videoMilliseconds"]).to.equal(story.job.VideoMetadata?.DurationMillis);
    });

    if (language === "yaml") {
      it("gives what the job found", () => {
        const found = story.made.outputs["labels"] as readonly { readonly label: { readonly name: string } }[];
        expect(new Set(found.map(({ label }) => label.name))).to.deep.equal(new Set(["Bicycle", "Car", "Person"]));
      });
    } else {
      it("says for how long each label is to be seen", () => {
        expect(story.made.outputs["seconds"]).to.have.all.keys("Bicycle", "Car", "Person");
      });
    }

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

    it("starts nothing once AWS has forgotten the job", () => {
      expect(story.later.deed.effects).to.deep.equal([]);
      expect(story.later.outputs["jobId"]).to.equal(story.changed.outputs["jobId"]);
    });

    if (language === "yaml") {
      it("says that AWS has forgotten the job", () => {
        expect(story.later.deed.operation.text).to.contain("[NotFound]");
      });
    } else {
      it("goes on without results then", () => {
        expect(story.later.outputs).to.not.have.property("seconds");
      });
    }

    it("is forgotten without a call, since AWS has none for it", () => {
      expect(story.destroyed.effects).to.deep.equal([]);
    });
  });
}
