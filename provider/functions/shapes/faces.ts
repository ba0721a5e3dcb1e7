import * as z from "zod";
import { boundingBox } from "../../schema/shapes.js";

const confidence = z.number().describe("Confidence, in percent, 0 to 100.");

const attribute = z
  .strictObject({ value: z.boolean().describe("Whether the attribute applies."), confidence })
  .meta({ id: "FaceAttribute", description: "An attribute of a face." });

const gender = z
  .strictObject({ value: z.enum(["Male", "Female"]).describe("Estimated gender."), confidence })
  .meta({ id: "Gender", description: "Estimated gender of a face." });

const degrees = z.number().describe("Degrees, -180 to 180.");

export const faceDetail = z
  .strictObject({
    boundingBox: boundingBox.optional().describe("Bounding box."),
    confidence: confidence.optional(),
    ageRange: z
      .strictObject({
        low: z.int().describe("Lower bound, in years."),
        high: z.int().describe("Upper bound, in years."),
      })
      .meta({ id: "AgeRange", description: "An estimated age range." })
      .optional()
      .describe("Estimated age range."),
    gender: gender.optional().describe("Estimated gender."),
    smile: attribute.optional().describe("Whether it smiles."),
    eyeglasses: attribute.optional().describe("Whether it wears glasses."),
    sunglasses: attribute.optional().describe("Whether it wears sunglasses."),
    beard: attribute.optional().describe("Whether it has a beard."),
    mustache: attribute.optional().describe("Whether it has a mustache."),
    eyesOpen: attribute.optional().describe("Whether its eyes are open."),
    mouthOpen: attribute.optional().describe("Whether its mouth is open."),
    faceOccluded: attribute.optional().describe("Whether part of it is hidden."),
    emotions: z
      .array(
        z
          .strictObject({ type: z.string().describe("Name, such as HAPPY or CALM."), confidence })
          .meta({ id: "Emotion", description: "An emotion that a face appears to express." }),
      )
      .optional()
      .describe("Emotions that it appears to express, the most likely first."),
    landmarks: z
      .array(
        z
          .strictObject({
            type: z.string().describe("Name, such as eyeLeft or nose."),
            x: z.number().describe("Ratio of the frame's width."),
            y: z.number().describe("Ratio of the frame's height."),
          })
          .meta({ id: "Landmark", description: "A facial landmark." }),
      )
      .optional()
      .describe("Facial landmarks."),
    pose: z
      .strictObject({ roll: degrees, yaw: degrees, pitch: degrees })
      .meta({ id: "Pose", description: "The pose of a head." })
      .optional()
      .describe("The pose of the head."),
    quality: z
      .strictObject({
        brightness: z.number().describe("0 to 100; more is brighter."),
        sharpness: z.number().describe("0 to 100; more is sharper."),
      })
      .meta({ id: "ImageQuality", description: "Quality of the image of a face." })
      .optional()
      .describe("Quality of its image."),
    eyeDirection: z
      .strictObject({ yaw: degrees, pitch: degrees, confidence })
      .meta({ id: "EyeDirection", description: "Direction of gaze." })
      .optional()
      .describe("Direction of gaze."),
  })
  .meta({ id: "FaceDetail", description: "A face." });

export const faceMatch = z
  .strictObject({
    similarity: z.number().describe("Similarity, in percent, 0 to 100."),
    face: z
      .strictObject({
        faceId: z.string().describe("Id of the face in the collection."),
        externalImageId: z.string().optional().describe("External image id that the application gave."),
        imageId: z.string().optional().describe("Id that AWS gave its image."),
        userId: z.string().optional().describe("User it belongs to."),
        boundingBox: boundingBox.optional().describe("Bounding box of the face in its own image."),
        confidence: confidence.optional(),
        indexFacesModelVersion: z.string().optional().describe("Version of the face model that computed its vector."),
      })
      .meta({ id: "Face", description: "A face in a collection." })
      .optional()
      .describe("The face in the collection."),
  })
  .meta({ id: "FaceMatch", description: "A matching face of the collection." });

export const personDetail = z
  .strictObject({
    index: z.int().describe("Number that identifies the person in the video."),
    boundingBox: boundingBox.optional().describe("Bounding box of the person."),
    face: faceDetail.optional().describe("The person's face."),
  })
  .meta({ id: "PersonDetail", description: "A person in a video." });

export const celebrityDetail = z
  .strictObject({
    id: z.string().describe("AWS's id of the celebrity."),
    name: z.string().describe("Name."),
    confidence: confidence.optional(),
    urls: z.array(z.string()).optional().describe("Pages about the celebrity."),
    boundingBox: boundingBox.optional().describe("Bounding box of the person."),
    face: faceDetail.optional().describe("The face."),
    knownGender: z
      .strictObject({ type: z.string().describe("Male, Female, Nonbinary or Unlisted.") })
      .meta({ id: "KnownGender", description: "Known gender of a celebrity." })
      .optional()
      .describe("Known gender of the celebrity."),
  })
  .meta({ id: "CelebrityDetail", description: "A celebrity." });
