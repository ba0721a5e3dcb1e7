import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3 } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { encode } from "fast-png";
import { onCleanUp } from "../../tools/sandbox/cleanup.js";
import { SANDBOX_CREDENTIALS, SANDBOX_REGION } from "../../tools/sandbox/surroundings.js";
import { changesIn, type Operation } from "./harness/operation.js";
import { REPOSITORY } from "./harness/package-under-test.js";
import { SHORT, World } from "./harness/world.js";

const BUCKET = "quickstart-data";
const DRAWN = join(REPOSITORY, "examples", "quickstart", "data", "images");
const SIDE_PX = 64;

/** The 36 drawn images, each in the folder of what it shows. */
function drawnByLabel(): string {
  const folder = mkdtempSync(join(tmpdir(), "labelled-images-"));
  onCleanUp(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const file of readdirSync(DRAWN)) {
    const label = file.replace(/-\d+\.png$/, "");
    mkdirSync(join(folder, label), { recursive: true });
    cpSync(join(DRAWN, file), join(folder, label, file));
  }
  return folder;
}

/** Another image for a label, unlike all others. */
function add(folder: string, label: string, shade: number): void {
  const data = new Uint8Array(SIDE_PX * SIDE_PX * 3).fill(shade);
  writeFileSync(
    join(folder, label, `new-${String(shade)}.png`),
    encode({ width: SIDE_PX, height: SIDE_PX, data, channels: 3 }),
  );
}

const program = (folder: string): string => `
  const { CustomLabelsModel } = require("pulumi-rekognition/components");
  const { projectVersionArn, consoleUrl, status } = new CustomLabelsModel("shapes", {
    bucket: ${JSON.stringify(BUCKET)},
    images: { folder: ${JSON.stringify(folder)} },
    minF1Score: 0.5,
  });
  Object.assign(exports, { projectVersionArn, consoleUrl, status });
`;

async function story() {
  const folder = drawnByLabel();
  const world = await World.create({ program: program(folder), switches: SHORT });
  try {
    const { stack, emulator } = world;
    await stack.setConfig({ "rekognition:s3Endpoint": emulator.url });
    const s3 = new S3({
      endpoint: emulator.url,
      region: SANDBOX_REGION,
      credentials: SANDBOX_CREDENTIALS,
      forcePathStyle: true,
    });
    const keys = async (): Promise<string[]> =>
      ((await s3.listObjectsV2({ Bucket: BUCKET })).Contents ?? []).map(({ Key = "" }) => Key);
    const before = await keys();
    const made = await world.observe(() => stack.up());
    const outputs = await stack.outputs();
    const unchanged = await world.observe(() => stack.up());
    for (const shade of [10, 20, 30, 40]) add(folder, "circle", shade);
    renameSync(join(folder, "square", "square-01.png"), join(folder, "circle", "square-01.png"));
    const preview = await stack.preview();
    const changed = await world.observe(() => stack.up());
    const models = await world.models();
    await stack.destroy();
    return { made, outputs, unchanged, preview, changed, models, before, left: await keys() };
  } finally {
    world.dispose();
  }
}

const said = ({ diagnostics }: Operation): string[] => diagnostics.map(({ message }) => message.trim());

describe("CustomLabelsModel", () => {
  let told: Awaited<ReturnType<typeof story>>;
  before(async () => {
    told = await story();
  });

  /** How often an operation was called. */
  const count = (calls: readonly { readonly operation: string }[], operation: string): number =>
    calls.filter((call) => call.operation === operation).length;

  it("makes a running model of a folder of 36 labelled images, in one up", () => {
    expect(told.outputs).to.include({ status: "RUNNING" });
    expect(told.outputs["consoleUrl"]).to.match(
      /^https:\/\/us-east-1\.console\.aws\.amazon\.com\/rekognition\/custom-labels#/,
    );
    expect(said(told.made.result)).to.include(
      "36 images: circle 12, square 12, triangle 12; 37 objects, 39 kB to send.",
    );
    expect(count(told.made.calls, "PutObject")).to.equal(37);
  });

  it("asks nothing while the images stay", () => {
    expect(changesIn(told.unchanged.result)).to.deep.equal([]);
    expect(told.unchanged.calls).to.deep.equal([]);
  });

  it("says at preview what changes in the images, and that another model is trained", () => {
    expect(changesIn(told.preview).filter((change) => /^(replace|update) /.test(change))).to.have.members([
      "replace shapes-training",
      "update shapes-training",
      "update shapes-test",
      "replace shapes",
    ]);
    const [images] = said(told.preview);
    expect(images).to.match(
      /^\+4 images, 1 relabelled; circle 12 -> 17, square 12 -> 11; 5 objects, about \d+ bytes to send\.$/,
    );
  });

  it("sends only what changed, and deletes what was replaced after the datasets have changed", () => {
    const operations = told.changed.calls.map(({ operation }) => operation);
    expect(count(told.changed.calls, "PutObject")).to.equal(5);
    expect(operations.lastIndexOf("CreateDataset")).to.be.below(operations.indexOf("DeleteObjects"));
    expect(operations.indexOf("StartProjectVersion")).to.be.below(operations.indexOf("StopProjectVersion"));
    expect(told.models.map(({ status }) => status)).to.deep.equal(["RUNNING"]);
  });

  it("leaves nothing of its own in the bucket", () => {
    expect(told.left.filter((key) => !key.includes("/training/"))).to.deep.equal(told.before);
  });
});
