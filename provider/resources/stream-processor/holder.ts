import { isRekognitionError } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { configurationOf } from "./described.js";
import { type Inputs, find, subjectOf } from "./processor.js";

/** More are not looked through: an account may have 10,000. */
const MOST_LOOKED_AT = 100;

/** A stream processor that has a stream which another one asks for. */
export interface Holder {
  readonly arn: string;
  /** As in `video stream ARN feeds stream processor "x"`. */
  readonly told: string;
}

/** Another stream processor that has one of the streams; undefined where none shows. */
export async function findHolder(context: OperationContext, inputs: Inputs): Promise<Holder | undefined> {
  const names = await namesIfAllowed(context);
  for (const name of names.slice(0, MOST_LOOKED_AT)) {
    const found = await find(context, name);
    if (found === undefined) continue;
    const is = configurationOf(found.value);
    const video = inputs.input.kinesisVideoStream.arn;
    const data = inputs.output.kinesisDataStream?.arn;
    const arn = found.value.StreamProcessorArn ?? "";
    if (is.input.kinesisVideoStream.arn === video)
      return { arn, told: `video stream ${video} feeds ${subjectOf(name)}` };
    if (data !== undefined && is.output.kinesisDataStream?.arn === data) {
      return { arn, told: `data stream ${data} takes the results of ${subjectOf(name)}` };
    }
  }
  return undefined;
}

/** Only a better message hangs on it, so it is no permission that a create needs. */
async function namesIfAllowed(context: OperationContext): Promise<readonly string[]> {
  try {
    return await context.describe.streamProcessorNames();
  } catch (error) {
    if (isRekognitionError(error, "StreamProcessorAccessDenied")) return [];
    throw error;
  }
}
