import type { DescribeStreamProcessorResponse, UpdateStreamProcessorRequest } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import type { Inputs } from "../../../../provider/resources/stream-processor/processor.js";
import { updateRequest } from "../../../../provider/resources/stream-processor/creation.js";
import { box, connectedHome, faceSearch, triangle } from "./args.js";

const described = (
  more: Partial<DescribeStreamProcessorResponse> = {},
  confidence = 50,
): DescribeStreamProcessorResponse => ({
  Settings: { ConnectedHome: { Labels: ["PERSON", "PET"], MinConfidence: confidence } },
  DataSharingPreference: { OptIn: false },
  ...more,
});

const asked = (more: object = {}, home: object = {}): Inputs =>
  ({
    ...connectedHome,
    settings: { connectedHome: { labels: ["PET", "PERSON"], ...home } },
    ...more,
  }) as unknown as Inputs;

const BOX = { BoundingBox: { Left: 0.1, Top: 0.2, Width: 0.3, Height: 0.4 } };
const TRIANGLE = {
  Polygon: [
    { X: 0, Y: 0 },
    { X: 1, Y: 0 },
    { X: 1, Y: 1 },
  ],
};

describe("the update of a connected home processor", () => {
  const cases: readonly {
    readonly reason: string;
    readonly is: DescribeStreamProcessorResponse;
    readonly asked: Inputs;
    readonly before?: Inputs;
    readonly sends: Omit<UpdateStreamProcessorRequest, "Name"> | undefined;
  }[] = [
    { reason: "nothing where all is as asked, in whatever order", is: described(), asked: asked(), sends: undefined },
    {
      reason: "nothing for AWS's default written out",
      is: described(),
      asked: asked({}, { minConfidence: 50 }),
      sends: undefined,
    },
    {
      reason: "nothing for sharing that is off anyway",
      is: described({ DataSharingPreference: undefined }),
      asked: asked({ dataSharingPreference: { optIn: false } }),
      sends: undefined,
    },
    {
      reason: "nothing for numbers that only lost precision",
      is: described(
        {
          RegionsOfInterest: [
            {
              BoundingBox: {
                Left: Math.fround(0.1),
                Top: Math.fround(0.2),
                Width: Math.fround(0.3),
                Height: Math.fround(0.4),
              },
            },
          ],
        },
        Math.fround(66.6),
      ),
      asked: asked({ regionsOfInterest: [{ boundingBox: box }] }, { minConfidence: 66.6 }),
      sends: undefined,
    },
    {
      reason: "the labels alone",
      is: described({}, 70),
      asked: asked({}, { labels: ["ALL"], minConfidence: 70 }),
      sends: { SettingsForUpdate: { ConnectedHomeForUpdate: { Labels: ["ALL"] } } },
    },
    {
      reason: "the confidence alone where it is added, and nothing to delete",
      is: described(),
      asked: asked({}, { minConfidence: 70 }),
      sends: { SettingsForUpdate: { ConnectedHomeForUpdate: { MinConfidence: 70 } } },
    },
    {
      reason: "the confidence among what is to be deleted where it is removed",
      is: described({}, 70),
      asked: asked(),
      sends: { ParametersToDelete: ["ConnectedHomeMinConfidence"] },
    },
    {
      reason: "also where what was given is AWS's default",
      is: described(),
      asked: asked(),
      before: asked({}, { minConfidence: 50 }),
      sends: { ParametersToDelete: ["ConnectedHomeMinConfidence"] },
    },
    {
      reason: "regions that are added",
      is: described(),
      asked: asked({ regionsOfInterest: [{ boundingBox: box }, { polygon: triangle }] }),
      sends: { RegionsOfInterestForUpdate: [BOX, TRIANGLE] },
    },
    {
      reason: "regions that changed",
      is: described({ RegionsOfInterest: [TRIANGLE] }),
      asked: asked({ regionsOfInterest: [{ boundingBox: box }] }),
      sends: { RegionsOfInterestForUpdate: [BOX] },
    },
    {
      reason: "regions among what is to be deleted where they are removed, and no empty list",
      is: described({ RegionsOfInterest: [BOX] }),
      asked: asked(),
      sends: { ParametersToDelete: ["RegionsOfInterest"] },
    },
    {
      reason: "the same for an empty list",
      is: described({ RegionsOfInterest: [BOX] }),
      asked: asked({ regionsOfInterest: [] }),
      sends: { ParametersToDelete: ["RegionsOfInterest"] },
    },
    {
      reason: "sharing that is switched on",
      is: described(),
      asked: asked({ dataSharingPreference: { optIn: true } }),
      sends: { DataSharingPreferenceForUpdate: { OptIn: true } },
    },
    {
      reason: "sharing that is left out again",
      is: described({ DataSharingPreference: { OptIn: true } }),
      asked: asked(),
      sends: { DataSharingPreferenceForUpdate: { OptIn: false } },
    },
    {
      reason: "all of it at once",
      is: described({ RegionsOfInterest: [BOX] }, 70),
      asked: asked({ dataSharingPreference: { optIn: true } }, { labels: ["PACKAGE"] }),
      sends: {
        SettingsForUpdate: { ConnectedHomeForUpdate: { Labels: ["PACKAGE"] } },
        DataSharingPreferenceForUpdate: { OptIn: true },
        ParametersToDelete: ["ConnectedHomeMinConfidence", "RegionsOfInterest"],
      },
    },
    {
      reason: "nothing for face search",
      is: { Settings: { FaceSearch: { CollectionId: "visitors" } } },
      asked: faceSearch as unknown as Inputs,
      sends: undefined,
    },
  ];
  for (const { reason, is, asked: inputs, before, sends } of cases) {
    it(`sends ${reason}`, () => {
      const request = updateRequest("home", is, inputs, before);
      expect(request).to.deep.equal(sends && { Name: "home", ...sends });
    });
  }
});
