import type { Attribute, FaceDetail } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import type { ImageFace } from "../../emulator/index.js";
import { BUCKET } from "./harness/bucket.js";
import { png } from "./harness/images.js";
import { refusalNames, refusalOf } from "./harness/refusal.js";
import { setScene } from "./harness/scene.js";

/** AWS's developer guide: faces-detect-images, add-faces-to-collection-procedure, search-face-with-image-procedure. */
describe("faces", () => {
  const scene = setScene();
  const CollectionId = "faces";
  const USUAL = ["BoundingBox", "Confidence", "Landmarks", "Pose", "Quality"];
  const ALL = [
    ...USUAL,
    ...["AgeRange", "Smile", "Eyeglasses", "Sunglasses", "Gender", "Beard", "Mustache", "EyesOpen", "MouthOpen"],
    ...["Emotions", "FaceOccluded", "EyeDirection"],
  ];

  /** Puts an image with these faces. */
  const put = (Name: string, faces?: readonly ImageFace[]) => {
    scene.bucket.putImage(Name, 400, 400);
    if (faces !== undefined) scene.bucket.put(`${Name}.rekognition.json`, JSON.stringify({ faces }));
    return { S3Object: { Bucket: BUCKET, Name } };
  };
  const square = (size: number) => ({ left: 0.1, top: 0.1, width: size, height: size });
  const detect = async (faces: readonly ImageFace[] | undefined, ...Attributes: Attribute[]): Promise<FaceDetail[]> =>
    (await scene.client.detectFaces({ Image: put("detect.png", faces), Attributes })).FaceDetails ?? [];

  describe("DetectFaces", () => {
    it("tells the documented default of every face, and what was asked for besides", async () => {
      const [usual] = await detect(undefined);
      expect(usual).to.have.all.keys(...USUAL);
      expect(usual?.Landmarks?.map((landmark) => landmark.Type)).to.deep.equal([
        "eyeLeft",
        "eyeRight",
        "mouthLeft",
        "mouthRight",
        "nose",
      ]);
      expect((await detect(undefined, "DEFAULT"))[0]).to.have.all.keys(...USUAL);
      const [asked] = await detect(undefined, "FACE_OCCLUDED", "AGE_RANGE");
      expect(asked).to.have.all.keys(...USUAL, "FaceOccluded", "AgeRange");
      for (const wanted of [["ALL"], ["ALL", "DEFAULT"]] as const) {
        const [all] = await detect(undefined, ...wanted);
        expect(all).to.have.all.keys(...ALL);
        expect(all?.Landmarks).to.have.length(30);
      }
    });

    it("tells what was written down of a face", async () => {
      const [face] = await detect(
        [
          {
            ...{ box: square(0.5), confidence: 88, gender: "Female", smile: false, beard: true, emotion: "SAD" },
            ...{ ageRange: { low: 60, high: 70 }, pose: { yaw: 20 }, quality: { brightness: 30 }, occluded: true },
          },
        ],
        "ALL",
      );
      expect(face?.BoundingBox).to.deep.equal({ Left: 0.1, Top: 0.1, Width: 0.5, Height: 0.5 });
      expect(face?.Confidence).to.equal(88);
      expect([face?.Gender?.Value, face?.Smile?.Value, face?.Beard?.Value]).to.deep.equal(["Female", false, true]);
      expect(face?.AgeRange).to.deep.equal({ Low: 60, High: 70 });
      expect(face?.Pose).to.deep.equal({ Roll: 0, Yaw: 20, Pitch: 0 });
      expect(face?.Quality).to.deep.equal({ Brightness: 30, Sharpness: 90 });
      expect(face?.FaceOccluded?.Value).to.equal(true);
      const emotions = face?.Emotions?.map((emotion) => emotion.Confidence ?? 0) ?? [];
      expect(face?.Emotions?.[0]?.Type).to.equal("SAD");
      expect(emotions)
        .to.have.length(8)
        .and.deep.equal([...emotions].sort((a, b) => b - a));
    });

    it("finds the largest first, at most 100, and none where there is none", async () => {
      const sizes = (await detect([{ box: square(0.2) }, { box: square(0.4) }, { box: square(0.3) }])).map(
        (face) => face.BoundingBox?.Width,
      );
      expect(sizes).to.deep.equal([0.4, 0.3, 0.2]);
      expect(await detect(Array.from({ length: 120 }, () => ({})))).to.have.length(100);
      expect(await detect([])).to.deep.equal([]);
    });
  });

  describe("IndexFaces", () => {
    beforeEach(() => scene.client.createCollection({ CollectionId }));

    it("keeps every face of an image, with its details as asked", async () => {
      const Image = put("team.png", [{ box: square(0.2) }, { box: square(0.4) }]);
      const request = { CollectionId, Image, ExternalImageId: "team" };
      const { FaceRecords = [], UnindexedFaces } = await scene.client.indexFaces(request);
      expect(FaceRecords.map(({ FaceDetail: detail }) => detail?.BoundingBox?.Width)).to.deep.equal([0.4, 0.2]);
      for (const { FaceDetail: detail, Face } of FaceRecords) {
        expect(detail).to.have.all.keys(...USUAL);
        expect(Face).to.include({ ExternalImageId: "team", IndexFacesModelVersion: "7.0" });
        expect(Face?.BoundingBox).to.deep.equal(detail?.BoundingBox);
      }
      expect(new Set(FaceRecords.map(({ Face }) => Face?.ImageId)).size).to.equal(1);
      expect(UnindexedFaces).to.deep.equal([]);
      const again = await scene.client.indexFaces({ ...request, DetectionAttributes: ["ALL"] });
      expect(again.FaceRecords?.[0]?.FaceDetail).to.have.all.keys(...ALL);
      expect((await scene.client.describeCollection({ CollectionId })).FaceCount).to.equal(2);
    });

    it("leaves out the smallest beyond MaxFaces, and says so", async () => {
      const Image = put("team.png", [{ box: square(0.2) }, { box: square(0.4) }, { box: square(0.3) }]);
      const { FaceRecords, UnindexedFaces } = await scene.client.indexFaces({ CollectionId, Image, MaxFaces: 1 });
      expect(FaceRecords?.map(({ FaceDetail: detail }) => detail?.BoundingBox?.Width)).to.deep.equal([0.4]);
      expect(UnindexedFaces?.map((each) => [each.FaceDetail?.BoundingBox?.Width, each.Reasons])).to.deep.equal([
        [0.3, ["EXCEEDS_MAX_FACES"]],
        [0.2, ["EXCEEDS_MAX_FACES"]],
      ]);
    });

    it("leaves out what is below the quality bar, with its reasons", async () => {
      const Image = put("bad.png", [
        { identity: "dark", box: square(0.5), quality: { brightness: 5 } },
        { identity: "blurred", box: square(0.45), quality: { sharpness: 50 } },
        { identity: "turned", box: square(0.4), pose: { yaw: 90 } },
        { identity: "unlikely", box: square(0.35), confidence: 9, quality: { brightness: 1, sharpness: 2 } },
        { identity: "tiny", box: square(0.05) },
      ]);
      const reasons = async (QualityFilter?: "NONE" | "AUTO" | "HIGH") => {
        const { UnindexedFaces = [] } = await scene.client.indexFaces({ CollectionId, Image, QualityFilter });
        return UnindexedFaces.map((each) => each.Reasons);
      };
      const usual = [
        ["LOW_BRIGHTNESS"],
        ["EXTREME_POSE"],
        ["LOW_BRIGHTNESS", "LOW_SHARPNESS", "LOW_CONFIDENCE"],
        ["SMALL_BOUNDING_BOX"],
      ];
      expect(await reasons()).to.deep.equal(usual);
      expect(await reasons("AUTO")).to.deep.equal(usual);
      expect(await reasons("HIGH")).to.have.length(5);
      expect(await reasons("NONE")).to.deep.equal([]);
    });

    it("keeps nothing of an image without a face", async () => {
      const answer = await scene.client.indexFaces({ CollectionId, Image: put("none.png", []) });
      expect(answer).to.deep.include({ FaceRecords: [], UnindexedFaces: [] });
    });
  });

  describe("searches", () => {
    const index = async (name: string, faces?: readonly ImageFace[]) => {
      const request = { CollectionId, Image: put(`${name}.png`, faces), ExternalImageId: name };
      return (await scene.client.indexFaces(request)).FaceRecords?.[0]?.Face?.FaceId ?? "";
    };
    const ADA = [{ identity: "ada" }];
    beforeEach(() => scene.client.createCollection({ CollectionId }));

    it("find the faces of the same person, the most alike first, and always the same way", async () => {
      const ada = await index("ada-1", ADA);
      await index("ada-2", ADA);
      await index("bob", [{ identity: "bob" }]);
      const search = () => scene.client.searchFaces({ CollectionId, FaceId: ada });
      const { FaceMatches = [], ...rest } = await search();
      expect(rest).to.include({ SearchedFaceId: ada, FaceModelVersion: "7.0" });
      expect(FaceMatches.map((match) => match.Face?.ExternalImageId)).to.deep.equal(["ada-2"]);
      expect(FaceMatches[0]?.Similarity).to.be.within(99, 100);
      expect((await search()).FaceMatches).to.deep.equal(FaceMatches);
      const all = await scene.client.searchFaces({ CollectionId, FaceId: ada, FaceMatchThreshold: 0 });
      expect(all.FaceMatches?.map((match) => match.Face?.ExternalImageId)).to.deep.equal(["ada-2", "bob"]);
      expect(all.FaceMatches?.[1]?.Similarity).to.be.below(75);
    });

    it("by image take its largest face", async () => {
      await index("ada-1", ADA);
      await index("ada-2", ADA);
      const Image = put("both.png", [
        { identity: "bob", box: square(0.2) },
        { identity: "ada", box: square(0.4), confidence: 97 },
      ]);
      const answer = await scene.client.searchFacesByImage({ CollectionId, Image, MaxFaces: 1 });
      expect(answer.SearchedFaceBoundingBox?.Width).to.equal(0.4);
      expect(answer.SearchedFaceConfidence).to.equal(97);
      expect(answer.FaceMatches).to.have.length(1);
      const strict = await scene.client.searchFacesByImage({ CollectionId, Image, FaceMatchThreshold: 100 });
      expect(strict.FaceMatches).to.deep.equal([]);
    });

    it("find an image of which nothing was said in itself only", async () => {
      await index("first");
      await index("second");
      const Image = { S3Object: { Bucket: BUCKET, Name: "first.png" } };
      const { FaceMatches } = await scene.client.searchFacesByImage({ CollectionId, Image });
      expect(FaceMatches?.map((match) => match.Face?.ExternalImageId)).to.deep.equal(["first"]);
    });

    it("are refused without a face, or without the collection", async () => {
      const none = put("none.png", []);
      const dark = put("dark.png", [{ quality: { brightness: 20 } }]);
      expect(await refusalOf(scene.client.searchFacesByImage({ CollectionId, Image: none }))).to.include({
        name: "InvalidParameterException",
        message: "There are no faces in the image. Should be at least 1.",
      });
      const filtered = scene.client.searchFacesByImage({ CollectionId, Image: dark, QualityFilter: "HIGH" });
      const unknown = scene.client.searchFaces({ CollectionId, FaceId: "00000000-0000-0000-0000-000000000000" });
      expect(await refusalNames(filtered, unknown)).to.deep.equal(["InvalidParameterException"]);
      const missing = scene.client.searchFacesByImage({ CollectionId: "missing", Image: dark });
      expect(await refusalNames(missing)).to.deep.equal(["ResourceNotFoundException"]);
    });
  });

  describe("CompareFaces", () => {
    it("looks for the largest face of the source in the target", async () => {
      const SourceImage = put("source.png", [{ identity: "bob" }, { identity: "ada", box: square(0.8) }]);
      const TargetImage = put("target.png", [{ identity: "ada" }, { identity: "bob" }, { identity: "eve" }]);
      const answer = await scene.client.compareFaces({ SourceImage, TargetImage });
      expect(answer.SourceImageFace?.BoundingBox?.Width).to.equal(0.8);
      expect(answer.FaceMatches).to.have.length(1);
      expect(answer.FaceMatches?.[0]?.Similarity).to.be.within(99, 100);
      expect(answer.FaceMatches?.[0]?.Face).to.have.all.keys(...USUAL);
      expect(answer.UnmatchedFaces).to.have.length(2);
      const every = await scene.client.compareFaces({ SourceImage, TargetImage, SimilarityThreshold: 0 });
      const similarities = every.FaceMatches?.map((match) => match.Similarity ?? 0) ?? [];
      expect(similarities)
        .to.have.length(3)
        .and.deep.equal([...similarities].sort((a, b) => b - a));
      expect(every.UnmatchedFaces).to.deep.equal([]);
    });

    it("says of the same image that it is the same, and refuses images without a face", async () => {
      const SourceImage = { Bytes: png(80, 80, 3) };
      const { FaceMatches } = await scene.client.compareFaces({ SourceImage, TargetImage: SourceImage });
      expect(FaceMatches).to.have.length(1);
      const none = put("none.png", []);
      const calls = [
        scene.client.compareFaces({ SourceImage, TargetImage: none }),
        scene.client.compareFaces({ SourceImage: none, TargetImage: SourceImage }),
      ];
      expect(await refusalNames(...calls)).to.deep.equal(["InvalidParameterException"]);
    });
  });
});
