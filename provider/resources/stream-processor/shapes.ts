import * as z from "zod";
import { boundingBox, bucketName, name255, percent, point, s3KeyPrefix, snsTopicArn } from "../../schema/shapes.js";

const CONNECTED_HOME_LABELS = ["PERSON", "PET", "PACKAGE", "ALL"] as const;

/** AWS raises every lower threshold to this one, and takes it where none is given. */
export const LOWEST_FACE_MATCH_THRESHOLD = 80;
/** What AWS takes where no confidence is given. */
export const DEFAULT_MIN_CONFIDENCE = 50;

export const streamProcessorInput = z
  .strictObject({
    kinesisVideoStream: z
      .strictObject({
        arn: z
          .string()
          .regex(/^arn:[a-z\d-]+:kinesisvideo:[a-z\d-]+:\d{12}:.+$/, "the ARN of a Kinesis video stream")
          .describe("ARN of the stream. One stream feeds one stream processor only."),
      })
      .meta({ id: "KinesisVideoStream", description: "A Kinesis video stream." })
      .describe("The video stream."),
  })
  .meta({ id: "StreamProcessorInput", description: "Where the video comes from." });

export const streamProcessorOutput = z
  .strictObject({
    kinesisDataStream: z
      .strictObject({
        arn: z
          .string()
          .regex(/^arn:[a-z\d-]+:kinesis:[a-z\d-]+:\d{12}:.+$/, "the ARN of a Kinesis data stream")
          .describe("ARN of the stream. One stream takes the results of one stream processor only."),
      })
      .meta({ id: "KinesisDataStream", description: "A Kinesis data stream." })
      .optional()
      .describe("Face search: the data stream that receives the results."),
    s3Destination: z
      .strictObject({
        bucket: bucketName.describe("Bucket. 3 to 255 characters."),
        keyPrefix: s3KeyPrefix.optional().describe("Key prefix of the results. Up to 1024 characters."),
      })
      .meta({ id: "S3Destination", description: "A location in Amazon S3." })
      .optional()
      .describe("Connected home: S3 location of the results."),
  })
  .meta({ id: "StreamProcessorOutput", description: "Where the results are written." });

const faceSearch = z
  .strictObject({
    collectionId: name255.describe("Id of the collection to search in, as in `collection.collectionId`."),
    faceMatchThreshold: percent
      .optional()
      .describe(
        "Least similarity of a match, in percent, 0 to 100. Default 80; AWS raises anything lower to 80. Its first documents said 70.",
      ),
  })
  .meta({ id: "FaceSearchSettings", description: "Search for the faces of a collection." });

const connectedHome = z
  .strictObject({
    labels: z
      .array(z.enum(CONNECTED_HOME_LABELS))
      .min(1)
      .max(128)
      .describe("What to look for: PERSON, PET, PACKAGE or ALL. 1 to 128 entries. Changed in place."),
    minConfidence: percent
      .optional()
      .describe("Minimum confidence of a result, in percent, 0 to 100. Default 50. Changed in place."),
  })
  .meta({ id: "ConnectedHomeSettings", description: "Look for people, pets and packages." });

export const settings = z
  .strictObject({
    faceSearch: faceSearch
      .optional()
      .describe("Face search: looks for the faces of a collection, for as long as it runs."),
    connectedHome: connectedHome
      .optional()
      .describe("Connected home: looks for people, pets and packages, in sessions that an application starts."),
  })
  .meta({ id: "StreamProcessorSettings", description: "What a stream processor looks for: one of the two." });

export const notificationChannel = z
  .strictObject({
    snsTopicArn: snsTopicArn.describe("ARN of the topic that receives what was detected and the end of a session."),
  })
  .meta({ id: "StreamProcessorNotificationChannel", description: "Where notifications are sent." });

export const regionsOfInterest = z
  .array(
    z
      .strictObject({
        boundingBox: boundingBox.optional().describe("A rectangle."),
        polygon: z.array(point).min(3).max(10).optional().describe("A polygon of 3 to 10 points."),
      })
      .meta({ id: "RegionOfInterest", description: "A region of the frame: a rectangle or a polygon." }),
  )
  .max(10);

export const dataSharingPreference = z
  .strictObject({ optIn: z.boolean().describe("Whether AWS may use the video to improve its models.") })
  .meta({ id: "DataSharingPreference", description: "Whether data is shared with AWS." });
