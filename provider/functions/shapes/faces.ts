import * as z from "zod";
import { boundingBox } from "../../schema/shapes.js";

const confidence = z.number().describe("Confidence, in percent, 0 to 100.");

const attribute = z
  .strictObject({ value: z.boolean().describe("Whether it is so."), confidence })
  .meta({ id: "FaceAttribute", description: "Something that a face has or has not." });

const gender = z
  .strictObject({ value: z.enum(["Male", "Female"]).describe("What it looks like."), confidence })
  .meta({ id: "Gender", description: "What gender a face looks like." });

const degrees = z.number().describe("Degrees, -180 to 180.");

export const faceDetail = z
  .strictObject({
    boundingBox: boundingBox.optional().describe("The rectangle around it."),
    confidence: confidence.optional(),
    ageRange: z
      .strictObject({ low: z.int().describe("Years, at least."), high: z.int().describe("Years, at most.") })
      .meta({ id: "AgeRange", description: "An estimate of age." })
      .optional()
      .describe("About how old the face looks."),
    gender: gender.optional().describe("What gender it looks like."),
    smile: attribute.optional().describe("Whether it smiles."),
    eyeglasses: attribute.optional().describe("Whether it wears glasses."),
    sunglasses: attribute.optional().describe("Whether it wears sunglasses."),
    beard: attribute.optional().describe("Whether it has a beard."),
    mustache: attribute.optional().describe("Whether it has a mustache."),
    eyesOpen: attribute.optional().describe("Whether its eyes are open."),
    mouthOpen: attribute.optional().describe("Whether its mouth is open."),
    faceOccluded: attribute.optional().describe("Whether something hides part of it."),
    emotions: z
      .array(
        z
          .strictObject({ type: z.string().describe("Name, such as HAPPY or CALM."), confidence })
          .meta({ id: "Emotion", description: "What a face seems to express." }),
      )
      .optional()
      .describe("What it seems to express, the likeliest first."),
    landmarks: z
      .array(
        z
          .strictObject({
            type: z.string().describe("Name, such as eyeLeft or nose."),
            x: z.number().describe("Ratio of the frame's width."),
            y: z.number().describe("Ratio of the frame's height."),
          })
          .meta({ id: "Landmark", description: "A place in a face." }),
      )
      .optional()
      .describe("Places in the face."),
    pose: z
      .strictObject({ roll: degrees, yaw: degrees, pitch: degrees })
      .meta({ id: "Pose", description: "How a head is held." })
      .optional()
      .describe("How the head is held."),
    quality: z
      .strictObject({
        brightness: z.number().describe("0 to 100; more is brighter."),
        sharpness: z.number().describe("0 to 100; more is sharper."),
      })
      .meta({ id: "ImageQuality", description: "How good the picture of a face is." })
      .optional()
      .describe("How good its picture is."),
    eyeDirection: z
      .strictObject({ yaw: degrees, pitch: degrees, confidence })
      .meta({ id: "EyeDirection", description: "Where eyes look." })
      .optional()
      .describe("Where its eyes look."),
  })
  .meta({ id: "FaceDetail", description: "A face." });

export const faceMatch = z
  .strictObject({
    similarity: z.number().describe("Similarity, in percent, 0 to 100."),
    face: z
      .strictObject({
        faceId: z.string().describe("Id of the face in the collection."),
        externalImageId: z.string().optional().describe("Id that the application gave its image."),
        imageId: z.string().optional().describe("Id that AWS gave its image."),
        userId: z.string().optional().describe("User it belongs to."),
        boundingBox: boundingBox.optional().describe("The rectangle around it, in its own image."),
        confidence: confidence.optional(),
        indexFacesModelVersion: z.string().optional().describe("Version of the face model that made its vector."),
      })
      .meta({ id: "Face", description: "A face in a collection." })
      .optional()
      .describe("The face in the collection."),
  })
  .meta({ id: "FaceMatch", description: "A face of the collection that looks alike." });

export const personDetail = z
  .strictObject({
    index: z.int().describe("Number of the person in the video."),
    boundingBox: boundingBox.optional().describe("The rectangle around the person."),
    face: faceDetail.optional().describe("The person's face."),
  })
  .meta({ id: "PersonDetail", description: "A person in a video." });

export const celebrityDetail = z
  .strictObject({
    id: z.string().describe("AWS's id of the celebrity."),
    name: z.string().describe("Name."),
    confidence: confidence.optional(),
    urls: z.array(z.string()).optional().describe("Pages about the celebrity."),
    boundingBox: boundingBox.optional().describe("The rectangle around the person."),
    face: faceDetail.optional().describe("The face."),
    knownGender: z
      .strictObject({ type: z.string().describe("Male, Female, Nonbinary or Unlisted.") })
      .meta({ id: "KnownGender", description: "The gender a celebrity is known to have." })
      .optional()
      .describe("The gender the celebrity is known to have."),
  })
  .meta({ id: "CelebrityDetail", description: "A celebrity." });
