import { isDeepStrictEqual } from "node:util";
import type { DescribeStreamProcessorResponse } from "@aws-sdk/client-rekognition";
import { type AnswerFor, camelCased } from "../../aws/camel-case.js";
import type { Bag, OnChange } from "../../schema/definition.js";
import { containsUnknown } from "../../schema/unknown.js";
import type { Inputs } from "./processor.js";

/** AWS raises every lower threshold to this one, and takes it where none is given. */
const LOWEST_FACE_MATCH_THRESHOLD = 80;
/** What AWS takes where no confidence is given. */
export const DEFAULT_MIN_CONFIDENCE = 50;

export const CONFIGURATION = [
  "input",
  "output",
  "settings",
  "roleArn",
  "notificationChannel",
  "kmsKeyId",
  "regionsOfInterest",
  "dataSharingPreference",
] as const;

/** The part of the inputs that the service describes. */
export type Configuration = Pick<Inputs, (typeof CONFIGURATION)[number]>;
type Region = NonNullable<Configuration["regionsOfInterest"]>[number];

/** A description in the form of the inputs; what AWS fills in by itself is in it too. */
export function configurationOf(value: DescribeStreamProcessorResponse): Configuration {
  const { Settings = {}, RegionsOfInterest: regions = [] } = value;
  const topic = value.NotificationChannel?.SNSTopicArn;
  const home = Settings.ConnectedHome && { ...Settings.ConnectedHome, Labels: Settings.ConnectedHome.Labels ?? [] };
  // AWS takes any text for a label; what it knows today is what the inputs allow.
  const settings = { ...Settings, ConnectedHome: home } as AnswerFor<Configuration["settings"]>;
  return {
    input: { kinesisVideoStream: { arn: value.Input?.KinesisVideoStream?.Arn ?? "" } },
    output: camelCased<Configuration["output"]>(value.Output ?? {}),
    settings: camelCased<Configuration["settings"]>(settings),
    roleArn: value.RoleArn ?? "",
    notificationChannel: topic === undefined ? undefined : { snsTopicArn: topic },
    kmsKeyId: value.KmsKeyId,
    regionsOfInterest: regions.length === 0 ? undefined : regions.map((one) => camelCased<Region>(one)),
    dataSharingPreference: value.DataSharingPreference?.OptIn === true ? { optIn: true } : undefined,
  };
}

/** Whether a field means the same to the service on both sides, however it is written. */
export function meansTheSame(
  field: keyof Configuration,
  one: Partial<Configuration>,
  other: Partial<Configuration>,
): boolean {
  if (field === "kmsKeyId") return isSameKey(one.kmsKeyId, other.kmsKeyId);
  return isDeepStrictEqual(effective[field](one), effective[field](other));
}

/** Settings as a program writes them, which says nothing of what AWS fills in by itself. */
export function withoutDefaults(seen: Configuration): Configuration {
  const { faceSearch, connectedHome } = seen.settings;
  const { collectionId = "", faceMatchThreshold } = faceSearch ?? {};
  const { labels = [], minConfidence } = connectedHome ?? {};
  const bare: Configuration["settings"] = {
    ...(faceSearch && {
      faceSearch: { collectionId, ...(faceMatchThreshold !== LOWEST_FACE_MATCH_THRESHOLD && { faceMatchThreshold }) },
    }),
    ...(connectedHome && {
      connectedHome: { labels, ...(minConfidence !== DEFAULT_MIN_CONFIDENCE && { minConfidence }) },
    }),
  };
  return { ...seen, settings: bare };
}

/** The fields with AWS's defaults filled in, in one order, at AWS's precision. */
const effective: Readonly<Record<Exclude<keyof Configuration, "kmsKeyId">, (of: Partial<Configuration>) => unknown>> = {
  input: ({ input }) => input,
  roleArn: ({ roleArn }) => roleArn,
  notificationChannel: ({ notificationChannel }) => notificationChannel,
  output: ({ output }) => ({
    dataStream: output?.kinesisDataStream?.arn,
    bucket: output?.s3Destination?.bucket,
    keyPrefix: output?.s3Destination?.keyPrefix ?? "",
  }),
  settings: ({ settings }) => ({
    faceSearch: settings?.faceSearch && {
      collectionId: settings.faceSearch.collectionId,
      faceMatchThreshold: Math.max(single(settings.faceSearch.faceMatchThreshold ?? 0), LOWEST_FACE_MATCH_THRESHOLD),
    },
    connectedHome: settings?.connectedHome && {
      labels: [...settings.connectedHome.labels].sort(),
      minConfidence: single(settings.connectedHome.minConfidence ?? DEFAULT_MIN_CONFIDENCE),
    },
  }),
  regionsOfInterest: ({ regionsOfInterest = [] }) =>
    regionsOfInterest.map(({ boundingBox: box, polygon }) => ({
      boundingBox: box && [box.left, box.top, box.width, box.height].map(single),
      polygon: polygon?.map(({ x, y }) => [single(x), single(y)]),
    })),
  dataSharingPreference: ({ dataSharingPreference }) => dataSharingPreference?.optIn ?? false,
};

/** The service's numbers have single precision: 0.1 may come back as 0.10000000149. */
function single(value: number): number {
  return Math.fround(value);
}

/** A key that was given by its id is described by its ARN; which key an alias stands for, Rekognition does not say. */
function isSameKey(one: string | undefined, other: string | undefined): boolean {
  if (one === other) return true;
  if (one === undefined || other === undefined) return false;
  return one.includes("alias/") || one.endsWith(`key/${other}`) || other.endsWith(`key/${one}`);
}

/**
 * What a changed field asks for where UpdateStreamProcessor takes it for connected home only: there an update, for face
 * search a replacement, unless it is only written otherwise (AWS's own default left out, say).
 */
export function inPlaceForConnectedHome(
  field: "settings" | "regionsOfInterest" | "dataSharingPreference",
): (olds: Bag, news: Bag) => OnChange {
  return (olds, news) => {
    if (isConnectedHome(olds) && isConnectedHome(news)) return "update";
    const before = olds[field];
    const after = news[field];
    // Asked about inputs and the same inputs, the answer is what any change of them would mean.
    if (isDeepStrictEqual(before, after) || containsUnknown(before) || containsUnknown(after)) return "replace";
    return meansTheSame(field, olds, news) ? "local" : "replace";
  };
}

/** Whether the settings are those of connected home, as far as they are known. */
export function isConnectedHome(inputs: { readonly settings?: unknown }): boolean {
  const { settings } = inputs;
  return (
    typeof settings === "object" &&
    settings !== null &&
    (settings as { connectedHome?: unknown }).connectedHome !== undefined
  );
}
