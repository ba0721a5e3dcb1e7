import type { Bag } from "../../../../provider/schema/definition.js";
import type { ExtraRule, KindMapping, NotAnInput, OperationMapping } from "../mapping.js";
import { commonOwnInputs, regionRules } from "./every-kind.js";
import { s3ObjectRules, typicalS3Object } from "./places-in-s3.js";

const VIDEO = "Video.S3Object";

const ClientRequestToken: NotAnInput = {
  sent: "0123456789abcdef".repeat(4),
  why: "a hash over the resource and its inputs makes the start safe to repeat",
};

/** The call that starts one kind of analysis. */
function start(operation: string, analysis: string): OperationMapping {
  return {
    operation,
    besides: { analysis },
    notInputs: { ClientRequestToken },
    variants: [{ present: [`${VIDEO}.Bucket`, `${VIDEO}.Name`], absent: [] }],
    typical: typicalS3Object(VIDEO),
  };
}

/** A setting of another analysis than the one that is asked for. */
function belongsElsewhere(property: string, operation: string, exampleInputs: Bag): ExtraRule {
  return {
    says: new RegExp(`^${property}: is for \\w+( and \\w+)? only`),
    why: "AWS has a call for each analysis and only some carry it; ours is one resource",
    operation,
    example: {},
    exampleInputs,
  };
}

/** VideoAnalysisJob: one resource, five calls. */
export const videoAnalysisJobMapping: KindMapping = {
  operations: [
    start("StartLabelDetection", "LABEL_DETECTION"),
    start("StartContentModeration", "CONTENT_MODERATION"),
    start("StartFaceDetection", "FACE_DETECTION"),
    start("StartFaceSearch", "FACE_SEARCH"),
    start("StartCelebrityRecognition", "CELEBRITY_RECOGNITION"),
  ],
  ownInputs: {
    region: commonOwnInputs.region,
    analysis: "chooses the call",
    triggers: "any values whose change starts another job",
  },
  extraRules: [
    ...regionRules("StartLabelDetection"),
    ...s3ObjectRules("StartLabelDetection", "video.s3Object", (S3Object) => ({ Video: { S3Object } })),
    belongsElsewhere("minConfidence", "StartFaceSearch", { minConfidence: 50 }),
    belongsElsewhere("features", "StartFaceSearch", { features: ["GENERAL_LABELS"] }),
    belongsElsewhere("settings", "StartFaceSearch", { settings: {} }),
    belongsElsewhere("faceAttributes", "StartLabelDetection", { faceAttributes: "ALL" }),
    belongsElsewhere("collectionId", "StartLabelDetection", { collectionId: "faces" }),
    belongsElsewhere("faceMatchThreshold", "StartLabelDetection", { faceMatchThreshold: 80 }),
    {
      says: /^analysis: cannot be PERSON_TRACKING any more/,
      why: "AWS ended the feature, and its call is none of the kind's",
      operation: "StartLabelDetection",
      example: {},
      exampleInputs: { analysis: "PERSON_TRACKING" },
    },
    {
      says: /^collectionId: must be set for FACE_SEARCH/,
      why: "the model says so of StartFaceSearch; here it depends on the analysis",
      operation: "StartFaceSearch",
      example: { CollectionId: undefined },
    },
  ],
};
