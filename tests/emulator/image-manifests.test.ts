import { expect } from "chai";
import { readFileSync } from "node:fs";
import { manifestLines, readLabelledImages } from "../../provider/images/image-set.js";
import { setFolder } from "../unit/images/harness/folder.js";
import { jpeg, png } from "../unit/images/harness/pictures.js";
import { BUCKET } from "./harness/bucket.js";
import { describeDataset, listEntries, makeDataset, manifestSource } from "./harness/datasets.js";
import { describeOnly, makeProject } from "./harness/models.js";
import { HOUR_MS, setScene } from "./harness/scene.js";

describe("a manifest that was made of labelled images", () => {
  const scene = setScene();
  const folder = setFolder();

  const SETS = {
    "labels of images": {
      training: "0.png,cat\n1.jpg,dog\n2.jpg,cat,dog\n3.png,dog\n",
      test: "4.png,cat\n5.jpg,dog\n",
      labels: ["cat", "dog"],
    },
    boxes: {
      training: "image,label,left,top,width,height\n0.png,cat,1,2,30,40\n0.png,dog,50,50,20,20\n1.jpg,cat,0,0,100,80\n",
      test: "image,label,left,top,width,height\n4.png,cat,1,2,30,40\n5.jpg,dog,0,0,100,80\n",
      labels: ["cat", "dog"],
    },
  };

  async function makeDatasetOf(project: string, rows: string, type: "TRAIN" | "TEST"): Promise<string> {
    const annotations = folder.write(`${type}.csv`, rows);
    const images = await readLabelledImages({ folder: folder.path, format: "csv", annotations });
    for (const { file, sha256 } of images.images) scene.bucket.put(`set/${sha256}`, readFileSync(file));
    const lines = manifestLines(images, BUCKET, ({ sha256 }) => `set/${sha256}`);
    scene.bucket.put(`${type}.manifest`, [...lines].join("\n"));
    return makeDataset(scene, project, manifestSource(`${type}.manifest`), type);
  }

  for (const [what, { training, test, labels }] of Object.entries(SETS)) {
    it(`with ${what} makes datasets without errors, and a model is trained on them`, async () => {
      scene.emulator.setSwitches({ needsAllLabelMetadata: true });
      for (let number = 0; number < 6; number += 1) {
        const isPng = number % 4 === 0 || number === 3;
        folder.write(`${String(number)}.${isPng ? "png" : "jpg"}`, (isPng ? png : jpeg)(100, 80, number));
      }
      const project = await makeProject(scene);
      for (const [rows, type] of [
        [training, "TRAIN"],
        [test, "TEST"],
      ] as const) {
        const dataset = await makeDatasetOf(project, rows, type);
        const { Status, DatasetStats } = await describeDataset(scene, dataset);
        expect([Status, DatasetStats?.ErrorEntries, DatasetStats?.TotalLabels]).to.deep.equal([
          "CREATE_COMPLETE",
          0,
          2,
        ]);
        expect((await listEntries(scene, dataset)).every((entry) => entry["cl-metadata"].is_labeled)).to.equal(true);
      }
      const { ProjectVersionArn = "" } = await scene.client.createProjectVersion({
        ProjectArn: project,
        VersionName: "first",
        OutputConfig: { S3Bucket: BUCKET, S3KeyPrefix: "output" },
      });
      scene.emulator.advance(HOUR_MS);
      expect((await describeOnly(scene, ProjectVersionArn))?.Status).to.equal("TRAINING_COMPLETED");
      await scene.client.startProjectVersion({ ProjectVersionArn, MinInferenceUnits: 1 });
      scene.emulator.advance(HOUR_MS);
      const Image = { Bytes: readFileSync(`${folder.path}/0.png`) };
      const { CustomLabels = [] } = await scene.client.detectCustomLabels({
        ProjectVersionArn,
        Image,
        MinConfidence: 0,
      });
      expect(labels).to.include.members(CustomLabels.map(({ Name }) => Name));
    });
  }
});
