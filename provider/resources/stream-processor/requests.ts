import type {
  ConnectedHomeSettingsForUpdate,
  CreateStreamProcessorRequest,
  DescribeStreamProcessorResponse,
  StreamProcessorParameterToDelete,
  UpdateStreamProcessorRequest,
} from "@aws-sdk/client-rekognition";
import { awsCased } from "../../aws/camel-case.js";
import { settledFrom } from "../../lifecycle/at-rest.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { untilTaken } from "../../lifecycle/until-taken.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { type Configuration, configurationOf, meansTheSame } from "./effective.js";
import { type Found, type Inputs, nameOf, processorOf } from "./processor.js";
import { there } from "./run-state.js";
import { DEFAULT_MIN_CONFIDENCE } from "./shapes.js";
import { settled } from "./states.js";

type ConnectedHome = NonNullable<Configuration["settings"]["connectedHome"]>;

/** The inputs in AWS's form. */
export function createRequest(
  name: string,
  inputs: Inputs,
  tags: Record<string, string>,
): CreateStreamProcessorRequest {
  const { roleArn, input, output, settings, notificationChannel, kmsKeyId, dataSharingPreference } = inputs;
  const asked = { name, roleArn, input, output, settings, notificationChannel, kmsKeyId, dataSharingPreference };
  const { regionsOfInterest = [] } = inputs;
  const regions = regionsOfInterest.length > 0 ? { RegionsOfInterest: awsCased(regionsOfInterest) } : {};
  return { ...awsCased(asked), ...regions, Tags: tags };
}

/** Changes what AWS lets one change of connected home; a session that goes on is waited out first. */
export async function updateInPlace(
  context: OperationContext,
  arn: string,
  from: Found,
  inputs: Inputs,
  before: Inputs | undefined,
): Promise<Found> {
  const thing = processorOf(context, arn);
  if (updateRequest(nameOf(arn), from.value, inputs, before) === undefined) {
    // A session is the application's affair; a change that an earlier run asked for is ours.
    return from.status === "UPDATING" ? there(arn, settledFrom(context, thing, from)) : from;
  }
  await untilTaken(context, thing, "can be updated", async (now) => {
    const atRest = await settledFrom(context, thing, now);
    const request = atRest && updateRequest(nameOf(arn), atRest.value, inputs, before);
    if (request !== undefined) await context.aws.call("UpdateStreamProcessor", request);
    return undefined;
  });
  return there(arn, (await waitForState(context, thing, settled)).observed);
}

/**
 * What brings a connected home processor, as it is described, to the inputs; undefined where nothing is to be done.
 * `before` are the inputs recorded until now.
 */
export function updateRequest(
  name: string,
  described: DescribeStreamProcessorResponse,
  inputs: Inputs,
  before: Inputs | undefined,
): UpdateStreamProcessorRequest | undefined {
  const now = configurationOf(described);
  const asked = inputs.settings.connectedHome;
  const is = now.settings.connectedHome;
  if (asked === undefined || is === undefined) return undefined;
  const home = homeChange(asked, is);
  const regions = inputs.regionsOfInterest ?? [];
  const regionsDiffer = !meansTheSame("regionsOfInterest", inputs, now);
  const removed: StreamProcessorParameterToDelete[] = [];
  if (isConfidenceRemoved(asked, is, before?.settings.connectedHome)) removed.push("ConnectedHomeMinConfidence");
  if (regionsDiffer && regions.length === 0) removed.push("RegionsOfInterest");
  const changes: Omit<UpdateStreamProcessorRequest, "Name"> = {
    ...(home && { SettingsForUpdate: { ConnectedHomeForUpdate: home } }),
    ...(regionsDiffer && regions.length > 0 && { RegionsOfInterestForUpdate: awsCased(regions) }),
    ...(!meansTheSame("dataSharingPreference", inputs, now) && {
      DataSharingPreferenceForUpdate: { OptIn: inputs.dataSharingPreference?.optIn ?? false },
    }),
    ...(removed.length > 0 && { ParametersToDelete: removed }),
  };
  return Object.keys(changes).length === 0 ? undefined : { Name: name, ...changes };
}

function homeChange(asked: ConnectedHome, is: ConnectedHome): ConnectedHomeSettingsForUpdate | undefined {
  const sameLabels = [...asked.labels].sort().join() === [...is.labels].sort().join();
  const sameConfidence =
    asked.minConfidence === undefined || Math.fround(asked.minConfidence) === Math.fround(is.minConfidence ?? NaN);
  if (sameLabels && sameConfidence) return undefined;
  return {
    ...(!sameLabels && { Labels: asked.labels }),
    ...(!sameConfidence && { MinConfidence: asked.minConfidence }),
  };
}

/** AWS describes its default confidence as if it had been given: then the record tells whether it was. */
function isConfidenceRemoved(asked: ConnectedHome, is: ConnectedHome, before: ConnectedHome | undefined): boolean {
  if (asked.minConfidence !== undefined || is.minConfidence === undefined) return false;
  return is.minConfidence !== DEFAULT_MIN_CONFIDENCE || before?.minConfidence !== undefined;
}
