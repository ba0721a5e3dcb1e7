import { expect } from "chai";
import { labeled } from "./harness/bucket.js";
import {
  alternating,
  beginDataset,
  describeDataset,
  listEntries,
  makeDataset,
  makeDatasetOf,
} from "./harness/datasets.js";
import { makeProject } from "./harness/models.js";
import { refusalName } from "./harness/refusal.js";
import { MINUTE_MS, setScene } from "./harness/scene.js";

describe("distributing a dataset", () => {
  const scene = setScene();
  const distribute = (...arns: string[]) =>
    scene.client.distributeDatasetEntries({ Datasets: arns.map((Arn) => ({ Arn })) });

  it("moves a fifth of the images, of each label, into the empty test dataset", async () => {
    const project = await makeProject(scene);
    const train = await makeDatasetOf(scene, project, alternating(20, "cat", "dog"));
    const test = await makeDataset(scene, project, undefined, "TEST");
    await distribute(train, test);
    for (const arn of [train, test]) {
      expect((await describeDataset(scene, arn)).Status).to.equal("UPDATE_IN_PROGRESS");
    }
    scene.emulator.advance(MINUTE_MS);
    const stats = async (arn: string) => (await describeDataset(scene, arn)).DatasetStats;
    expect(await stats(train)).to.include({ TotalEntries: 16, TotalLabels: 2 });
    expect(await stats(test)).to.include({ TotalEntries: 4, TotalLabels: 2 });
    expect((await describeDataset(scene, test)).Status).to.equal("UPDATE_COMPLETE");
    const refs = [...(await listEntries(scene, train)), ...(await listEntries(scene, test))].map(
      (entry) => entry["source-ref"],
    );
    expect(new Set(refs).size).to.equal(20);
  });

  it("fails for both when there are too few labeled images", async () => {
    const project = await makeProject(scene);
    const train = await makeDatasetOf(scene, project, [labeled("a.png", "cat"), labeled("b.png", "dog")]);
    const test = await makeDataset(scene, project, undefined, "TEST");
    await distribute(test, train);
    scene.emulator.advance(MINUTE_MS);
    for (const arn of [train, test]) {
      expect(await describeDataset(scene, arn)).to.include({
        Status: "UPDATE_FAILED",
        StatusMessage: "The manifest file doesn't have enough labeled images to distribute the dataset.",
      });
    }
    expect(await listEntries(scene, train)).to.have.length(2);
  });

  it("is refused for a test dataset that has entries, for one dataset twice, and across projects", async () => {
    const project = await makeProject(scene);
    const train = await makeDatasetOf(scene, project, alternating(4, "cat", "dog"));
    const test = await makeDatasetOf(scene, project, alternating(4, "cat", "dog"), "TEST");
    const other = await makeDataset(scene, await makeProject(scene, "other"), undefined, "TEST");
    for (const pair of [
      [train, test],
      [train, train],
      [train, other],
    ]) {
      expect(await refusalName(distribute(...pair))).to.equal("InvalidParameterException");
    }
    expect(await refusalName(distribute(train, `${test}0`))).to.equal("ResourceNotFoundException");
    expect(await refusalName(distribute(train))).to.equal("ValidationException");
  });

  it("is refused until both datasets are there", async () => {
    const project = await makeProject(scene);
    const train = await makeDatasetOf(scene, project, alternating(4, "cat", "dog"));
    const test = await beginDataset(scene, project, undefined, "TEST");
    expect(await refusalName(distribute(train, test))).to.equal("ResourceNotReadyException");
  });
});
