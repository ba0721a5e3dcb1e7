import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";
import { png } from "../../emulator/harness/images.js";
import { ACCOUNT, REGION, Rig } from "../harness/rig.js";
import { jobArgs, putVideo } from "../video-analysis-job/jobs.js";
import { call, resultOf } from "./calling.js";

const analyses = [
  { analysis: "LABEL_DETECTION", name: "getLabelDetection", list: "labels", what: "label" },
  { analysis: "CONTENT_MODERATION", name: "getContentModeration", list: "moderationLabels", what: "moderationLabel" },
  { analysis: "FACE_DETECTION", name: "getFaceDetection", list: "faces", what: "face" },
  { analysis: "FACE_SEARCH", name: "getFaceSearch", list: "persons", what: "person", args: { collectionId: "staff" } },
  { analysis: "CELEBRITY_RECOGNITION", name: "getCelebrityRecognition", list: "celebrities", what: "celebrity" },
];

interface Reading {
  readonly count: number;
  /** Most heap in use, each time after a collection, above that of the first result. */
  readonly grownMegabytes: number;
}

/** Iterates over a job's labels in a process of its own and watches its memory. */
async function readInOwnProcess(endpoint: string, jobId: string): Promise<Reading> {
  const program = `
    const pulumi = require("@pulumi/pulumi");
    pulumi.runtime.setAllConfig({ "rekognition:endpoint": ${JSON.stringify(endpoint)}, "rekognition:region": "${REGION}" });
    const { iterateLabelDetection } = require(${JSON.stringify(join(__dirname, "..", "..", "..", "sdk", "index.js"))});
    (async () => {
      let count = 0, first = 0, most = 0;
      for await (const { label } of iterateLabelDetection({ jobId: "${jobId}" })) {
        if (label.name === "") throw new Error("a label without a name");
        if (count % 5_000 === 0) {
          global.gc();
          const used = process.memoryUsage().heapUsed;
          first = first || used;
          most = Math.max(most, used);
        }
        count += 1;
      }
      console.log(JSON.stringify({ count, grownMegabytes: (most - first) / 1024 ** 2 }));
    })();`;
  const child = spawn(process.execPath, ["--expose-gc", "-e", program], {
    env: { ...process.env, AWS_ACCESS_KEY_ID: ACCOUNT, AWS_SECRET_ACCESS_KEY: "made-up" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  await new Promise((resolve) => child.once("close", resolve));
  return JSON.parse(output) as Reading;
}

describe("results of a video job", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
    putVideo(rig);
    await rig.client.createCollection({ CollectionId: "staff" });
    await rig.client.indexFaces({ CollectionId: "staff", Image: { Bytes: png(200, 200) } });
  });
  afterEach(() => rig.close());

  async function jobOf(analysis: string, more: object = {}): Promise<string> {
    const job = rig.resource("videoAnalysisJob", "door");
    await job.up(jobArgs({ analysis, ...more }));
    return job.outputs.jobId as string;
  }

  for (const { analysis, name, list, what, args } of analyses) {
    it(`${name} gives what the resource's job found`, async () => {
      rig.emulator.script({ video: [{ detections: 2_345 }] });
      const jobId = await jobOf(analysis, args);
      const result = await resultOf(rig, name, { jobId });
      expect(result).to.deep.include({ jobId, jobStatus: "SUCCEEDED" });
      const found = result?.[list] as Record<string, unknown>[];
      for (const one of found) {
        expect(one.timestamp).to.be.a("number");
        expect(one).to.have.property(what);
      }
      expect([found.length, result?.isTruncated]).to.deep.equal([1_000, true]);
      const all = await resultOf(rig, name, { jobId, maxResults: 10_000 });
      expect([(all?.[list] as unknown[]).length, all?.isTruncated]).to.deep.equal([2_345, false]);
    });
  }

  it("are sorted and put together as asked", async () => {
    const jobId = await jobOf("LABEL_DETECTION");
    const byName = await resultOf(rig, "getLabelDetection", { jobId, sortBy: "NAME", aggregateBy: "SEGMENTS" });
    const labels = byName?.labels as { label: { name: string }; durationMillis?: number }[];
    const names = labels.map(({ label }) => label.name);
    expect(names).to.deep.equal([...names].sort());
    for (const { durationMillis } of labels) expect(durationMillis).to.be.a("number");
    expect(byName?.getRequestMetadata).to.deep.equal({ sortBy: "NAME", aggregateBy: "SEGMENTS" });
    const byTime = (await resultOf(rig, "getLabelDetection", { jobId }))?.labels as { timestamp: number }[];
    const times = byTime.map(({ timestamp }) => timestamp);
    expect(times).to.deep.equal([...times].sort((a, b) => a - b));
  });

  it("are gone after 7 days", async () => {
    const jobId = await jobOf("LABEL_DETECTION");
    rig.emulator.advance(8 * 24 * 60 * 60 * 1_000);
    expect((await call(rig, "getLabelDetection", { jobId })).error).to.match(
      /AWS forgets jobs, and their results, after 7 days.*\[NotFound\]/,
    );
  });

  it("of 100,000 detections are read in constant memory", async function () {
    this.timeout(120_000);
    rig.emulator.script({ video: [{ detections: 100_000 }] });
    const jobId = await jobOf("LABEL_DETECTION");
    const { count, grownMegabytes } = await readInOwnProcess(rig.emulator.url, jobId);
    expect(count).to.equal(100_000);
    expect(grownMegabytes).to.be.lessThan(10);
  });
});
