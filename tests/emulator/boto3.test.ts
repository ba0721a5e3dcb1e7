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

const ADA = { identity: "ada", box: { left: 0.1, top: 0.1, width: 0.5, height: 0.8 } };
const TEAM = {
  faces: [
    { ...ADA, celebrity: { name: "Ada Example", id: "1AdaEx", urls: [] } },
    { identity: "bob", box: { left: 0.7, top: 0.1, width: 0.2, height: 0.4 } },
  ],
  texts: [{ text: "open late", confidence: 99 }],
  workers: [{ wears: ["HEAD_COVER"] }],
};

describe("boto3, with every response checked against botocore's own model", () => {
  let reports: Report[] = [];

  before(async function () {
    this.timeout(180_000);
    const requirements = join(PYTHON_SOURCES, "requirements.txt");
    const python = pythonOf(await virtualEnvironment("boto3", { requirements }));
    const bucket = new BucketFolder();
    putSmallTraining(bucket);
    bucket.putImage("face.png", 80, 80);
    bucket.putImage("ada.png", 80, 81);
    bucket.put("ada.png.rekognition.json", JSON.stringify({ faces: [ADA] }));
    bucket.putImage("team.png", 160, 90);
    bucket.put("team.png.rekognition.json", JSON.stringify(TEAM));
    bucket.putImage("empty.png", 80, 82);
    bucket.put("empty.png.rekognition.json", JSON.stringify({ faces: [] }));
    bucket.put("empty.manifest", "");
    bucket.put("clip.mp4.rekognition.json", JSON.stringify({ texts: [{ text: "stop" }] }));
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
    "evaluation",
    "failed_training",
    "dataset_life",
    "policies_and_copies",
    "moderation",
    "faces",
    "users",
    "looks",
    "video_texts",
    "collections",
    "tags",
    "face_search_processor",
    "connected_home_processor",
    "video_jobs",
    "segments",
    "sts",
    "the_check_itself",
  ];
  for (const area of areas) {
    it(area.replaceAll("_", " "), () => {
      const report = reports.find((each) => each.area === area);
      expect(report, "the area was driven").to.not.equal(undefined);
      expect(report?.error ?? "", area).to.equal("");
    });
  }

  it("saw a response of every operation that behaves", () => {
    const seen = reports.find((report) => report.operations !== undefined)?.operations ?? {};
    expect(Object.keys(seen)).to.have.members(Object.keys(OPERATIONS));
  });
});
