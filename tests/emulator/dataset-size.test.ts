import { Rekognition, paginateListDatasetEntries } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { controlClient } from "../../emulator/index.js";
import { BUCKET, BucketFolder, labeled } from "./harness/bucket.js";
import { manifestSource } from "./harness/datasets.js";
import { startMeasuredEmulator } from "./harness/measured-emulator.js";
import type { MeasuredEmulator } from "./harness/measured-emulator.js";
import { ACCOUNT, REGION, credentialsOf } from "./harness/scene.js";

const ENTRIES = 50_000;
const CHUNK_BYTES = 5 * 1024 ** 2;
const LIMIT_BYTES = 300 * 1024 ** 2;

const lines = (label: string): string[] =>
  Array.from({ length: ENTRIES }, (_, index) =>
    JSON.stringify(labeled(`images/${index}.png`, `${label}-${index % 100}`)),
  );

function chunks(texts: readonly string[]): Buffer[] {
  const size = Math.floor(CHUNK_BYTES / ((texts.at(-1)?.length ?? 0) + 1));
  return Array.from({ length: Math.ceil(texts.length / size) }, (_, index) =>
    Buffer.from(texts.slice(index * size, (index + 1) * size).join("\n")),
  );
}

describe("a dataset of 50,000 entries", function () {
  this.timeout(120_000);
  let bucket: BucketFolder;
  let emulator: MeasuredEmulator;
  let client: Rekognition;

  before(async () => {
    bucket = new BucketFolder();
    emulator = await startMeasuredEmulator(BUCKET, bucket.path);
    const credentials = credentialsOf(ACCOUNT);
    client = new Rekognition({ endpoint: emulator.url, region: REGION, credentials, maxAttempts: 1 });
  });
  after(async () => {
    client.destroy();
    await emulator.stop();
    bucket.remove();
  });

  const letTimePass = () => controlClient(emulator.url).clock({ advanceMs: 60_000 });
  const stats = async (DatasetArn: string) =>
    (await client.describeDataset({ DatasetArn })).DatasetDescription?.DatasetStats;

  it("is made, replaced entry by entry and listed to the end in less than 300 MB", async () => {
    bucket.put("large.manifest", lines("old").join("\n"));
    const { ProjectArn } = await client.createProject({ ProjectName: "large" });
    await letTimePass();
    const request = { ProjectArn, DatasetType: "TRAIN", DatasetSource: manifestSource("large.manifest") } as const;
    const { DatasetArn = "" } = await client.createDataset(request);
    await letTimePass();
    expect(await stats(DatasetArn)).to.include({ TotalEntries: ENTRIES, TotalLabels: 100 });
    for (const GroundTruth of chunks(lines("new"))) {
      await client.updateDatasetEntries({ DatasetArn, Changes: { GroundTruth } });
      await letTimePass();
    }
    expect(await stats(DatasetArn)).to.include({ TotalEntries: ENTRIES, TotalLabels: 100 });
    let listed = 0;
    for await (const page of paginateListDatasetEntries({ client }, { DatasetArn })) {
      listed += page.DatasetEntries?.length ?? 0;
    }
    expect(listed).to.equal(ENTRIES);
    expect(await emulator.peakBytes()).to.be.below(LIMIT_BYTES);
  });
});
