import * as z from "zod";
import { type AnswerFor, camelCased } from "../aws/camel-case.js";
import { collected, pagesOf } from "../aws/pages.js";
import { name128 } from "../schema/shapes.js";
import { absentIfNotFound } from "../observe/asking.js";
import { RekognitionError } from "../base/errors.js";
import {
  dataSharingPreference,
  notificationChannel,
  regionsOfInterest,
  settings,
  streamProcessorInput,
  streamProcessorOutput,
} from "../resources/stream-processor/definition.js";
import { argument, defineFunction } from "./function.js";

const status = z
  .string()
  .describe("Status as AWS reports it: STOPPED, STARTING, RUNNING, FAILED, STOPPING or UPDATING.");

const listed = z
  .strictObject({ name: z.string().describe("Name."), status })
  .meta({ id: "StreamProcessorSummary", description: "A stream processor, as it is listed." });

const described = z
  .strictObject({
    streamProcessorArn: z.string().describe("ARN."),
    name: z.string().describe("Name."),
    status,
    statusMessage: z.string().optional().describe("AWS's message about the status."),
    creationTimestamp: z.string().describe("When it was created, ISO 8601 in UTC."),
    lastUpdateTimestamp: z.string().optional().describe("When it was last changed, ISO 8601 in UTC."),
    input: streamProcessorInput.optional().describe("Where the video comes from."),
    output: streamProcessorOutput.optional().describe("Where the results are written."),
    settings: settings.optional().describe("What it looks for."),
    roleArn: z.string().optional().describe("IAM role that it uses."),
    notificationChannel: notificationChannel.optional().describe("Where notifications are sent."),
    kmsKeyId: z.string().optional().describe("KMS key that encrypts the results in S3."),
    regionsOfInterest: regionsOfInterest.optional().describe("Regions of the frame that it analyzes."),
    dataSharingPreference: dataSharingPreference.optional().describe("Whether AWS may use the video."),
  })
  .meta({ id: "GetStreamProcessorResult", description: "A stream processor." });

type StreamProcessorDescription = z.output<typeof described>;

/** Stream processors of the account and region. */
export const getStreamProcessors = defineFunction({
  name: "getStreamProcessors",
  doc: "All stream processors of the account in the region.",
  page: "ListStreamProcessors",
  inputs: {},
  result: z
    .strictObject({ streamProcessors: z.array(listed).describe("Names and statuses.") })
    .meta({ id: "GetStreamProcessorsResult", description: "Stream processors." }),
  async call({ aws }) {
    const found = await collected(pagesOf(aws, "ListStreamProcessors", {}), (page) => page.StreamProcessors);
    return { streamProcessors: found.map((one) => camelCased<z.output<typeof listed>>(one)) };
  },
});

/** One stream processor. */
export const getStreamProcessor = defineFunction({
  name: "getStreamProcessor",
  doc: "One stream processor, by its name. Fails if it does not exist.",
  page: "DescribeStreamProcessor",
  inputs: { name: argument(name128, "Name. 1 to 128 letters, digits and _ . -.") },
  result: described,
  async call({ aws, region }, { name }) {
    const found = await absentIfNotFound(aws.call("DescribeStreamProcessor", { Name: name }));
    // AWS's model has labels as any text, its documentation as one of four words.
    if (found !== undefined)
      return camelCased<StreamProcessorDescription>(found as AnswerFor<StreamProcessorDescription>);
    throw new RekognitionError("NotFound", `stream processor "${name}" does not exist in ${region}`);
  },
});
