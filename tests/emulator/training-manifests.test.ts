import { expect } from "chai";
import { BUCKET, boxed, labeled, putSmallTraining } from "./harness/bucket.js";
import { describeOnly, makeProject, testedRequest, trainingRequest } from "./harness/models.js";
import { refusalName } from "./harness/refusal.js";
import { HOUR_MS, setScene } from "./harness/scene.js";

describe("training from manifests", () => {
  const scene = setScene();

  describe("that do not work", () => {
    const image = (index: number): string => `image-${index}.png`;
    const cases: { reason: string; text: string; manifest?: string; put?: () => void }[] = [
      {
        reason: "there is no such object",
        text: "The manifest file extension or contents are invalid.",
        manifest: "missing.manifest",
      },
      {
        reason: "the key has no extension",
        text: "The manifest file extension or contents are invalid.",
        manifest: "train",
        put: () => {
          scene.bucket.put("train", "{}");
        },
      },
      {
        reason: "it is empty",
        text: "The manifest file is empty.",
        put: () => {
          scene.bucket.put("train.manifest", "\n\n");
        },
      },
      {
        reason: "classification needs two labels",
        text: "The manifest file has too few labels.",
        put: () => {
          scene.bucket.putManifest("train.manifest", [labeled("cat.png", "cat"), labeled("dog.png", "cat")]);
        },
      },
      {
        reason: "more than 20 % of the lines have no valid label",
        text: "The manifest file contains too many invalid rows.",
        put: () => {
          scene.bucket.putImage("bird.png");
          const unlabeled = { "source-ref": `s3://${BUCKET}/bird.png`, animal: 1 };
          scene.bucket.putManifest("train.manifest", [labeled("cat.png", "cat"), labeled("dog.png", "dog"), unlabeled]);
        },
      },
      {
        reason: "bad lines and missing images add up to more than 20 %",
        text: "The manifest file contains too many invalid rows.",
        put: () => {
          for (let index = 0; index < 7; index += 1) scene.bucket.putImage(image(index));
          const good = [0, 1, 2, 3, 4, 5, 6].map((index) => labeled(image(index), index % 2 ? "cat" : "dog"));
          const lines = [...good, labeled("missing.png", "cat"), labeled(image(0), "twice"), {}];
          scene.bucket.putManifest("train.manifest", lines);
        },
      },
      {
        reason: "none of the images can be had",
        text: "Failed to copy images from S3 bucket.",
        put: () => {
          scene.bucket.putManifest("train.manifest", [labeled("no.png", "cat"), labeled("none.png", "dog")]);
        },
      },
      {
        reason: "the images are in two buckets",
        text: "The manifest file contains images from multiple S3 buckets.",
        put: () => {
          const elsewhere = { ...labeled("dog.png", "dog"), "source-ref": "s3://other-bucket/dog.png" };
          scene.bucket.putManifest("train.manifest", [labeled("cat.png", "cat"), elsewhere]);
        },
      },
    ];
    for (const { reason, text, manifest, put } of cases) {
      it(`fails: ${reason}`, async () => {
        const project = await makeProject(scene);
        putSmallTraining(scene.bucket);
        put?.();
        const request = trainingRequest(project, "first", manifest);
        const { ProjectVersionArn = "" } = await scene.client.createProjectVersion(request);
        scene.emulator.advance(HOUR_MS);
        expect(await describeOnly(scene, ProjectVersionArn)).to.include({
          Status: "TRAINING_FAILED",
          StatusMessage: text,
        });
        expect(scene.emulator.meter().usd).to.equal(0);
      });
    }

    it("fails: fewer than half of the labels are tested", async () => {
      putSmallTraining(scene.bucket);
      const lines = ["cat", "dog", "cow", "hen"].map((label) => labeled(`${label}.png`, label));
      for (const label of ["cow", "hen"]) scene.bucket.putImage(`${label}.png`);
      scene.bucket.putManifest("all.manifest", lines.slice(0, 4));
      scene.bucket.putManifest("test.manifest", lines.slice(0, 1));
      const request = testedRequest(await makeProject(scene), "first", "all.manifest", "test.manifest");
      const { ProjectVersionArn = "" } = await scene.client.createProjectVersion(request);
      scene.emulator.advance(HOUR_MS);
      expect((await describeOnly(scene, ProjectVersionArn))?.StatusMessage).to.equal(
        "Less than 50% label overlap between the training and testing manifest files.",
      );
    });

    // Custom Labels guide: limits (2 labels a classification set), tm-debugging-aggregate-errors.
    const cat = () => boxed("cat.png", ["cat", 10, 10, 50, 50]);
    const dog = () => boxed("dog.png", ["dog", 10, 10, 50, 50]);
    const sets: { reason: string; text: string; training: () => object[]; testing: () => object[] }[] = [
      {
        reason: "one label is tested",
        text: "The manifest file has too few labels.",
        training: () => [labeled("cat.png", "cat"), labeled("dog.png", "dog")],
        testing: () => [labeled("cat.png", "cat")],
      },
      {
        reason: "nothing is tested where things are",
        text: "The manifest file has too few usable labels.",
        training: () => [cat(), dog()],
        testing: () => [labeled("cat.png", "cat"), labeled("dog.png", "dog")],
      },
      {
        reason: "fewer than half of the labels are tested where things are",
        text: "Less than 50% usable label overlap between the training and testing manifest files.",
        training: () => [cat(), dog(), boxed("cow.png", ["cow", 10, 10, 50, 50])],
        testing: () => [cat(), labeled("dog.png", "dog"), labeled("cow.png", "cow")],
      },
    ];
    for (const { reason, text, training, testing } of sets) {
      it(`fails: ${reason}`, async () => {
        putSmallTraining(scene.bucket);
        scene.bucket.putImage("cow.png");
        scene.bucket.putManifest("train.manifest", training());
        scene.bucket.putManifest("test.manifest", testing());
        const request = testedRequest(await makeProject(scene), "first", "train.manifest", "test.manifest");
        const { ProjectVersionArn = "" } = await scene.client.createProjectVersion(request);
        scene.emulator.advance(HOUR_MS);
        expect(await describeOnly(scene, ProjectVersionArn)).to.include({
          Status: "TRAINING_FAILED",
          StatusMessage: text,
        });
      });
    }

    it("can refuse a missing manifest at once instead", async () => {
      scene.emulator.setSwitches({ missingManifest: "InvalidS3ObjectException" });
      const request = trainingRequest(await makeProject(scene), "first", "missing.manifest");
      expect(await refusalName(scene.client.createProjectVersion(request))).to.equal("InvalidS3ObjectException");
    });
  });

  it("trains a detection model on a single label", async () => {
    scene.bucket.putImage("cat.png", 100, 100);
    scene.bucket.putManifest("train.manifest", [boxed("cat.png", ["cat", 10, 10, 50, 50])]);
    const request = trainingRequest(await makeProject(scene), "first");
    const { ProjectVersionArn = "" } = await scene.client.createProjectVersion(request);
    scene.emulator.advance(HOUR_MS);
    expect((await describeOnly(scene, ProjectVersionArn))?.Status).to.equal("TRAINING_COMPLETED");
  });

  it("tolerates bad lines up to 20 %", async () => {
    const names = ["a", "b", "c", "d"].map((name) => `${name}.png`);
    for (const name of names) scene.bucket.putImage(name);
    const lines = names.map((name, index) => JSON.stringify(labeled(name, index % 2 ? "cat" : "dog")));
    scene.bucket.put("train.manifest", [...lines, "not json"].join("\n"));
    const request = trainingRequest(await makeProject(scene), "first");
    const { ProjectVersionArn = "" } = await scene.client.createProjectVersion(request);
    scene.emulator.advance(HOUR_MS);
    expect((await describeOnly(scene, ProjectVersionArn))?.Status).to.equal("TRAINING_COMPLETED");
  });
});
