import { expect } from "chai";
import { connectedHome, dataStreamArn, faceSearch, videoStreamArn } from "./harness/processors.js";
import { refusalName, refusalOf } from "./harness/refusal.js";
import { setScene } from "./harness/scene.js";

describe("stream processors", () => {
  const scene = setScene();
  const Name = "watcher";

  const describeIt = () => scene.client.describeStreamProcessor({ Name });
  const remove = () => scene.client.deleteStreamProcessor({ Name });
  const createFaceSearch = () => scene.client.createStreamProcessor(faceSearch(Name));

  it("is STOPPED after its creation and described as it was given", async () => {
    const { StreamProcessorArn } = await scene.client.createStreamProcessor(faceSearch(Name));
    expect(StreamProcessorArn).to.equal("arn:aws:rekognition:us-east-1:111122223333:streamprocessor/watcher");
    const { Name: _name, ...given } = faceSearch(Name);
    expect(await describeIt()).to.deep.include({
      Name,
      StreamProcessorArn,
      Status: "STOPPED",
      DataSharingPreference: { OptIn: false },
      ...given,
    });
  });

  it("fills in the documented defaults: threshold 80 and no less, confidence 50", async () => {
    const low = faceSearch(Name);
    await scene.client.createStreamProcessor({
      ...low,
      Settings: { FaceSearch: { CollectionId: "faces", FaceMatchThreshold: 10 } },
    });
    expect((await describeIt()).Settings?.FaceSearch?.FaceMatchThreshold).to.equal(80);
    await scene.client.createStreamProcessor(connectedHome("home"));
    const home = await scene.client.describeStreamProcessor({ Name: "home" });
    expect(home.Settings?.ConnectedHome).to.deep.equal({ Labels: ["PERSON"], MinConfidence: 50 });
  });

  it("is listed by name with its status", async () => {
    for (const name of ["b", "a"]) await scene.client.createStreamProcessor(faceSearch(name));
    const { StreamProcessors } = await scene.client.listStreamProcessors({});
    expect(StreamProcessors).to.deep.equal([
      { Name: "a", Status: "STOPPED" },
      { Name: "b", Status: "STOPPED" },
    ]);
  });

  describe("what is refused at creation", () => {
    const home = connectedHome(Name);
    const face = faceSearch(Name);
    const cases = [
      { reason: "face search with an S3 output", request: { ...face, Output: home.Output } },
      { reason: "connected home with a data stream", request: { ...home, Output: face.Output } },
      { reason: "both kinds at once", request: { ...face, Settings: { ...face.Settings, ...home.Settings } } },
      { reason: "neither kind", request: { ...face, Settings: {} } },
      { reason: "no video stream", request: { ...face, Input: {} } },
      { reason: "face search without a collection", request: { ...face, Settings: { FaceSearch: {} } } },
      { reason: "connected home without a topic", request: { ...home, NotificationChannel: undefined } },
      { reason: "an unknown label", request: { ...home, Settings: { ConnectedHome: { Labels: ["CAR"] } } } },
      { reason: "an empty region of interest", request: { ...face, RegionsOfInterest: [{}] } },
      {
        reason: "a polygon of two points",
        request: {
          ...face,
          RegionsOfInterest: [
            {
              Polygon: [
                { X: 0, Y: 0 },
                { X: 1, Y: 1 },
              ],
            },
          ],
        },
      },
      {
        reason: "a box beyond the picture",
        request: { ...face, RegionsOfInterest: [{ BoundingBox: { Left: 0, Top: 0, Width: 2, Height: 1 } }] },
      },
    ];
    for (const { reason, request } of cases) {
      it(`InvalidParameter: ${reason}`, async () => {
        expect(await refusalName(scene.client.createStreamProcessor(request))).to.equal("InvalidParameterException");
      });
    }

    const taken = [
      { reason: "the name", request: { ...faceSearch("other"), Name }, text: "Stream processor name already in use." },
      {
        reason: "the video stream",
        request: { ...faceSearch("other"), Input: { KinesisVideoStream: { Arn: videoStreamArn(Name) } } },
        text: "Specified resource is in use.",
      },
      {
        reason: "the data stream",
        request: { ...faceSearch("other"), Output: { KinesisDataStream: { Arn: dataStreamArn(Name) } } },
        text: "Specified resource is in use.",
      },
    ];
    for (const { reason, request, text } of taken) {
      it(`ResourceInUse: ${reason} belongs to another processor`, async () => {
        await createFaceSearch();
        const refusal = await refusalOf(scene.client.createStreamProcessor(request));
        expect(refusal).to.include({ name: "ResourceInUseException", message: text });
      });
    }

    it("AccessDenied without a text: connected home where there is none, and accounts that came too late", async () => {
      const frankfurt = scene.clientOf("111122223333", "eu-central-1");
      const expected = { name: "AccessDeniedException", status: 400 };
      expect(await refusalOf(frankfurt.createStreamProcessor(home))).to.include(expected);
      scene.emulator.setSwitches({ streamProcessorsClosed: true });
      expect(await refusalOf(scene.client.createStreamProcessor(face))).to.include(expected);
    });
  });

  it("cannot be updated when it searches faces", async () => {
    await createFaceSearch();
    const update = scene.client.updateStreamProcessor({ Name, DataSharingPreferenceForUpdate: { OptIn: true } });
    expect(await refusalName(update)).to.equal("InvalidParameterException");
  });

  it("blocks its name and its video stream for some seconds after its delete", async () => {
    await createFaceSearch();
    await remove();
    expect(await refusalName(describeIt())).to.equal("ResourceNotFoundException");
    const sameStream = { ...faceSearch("other"), Input: faceSearch(Name).Input };
    expect(await refusalName(scene.client.createStreamProcessor(faceSearch(Name)))).to.equal("ResourceInUseException");
    expect(await refusalName(scene.client.createStreamProcessor(sameStream))).to.equal("ResourceInUseException");
    scene.emulator.advance(5_000);
    await scene.client.createStreamProcessor(faceSearch(Name));
  });

  it("is refused beyond the number that may exist", async () => {
    scene.emulator.setSwitches({ quotaStreamProcessors: 1 });
    await createFaceSearch();
    expect(await refusalName(scene.client.createStreamProcessor(faceSearch("other")))).to.equal(
      "LimitExceededException",
    );
  });

  it("is described for a while after its delete where deletes lag", async () => {
    scene.emulator.setSwitches({ deleteLagMs: 3_000 });
    await createFaceSearch();
    await remove();
    expect((await describeIt()).Status).to.equal("STOPPED");
    scene.emulator.advance(3_000);
    expect(await refusalName(describeIt())).to.equal("ResourceNotFoundException");
  });
});
