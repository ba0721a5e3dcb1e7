import type {
  ConnectedHomeSettingsForUpdate,
  CreateStreamProcessorRequest,
  DescribeStreamProcessorResponse,
  StreamProcessorParameterToDelete,
  StreamProcessorStatus,
  UpdateStreamProcessorRequest,
} from "@aws-sdk/client-rekognition";
import { awsCased } from "../../aws/camel-case.js";
import { RekognitionError } from "../../base/errors.js";
import { settledFrom } from "../../lifecycle/at-rest.js";
import { type Ensurable, type Ensured, ensureExists, isLeftover } from "../../lifecycle/ensure.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { untilAccepted, untilTaken } from "../../lifecycle/until-taken.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { ifAllowed } from "../../observe/asking.js";
import {
  CONFIGURATION,
  type Configuration,
  configurationOf,
  DEFAULT_MIN_CONFIDENCE,
  meansTheSame,
} from "./configuration.js";
import {
  activity,
  arnOf,
  find,
  type Found,
  type Inputs,
  nameOf,
  processorOf,
  settled,
  soughtProcessor,
  subjectOf,
} from "./processor.js";
import { deleteProcessor } from "./removal.js";
import { there } from "./run-state.js";

/** Makes the stream processor, or finds the one that an interrupted create made. */
export function ensureProcessor(context: OperationContext, name: string, inputs: Inputs): Promise<Ensured> {
  const kind: Ensurable<StreamProcessorStatus, DescribeStreamProcessorResponse> = {
    ...soughtProcessor(context, name),
    beingMade: [],
    create: (tags) => createWhenFree(context, name, inputs, tags),
    discard: ({ value }) => discard(context, arnOf(value)),
    differences: (value) => differences(inputs, value),
  };
  return ensureExists(context, kind, inputs);
}

/** A deleted processor blocks its name and its video stream for some seconds; what lasts longer has another cause. */
export const TOMBSTONE_MS = 45_000;

/** Creates it as soon as nothing blocks its name or its streams any more. */
async function createWhenFree(
  context: OperationContext,
  name: string,
  inputs: Inputs,
  tags: Record<string, string>,
): Promise<string> {
  let since = context.clock.monotonicMs();
  let hasLooked = false;
  const create = async (): Promise<string> =>
    arnOf(await context.aws.call("CreateStreamProcessor", createRequest(name, inputs, tags)));
  const isBlocked = async ({ code }: RekognitionError): Promise<boolean> => {
    if (code !== "Busy" || (await find(context, name)) !== undefined) return false;
    if (!hasLooked && context.clock.monotonicMs() - since > TOMBSTONE_MS) {
      hasLooked = !(await freed(context, name, inputs));
      if (!hasLooked) since = context.clock.monotonicMs();
    }
    return true;
  };
  const until = "can be created; its name or a stream is still in use";
  return untilAccepted(context, subjectOf(name), until, create, isBlocked);
}

/**
 * Whether something stood in the way that was our own, and is gone now: what an interrupted create of this very resource
 * made under another name. Fails where a stream is somebody else's.
 */
async function freed(context: OperationContext, name: string, inputs: Inputs): Promise<boolean> {
  const holder = await findHolder(context, inputs);
  if (holder === undefined) return false;
  if (!(await isLeftover(context, holder.arn))) {
    throw new RekognitionError("StreamInUse", `${subjectOf(name)}: ${holder.told}`);
  }
  await discard(context, holder.arn);
  return true;
}

/** More are not looked through: an account may have 10,000. */
const MOST_LOOKED_AT = 100;

/** A stream processor that has a stream which another one asks for. */
interface Holder {
  readonly arn: string;
  /** As in `video stream ARN feeds stream processor "x"`. */
  readonly told: string;
}

/** Another stream processor that has one of the streams; undefined where none shows. */
async function findHolder(context: OperationContext, inputs: Inputs): Promise<Holder | undefined> {
  // Only a better message hangs on it, so it is no permission that a create needs.
  const names = await ifAllowed(context.describe.streamProcessorNames());
  for (const name of (names?.seen ?? []).slice(0, MOST_LOOKED_AT)) {
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

async function discard(context: OperationContext, arn: string): Promise<void> {
  await deleteProcessor(context, arn);
  context.warn(
    `${subjectOf(nameOf(arn))} was deleted: an interrupted create of this resource had made it from other inputs.`,
  );
}

/** For `adopt: true`: what of the description is not as asked. */
function differences(inputs: Inputs, value: DescribeStreamProcessorResponse): string[] {
  const is = configurationOf(value);
  const list = CONFIGURATION.filter((field) => !meansTheSame(field, inputs, is)).map(
    (field) => `its ${field} is ${JSON.stringify(is[field] ?? null)}`,
  );
  if (value.Status === "FAILED") list.push(`it has failed (${value.StatusMessage ?? "AWS gives no reason"})`);
  const runs = activity.or(value.Status, "unknown") !== "idle" && inputs.settings.faceSearch !== undefined;
  if (runs && inputs.running !== true) list.push(`it is ${value.Status ?? ""} and \`running\` is not set`);
  return list;
}

type ConnectedHome = NonNullable<Configuration["settings"]["connectedHome"]>;

/** The inputs in AWS's form. */
function createRequest(name: string, inputs: Inputs, tags: Record<string, string>): CreateStreamProcessorRequest {
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
