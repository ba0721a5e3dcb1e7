import { expect } from "chai";
import { BUCKET, boxed, labeled } from "./harness/bucket.js";
import { jpeg, png } from "./harness/images.js";
import { makeProject, modelIn, REACHABLE, run, runRequested, runTrainedOn, testedRequest } from "./harness/models.js";
import { refusalName, refusalOf } from "./harness/refusal.js";
import { setScene } from "./harness/scene.js";

describe("DetectCustomLabels", () => {
  const scene = setScene();

  const detect = async (ProjectVersionArn: string, Bytes: Buffer, MinConfidence?: number, MaxResults?: number) => {
    const request = { ProjectVersionArn, Image: { Bytes }, MinConfidence, MaxResults };
    return (await scene.client.detectCustomLabels(request)).CustomLabels ?? [];
  };

  it("recognizes an image of its manifest by its bytes", async () => {
    const arn = await run(scene);
    const cat = await scene.client.detectCustomLabels({
      ProjectVersionArn: arn,
      Image: { S3Object: { Bucket: BUCKET, Name: "cat.png" } },
    });
    expect(cat.CustomLabels?.map((label) => label.Name)).to.deep.equal(["cat"]);
    expect(cat.CustomLabels?.[0]?.Confidence).to.be.within(95, 100);
    expect(cat.CustomLabels?.[0]).to.not.have.property("Geometry");
  });

  it("answers for unknown images from the model's own labels, the same each time, surest first", async () => {
    const arn = await run(scene);
    const first = await detect(arn, png(70, 70, 200), 0);
    expect(first.map((label) => label.Name)).to.have.members(["cat", "dog"]);
    expect(first[0]?.Confidence).to.be.at.least(first[1]?.Confidence ?? 100);
    expect(await detect(arn, png(70, 70, 200), 0)).to.deep.equal(first);
  });

  it("respects MinConfidence and MaxResults", async () => {
    const arn = await run(scene);
    expect(await detect(arn, png(70, 70, 200), 100)).to.deep.equal([]);
    expect(await detect(arn, png(70, 70, 200), 0, 1)).to.have.length(1);
  });

  it("gives the place of each thing when the model was trained on boxes", async () => {
    const image = scene.bucket.putImage("pair.png", 100, 100);
    const arn = await runTrainedOn(scene, [boxed("pair.png", ["cat", 10, 20, 30, 40], ["dog", 50, 50, 50, 50])]);
    const found = await detect(arn, image);
    expect(found.map((label) => [label.Name, label.Geometry?.BoundingBox])).to.have.deep.members([
      ["cat", { Left: 0.1, Top: 0.2, Width: 0.3, Height: 0.4 }],
      ["dog", { Left: 0.5, Top: 0.5, Width: 0.5, Height: 0.5 }],
    ]);
  });

  // Custom Labels guide: md-dataset-purpose, "Find brand locations".
  it("gives places when the model was trained on logos and tested on boxes", async () => {
    const logo = scene.bucket.putImage("logo.png", 100, 100);
    scene.bucket.putImage("street.png", 100, 100);
    scene.bucket.putManifest("logos.manifest", [labeled("logo.png", "brand")]);
    scene.bucket.putManifest("streets.manifest", [boxed("street.png", ["brand", 10, 20, 30, 40])]);
    const request = testedRequest(await makeProject(scene), "first", "logos.manifest", "streets.manifest");
    const [found] = await detect(await runRequested(scene, request), logo);
    expect(found?.Name).to.equal("brand");
    expect(found?.Geometry?.BoundingBox).to.have.all.keys("Left", "Top", "Width", "Height");
  });

  it("does not know a label of whole images when the model was trained on boxes", async () => {
    const plain = scene.bucket.putImage("plain.png", 100, 100);
    scene.bucket.putImage("pair.png", 100, 100);
    const lines = [boxed("pair.png", ["cat", 10, 20, 30, 40]), labeled("plain.png", "bird")];
    const found = await detect(await runTrainedOn(scene, lines), plain, 0);
    expect(found.map((label) => label.Name)).to.deep.equal(["cat"]);
  });

  it("reads JPEGs past their application segments", async () => {
    const arn = await run(scene);
    expect(await detect(arn, jpeg(640, 480), 0)).to.have.length(2);
  });

  for (const status of REACHABLE.filter((each) => each !== "RUNNING")) {
    it(`is not ready while the model is ${status}`, async () => {
      const arn = await modelIn(scene, status);
      expect(await refusalName(detect(arn, png(64, 64)))).to.equal("ResourceNotReadyException");
    });
  }

  const images = [
    { reason: "neither PNG nor JPEG", bytes: Buffer.from("GIF89a, or so"), error: "InvalidImageFormatException" },
    {
      reason: "a JPEG without a frame",
      bytes: Buffer.from([0xff, 0xd8, 0xff, 0xd9]),
      error: "InvalidImageFormatException",
    },
    { reason: "a side below 64 pixels", bytes: png(63, 64), error: "InvalidParameterException" },
    { reason: "a side above 4096 pixels", bytes: png(4097, 300), error: "ImageTooLargeException" },
    { reason: "more than 20 times as wide as high", bytes: png(1300, 64), error: "InvalidParameterException" },
    {
      reason: "more than 4 MB in the request",
      bytes: Buffer.concat([png(64, 64), Buffer.alloc(4 * 1024 ** 2)]),
      error: "ImageTooLargeException",
    },
  ];
  for (const { reason, bytes, error } of images) {
    it(`refuses an image: ${reason}`, async () => {
      const arn = await run(scene);
      expect(await refusalName(detect(arn, bytes))).to.equal(error);
    });
  }

  it("refuses 7 MB in the request by the limit of image.bytes; largestImageRequestBytes: or as too large", async () => {
    const arn = await run(scene);
    const bytes = Buffer.alloc(7 * 1024 ** 2);
    const refusal = await refusalOf(detect(arn, bytes));
    expect(refusal.name).to.equal("ValidationException");
    expect(refusal.message).to.match(/at 'image\.bytes' .*: Member must have length less than or equal to 5242880$/);
    scene.emulator.setSwitches({ largestImageRequestBytes: 8 * 1024 ** 2 });
    expect((await refusalOf(detect(arn, bytes))).status).to.equal(413);
  });

  it("refuses an S3 object that is not there, or outside of the bucket's folder", async () => {
    const ProjectVersionArn = await run(scene);
    for (const Name of ["missing.png", "../../../../etc/passwd"]) {
      const Image = { S3Object: { Bucket: BUCKET, Name } };
      expect(await refusalName(scene.client.detectCustomLabels({ ProjectVersionArn, Image }))).to.equal(
        "InvalidS3ObjectException",
      );
    }
  });

  it("refuses an image that is given twice or not at all", async () => {
    const ProjectVersionArn = await run(scene);
    const both = { Bytes: png(64, 64), S3Object: { Bucket: BUCKET, Name: "cat.png" } };
    for (const Image of [{}, both]) {
      expect(await refusalName(scene.client.detectCustomLabels({ ProjectVersionArn, Image }))).to.equal(
        "InvalidParameterException",
      );
    }
  });
});
