import type { RegionOfInterest, UpdateStreamProcessorRequest } from "@aws-sdk/client-rekognition";
import { accessDenied, invalidParameter } from "../protocol/errors.js";
import type { Wire } from "../protocol/wire.js";
import type { StreamProcessor, StreamProcessorConfig } from "../store/things.js";
import type { Call } from "../world.js";

/** The two kinds have different rules for almost everything. */
export type ProcessorKind = "faceSearch" | "connectedHome";

const CONNECTED_HOME_LABELS = ["PERSON", "PET", "PACKAGE", "ALL"];
const LOWEST_FACE_MATCH_THRESHOLD = 80;
const DEFAULT_MIN_CONFIDENCE = 50;

export const kindOf = (processor: StreamProcessor): ProcessorKind =>
  processor.config.Settings.ConnectedHome === undefined ? "faceSearch" : "connectedHome";

/** Accounts and Regions without the feature get an AccessDeniedException that has no text. */
export function checkAvailability(call: Call, kind: ProcessorKind | undefined): void {
  const { streamProcessorsClosed, connectedHomeRegions } = call.world.switches;
  const closedHere = kind === "connectedHome" && !connectedHomeRegions.includes(call.scope.region);
  if (streamProcessorsClosed || closedHere) throw accessDenied("");
}

function checkLabels(labels: readonly string[] | undefined): void {
  const unknown = labels?.find((label) => !CONNECTED_HOME_LABELS.includes(label));
  if (unknown !== undefined) throw invalidParameter(`Label ${unknown} is not supported.`);
}

const isRatio = (value: number | undefined): boolean => value === undefined || (value >= 0 && value <= 1);

function checkRegions(regions: readonly Wire<RegionOfInterest>[] | undefined): void {
  for (const { BoundingBox: box, Polygon: polygon } of regions ?? []) {
    if ((box === undefined) === (polygon === undefined)) {
      throw invalidParameter("A region of interest is either a bounding box or a polygon.");
    }
    const numbers = polygon?.flatMap((point) => [point.X, point.Y]) ?? [box?.Left, box?.Top, box?.Width, box?.Height];
    if (!numbers.every(isRatio)) throw invalidParameter("A region of interest is given in ratios from 0 to 1.");
    if (polygon !== undefined && (polygon.length < 3 || polygon.length > 10)) {
      throw invalidParameter("A polygon has 3 to 10 points.");
    }
  }
}

/** What belongs together: face search with a data stream, connected home with S3 and a notification channel. */
export function checkConfig(call: Call, config: StreamProcessorConfig): void {
  const { FaceSearch: faceSearch, ConnectedHome: connectedHome } = config.Settings;
  const { KinesisDataStream: dataStream, S3Destination: bucket } = config.Output;
  if ((faceSearch === undefined) === (connectedHome === undefined)) {
    throw invalidParameter("Settings must have either FaceSearch or ConnectedHome.");
  }
  if (config.Input.KinesisVideoStream?.Arn === undefined)
    throw invalidParameter("Input must have a KinesisVideoStream.");
  checkRegions(config.RegionsOfInterest);
  if (connectedHome === undefined) {
    if (dataStream?.Arn === undefined || bucket !== undefined) {
      throw invalidParameter("FaceSearch needs a KinesisDataStream as output.");
    }
    if (faceSearch?.CollectionId === undefined) throw invalidParameter("FaceSearch needs a CollectionId.");
    return;
  }
  if (bucket?.Bucket === undefined || dataStream !== undefined) {
    throw invalidParameter("ConnectedHome needs an S3Destination as output.");
  }
  if (call.world.switches.connectedHomeNeedsNotification && config.NotificationChannel === undefined) {
    throw invalidParameter("ConnectedHome needs a NotificationChannel.");
  }
  checkLabels(connectedHome.Labels);
}

/** The configuration as it is described afterwards: defaults filled in. */
export function withDefaults(call: Call, config: StreamProcessorConfig): StreamProcessorConfig {
  const { FaceSearch: faceSearch, ConnectedHome: connectedHome } = config.Settings;
  const sharing = { DataSharingPreference: config.DataSharingPreference ?? { OptIn: false } };
  if (faceSearch !== undefined) {
    const threshold = Math.max(faceSearch.FaceMatchThreshold ?? 0, LOWEST_FACE_MATCH_THRESHOLD);
    const settings = { FaceSearch: { ...faceSearch, FaceMatchThreshold: threshold }, ConnectedHome: undefined };
    return { ...config, ...sharing, Settings: settings };
  }
  if (connectedHome === undefined || !call.world.switches.echoMinConfidence) return { ...config, ...sharing };
  const minConfidence = connectedHome.MinConfidence ?? DEFAULT_MIN_CONFIDENCE;
  return {
    ...config,
    ...sharing,
    Settings: { FaceSearch: undefined, ConnectedHome: { ...connectedHome, MinConfidence: minConfidence } },
  };
}

/** A connected home processor's configuration after an update. */
export function updated(
  call: Call,
  config: StreamProcessorConfig,
  input: Wire<UpdateStreamProcessorRequest>,
): StreamProcessorConfig {
  const change = input.SettingsForUpdate?.ConnectedHomeForUpdate;
  const removed = new Set(input.ParametersToDelete);
  const home = config.Settings.ConnectedHome ?? { Labels: [], MinConfidence: undefined };
  checkLabels(change?.Labels);
  checkRegions(input.RegionsOfInterestForUpdate);
  const keptConfidence = removed.has("ConnectedHomeMinConfidence") ? undefined : home.MinConfidence;
  const keptRegions = removed.has("RegionsOfInterest") ? undefined : config.RegionsOfInterest;
  return withDefaults(call, {
    ...config,
    Settings: {
      FaceSearch: undefined,
      ConnectedHome: {
        Labels: change?.Labels ?? home.Labels,
        MinConfidence: change?.MinConfidence ?? keptConfidence,
      },
    },
    RegionsOfInterest: input.RegionsOfInterestForUpdate ?? keptRegions,
    DataSharingPreference: input.DataSharingPreferenceForUpdate ?? config.DataSharingPreference,
  });
}
