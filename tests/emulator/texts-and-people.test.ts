import { expect } from "chai";
import { serviceModel } from "../../emulator/protocol/service-model.js";
import { OPERATIONS } from "../../emulator/operations/table.js";
import type { ImageContents } from "../../emulator/index.js";
import { BUCKET } from "./harness/bucket.js";
import { refusalName } from "./harness/refusal.js";
import { MINUTE_MS, setScene } from "./harness/scene.js";
import { VIDEO, putVideo } from "./harness/videos.js";

/** AWS's developer guide: text-detecting-text-procedure, celebrities-procedure-image, ppe-request-response. */
describe("what is found only where it was written down", () => {
  const scene = setScene();
  const Image = { S3Object: { Bucket: BUCKET, Name: "photo.png" } };
  const hold = (holds: ImageContents) => {
    scene.emulator.setRules({ rules: [{ holds }] });
  };
  const box = { left: 0.1, top: 0.1, width: 0.8, height: 0.2 };

  beforeEach(() => {
    scene.bucket.putImage("photo.png", 100, 100);
  });

  describe("text", () => {
    const detect = async (Filters?: Parameters<typeof scene.client.detectText>[0]["Filters"]) => {
      const { TextDetections = [] } = await scene.client.detectText({ Image, Filters });
      return TextDetections;
    };
    const words = async (filters?: Parameters<typeof detect>[0]) =>
      (await detect(filters)).filter((each) => each.Type === "WORD").map((each) => each.DetectedText);

    it("is not there otherwise", async () => {
      expect(await scene.client.detectText({ Image })).to.deep.include({ TextDetections: [], TextModelVersion: "3.0" });
    });

    it("comes in lines and the words of each, which name their line", async () => {
      hold({ texts: [{ text: "Mind the gap", box }, { text: "EXIT" }] });
      const found = await detect();
      expect(found.map((each) => [each.Id, each.Type, each.DetectedText, each.ParentId])).to.deep.equal([
        [0, "LINE", "Mind the gap", undefined],
        [1, "LINE", "EXIT", undefined],
        [2, "WORD", "Mind", 0],
        [3, "WORD", "the", 0],
        [4, "WORD", "gap", 0],
        [5, "WORD", "EXIT", 1],
      ]);
      expect(found[0]?.Geometry?.BoundingBox).to.deep.equal({ Left: 0.1, Top: 0.1, Width: 0.8, Height: 0.2 });
      expect(found[0]?.Geometry?.Polygon).to.have.length(4);
      expect(found[2]?.Geometry?.BoundingBox?.Width).to.be.closeTo((0.8 * 4) / 12, 1e-9);
    });

    it("is filtered by confidence, 80 if not asked, size and region", async () => {
      hold({
        texts: [
          { text: "sure", confidence: 95, box },
          { text: "faint", confidence: 60 },
        ],
      });
      expect(await words()).to.deep.equal(["sure"]);
      expect(await words({ WordFilter: { MinConfidence: 50 } })).to.deep.equal(["sure", "faint"]);
      expect(await words({ WordFilter: { MinConfidence: 50, MinBoundingBoxHeight: 0.15 } })).to.deep.equal(["sure"]);
      const top = { BoundingBox: { Left: 0, Top: 0, Width: 1, Height: 0.1 } };
      expect(await words({ RegionsOfInterest: [top] })).to.deep.equal([]);
      const corner = [
        { X: 0, Y: 0 },
        { X: 1, Y: 0 },
        { X: 1, Y: 0.5 },
      ];
      expect(await words({ RegionsOfInterest: [top, { Polygon: corner }] })).to.deep.equal(["sure"]);
    });

    it("is at most 100 words", async () => {
      hold({ texts: Array.from({ length: 30 }, () => ({ text: "one two three four" })) });
      expect(await words()).to.have.length(100);
    });

    it("of a video is that of its key", async () => {
      putVideo(scene);
      const read = async () => {
        const { JobId } = await scene.client.startTextDetection({ Video: VIDEO });
        scene.emulator.advance(MINUTE_MS);
        return scene.client.getTextDetection({ JobId, MaxResults: 3 });
      };
      expect((await read()).TextDetections).to.deep.equal([]);
      hold({ texts: [{ text: "The end" }] });
      const { TextDetections = [], JobStatus, TextModelVersion } = await read();
      expect([JobStatus, TextModelVersion]).to.deep.equal(["SUCCEEDED", "3.0"]);
      expect(TextDetections.map((each) => each.TextDetection?.DetectedText)).to.deep.equal(["The end", "The", "end"]);
      expect(TextDetections.map((each) => each.Timestamp)).to.deep.equal([0, 0, 0]);
    });
  });

  describe("celebrities", () => {
    it("are told from the other faces, and can be asked about", async () => {
      const ada = { name: "Ada", id: "3Ir0du6", urls: ["www.example.com/ada"] };
      hold({
        faces: [{ celebrity: ada, confidence: 98, smile: false, emotion: "CALM" }, { celebrity: { name: "Bob" } }, {}],
      });
      const { CelebrityFaces = [], UnrecognizedFaces } = await scene.client.recognizeCelebrities({ Image });
      expect(CelebrityFaces.map((each) => each.Name)).to.deep.equal(["Ada", "Bob"]);
      expect(CelebrityFaces[0]).to.deep.include({ Id: "3Ir0du6", Urls: ["www.example.com/ada"], MatchConfidence: 98 });
      expect(CelebrityFaces[0]?.Face).to.include.all.keys("BoundingBox", "Landmarks", "Pose", "Quality");
      // https://docs.aws.amazon.com/rekognition/latest/dg/celebrities-procedure-image.html: its program reads the smile
      expect(CelebrityFaces[0]?.Face?.Smile).to.include({ Value: false });
      expect(CelebrityFaces[0]?.Face?.Emotions?.[0]).to.include({ Type: "CALM" });
      expect(UnrecognizedFaces).to.have.length(1);
      expect(UnrecognizedFaces?.[0]).to.not.have.any.keys("Smile", "Emotions");
      for (const { Id, Name } of CelebrityFaces) {
        expect(await scene.client.getCelebrityInfo({ Id })).to.include({ Name });
      }
      expect(await refusalName(scene.client.getCelebrityInfo({ Id: "nobody" }))).to.equal("ResourceNotFoundException");
    });

    it("of a file beside the image can be asked about when they were recognised, and those of a video are its own", async () => {
      const beside = JSON.stringify({ faces: [{ celebrity: { name: "Eve" } }] });
      scene.bucket.put("photo.png.rekognition.json", beside);
      const { CelebrityFaces = [] } = await scene.client.recognizeCelebrities({ Image });
      expect((await scene.client.getCelebrityInfo({ Id: CelebrityFaces[0]?.Id })).Name).to.equal("Eve");
      putVideo(scene);
      scene.bucket.put("clip.mp4.rekognition.json", beside);
      const { JobId } = await scene.client.startCelebrityRecognition({ Video: VIDEO });
      scene.emulator.advance(MINUTE_MS);
      const { Celebrities = [] } = await scene.client.getCelebrityRecognition({ JobId });
      expect(new Set(Celebrities.map((each) => each.Celebrity?.Name))).to.deep.equal(new Set(["Eve"]));
    });

    it("are not there otherwise: faces are, and nobody knows them", async () => {
      const { CelebrityFaces, UnrecognizedFaces } = await scene.client.recognizeCelebrities({ Image });
      expect(CelebrityFaces).to.deep.equal([]);
      expect(UnrecognizedFaces).to.have.length(1);
    });
  });

  describe("protective equipment", () => {
    const RequiredEquipmentTypes = ["FACE_COVER", "HAND_COVER"] as ["FACE_COVER", "HAND_COVER"];
    const SummarizationAttributes = { MinConfidence: 80, RequiredEquipmentTypes };

    it("is told by person and part, and summed up on request", async () => {
      hold({
        workers: [
          { wears: ["FACE_COVER", "HAND_COVER"], box },
          { wears: ["FACE_COVER"] },
          { wears: ["FACE_COVER", "HAND_COVER"], confidence: 70 },
        ],
      });
      const { Persons = [], Summary } = await scene.client.detectProtectiveEquipment({
        Image,
        SummarizationAttributes,
      });
      expect(Persons.map((person) => person.Id)).to.deep.equal([0, 1, 2]);
      const worn = (person: number) =>
        Persons[person]?.BodyParts?.map((part) => [part.Name, part.EquipmentDetections?.map((each) => each.Type)]);
      expect(worn(0)).to.deep.equal([
        ["FACE", ["FACE_COVER"]],
        ["HEAD", []],
        ["LEFT_HAND", ["HAND_COVER"]],
        ["RIGHT_HAND", ["HAND_COVER"]],
      ]);
      expect(Persons[0]?.BoundingBox?.Width).to.equal(0.8);
      expect(Summary).to.deep.equal({
        PersonsWithRequiredEquipment: [0],
        PersonsWithoutRequiredEquipment: [1],
        PersonsIndeterminate: [2],
      });
      expect(await scene.client.detectProtectiveEquipment({ Image })).to.not.have.property("Summary");
    });

    it("is not there otherwise, for nobody is", async () => {
      const answer = await scene.client.detectProtectiveEquipment({ Image, SummarizationAttributes });
      expect(answer.Persons).to.deep.equal([]);
      expect(answer.Summary?.PersonsWithRequiredEquipment).to.deep.equal([]);
    });
  });

  it("leaves seven of AWS's operations: those that ended, closed, or need a camera", () => {
    const missing = Object.keys(serviceModel.operations).filter((operation) => OPERATIONS[operation] === undefined);
    expect(missing).to.have.members([
      ...["StartPersonTracking", "GetPersonTracking"],
      ...["StartMediaAnalysisJob", "GetMediaAnalysisJob", "ListMediaAnalysisJobs"],
      ...["CreateFaceLivenessSession", "GetFaceLivenessSessionResults"],
    ]);
  });
});
