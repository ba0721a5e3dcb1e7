import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { startEmulator } from "../../emulator/index.js";
import { OPERATIONS } from "../../emulator/operations/table.js";
import { BUCKET, BucketFolder, putSmallTraining } from "./harness/bucket.js";
import { pythonOf, virtualEnvironment } from "../../tools/sandbox/virtual-environment.js";

const run = promisify(execFile);

/** The compiler leaves them where they are. */
const PYTHON_SOURCES = join(__dirname, "..", "..", "..", "tests", "emulator", "boto3");

/** An hour in a second: boto3's waiters sleep in real time. */
const TIME_SCALE = 3600;

interface Report {
  readonly area?: string;
  readonly error?: string | null;
  readonly operations?: Readonly<Record<string, number>>;
}

describe("boto3, with every response checked against botocore's own model", () => {
  let reports: Report[] = [];

  before(async function () {
    this.timeout(180_000);
    const requirements = join(PYTHON_SOURCES, "requirements.txt");
    const python = pythonOf(await virtualEnvironment("boto3", { requirements }));
    const bucket = new BucketFolder();
    putSmallTraining(bucket);
    bucket.putImage("face.png", 80, 80);
    bucket.put("empty.manifest", "");
    bucket.put("clip.mp4", "no video, but that is not looked at");
    const emulator = await startEmulator({ timeScale: TIME_SCALE, buckets: { [BUCKET]: bucket.path } });
    try {
      const { stdout } = await run(python, ["-B", join(PYTHON_SOURCES, "drive.py"), emulator.url, BUCKET]);
      reports = stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Report);
    } finally {
      await emulator.close();
      bucket.remove();
    }
  });

  const areas = [
    "projects",
    "validation",
    "versions",
    "failed_training",
    "dataset_life",
    "policies_and_copies",
    "moderation",
    "collections",
    "tags",
    "face_search_processor",
    "connected_home_processor",
    "what_images_hold",
    "users",
    "video_jobs",
    "sts",
    "the_check_itself",
  ];
  for (const area of areas) {
    it(area.replaceAll("_", " "), () => {
      const report = reports.find((each) => each.area === area);
      expect(report, "the area was driven").to.not.equal(undefined);
      expect(report?.error).to.equal(null);
    });
  }

  it("saw a response of every operation that behaves", () => {
    const seen = reports.find((report) => report.operations !== undefined)?.operations ?? {};
    expect(Object.keys(seen)).to.have.members(Object.keys(OPERATIONS));
  });
});
