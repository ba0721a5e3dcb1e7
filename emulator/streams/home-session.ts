import { digestOf } from "../digest.js";
import type { EventArgs } from "../events/shapes.js";
import { processorOf } from "../store/lookup.js";
import type { Scope } from "../store/scope.js";
import type { StreamProcessor } from "../store/things.js";
import { isMissingBucket } from "../training-results/output-bucket.js";
import type { World } from "../world.js";
import { framePlace } from "./fragments.js";
import { frameImages } from "./frame-images.js";
import { homeLabels } from "./home-labels.js";
import type { HomeLabel } from "./home-labels.js";
import type { StreamLabel, StreamMessage } from "./messages.js";
import { videoStreamArnOf } from "./shown.js";

type Going = EventArgs["sessionGoesOn"];
type Session = Going["session"];

const SUBJECT = "Rekognition Stream Processing Event";
/** AWS does not publish its text. */
const SUCCEEDED = "Stream processing succeeded.";
/** The first thing is seen so much after the start, and each one so much after the one before it. */
const APART_MS = 1_000;
const seenAfterMs = (index: number): number => (index + 1) * APART_MS;

const frameFile = (id: string): string => `frames/${id}.jpg`;
const croppedFile = (id: string): string => `cropped/${id}.jpg`;
const SUMMARY_FILE = "summary.json";

interface Owned {
  readonly scope: Scope;
  readonly processor: StreamProcessor;
}

/** Where AWS puts a file of a session: its guide names everything but the last part. */
function keyOf({ config, name }: StreamProcessor, session: Session, file: string): string {
  const prefix = config.Output.S3Destination?.KeyPrefix ?? "";
  const folder = prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`;
  return `${folder}${name}/${session.id}/${file}`;
}

const bucketOf = ({ config }: StreamProcessor): string => config.Output.S3Destination?.Bucket ?? "";

/** AWS does not say what becomes of a session whose files cannot be written; here it goes on. */
function write(
  world: World,
  processor: StreamProcessor,
  files: Readonly<Record<string, Buffer | string>>,
  contentType: string,
): void {
  const bucket = bucketOf(processor);
  if (isMissingBucket(world, bucket)) return;
  if (!world.buckets.isForeign(bucket)) world.buckets.createBucket(bucket);
  try {
    for (const [key, bytes] of Object.entries(files)) world.buckets.put(bucket, key, bytes, { contentType });
  } catch {
    // Keys that the user's folder cannot have.
  }
}

function publish(
  { notifications }: World,
  { scope, processor }: Owned,
  session: Pick<Session, "id" | "request">,
  atMs: number,
  about: Pick<StreamMessage, "inputInformation" | "eventNamespace" | "labels" | "streamProcessingResults">,
): void {
  const { NotificationChannel: channel, RoleArn: roleArn } = processor.config;
  if (channel === undefined) return;
  notifications.add({
    atMs,
    account: scope.account,
    region: scope.region,
    topicArn: channel.SNSTopicArn,
    roleArn,
    subject: SUBJECT,
    message: {
      ...about,
      eventId: digestOf(`${session.id}/${atMs}`),
      tags: processor.tags.value,
      sessionId: session.id,
      startStreamProcessorRequest: session.request,
    },
  });
}

/** Says that a session is over, and why. */
export function publishEnd(
  world: World,
  owned: Owned,
  session: Pick<Session, "id" | "request">,
  atMs: number,
  end: { readonly durationMs: number; readonly message: string },
): void {
  publish(world, owned, session, atMs, {
    inputInformation: {
      kinesisVideo: { streamArn: videoStreamArnOf(owned.processor), processedVideoDurationMillis: end.durationMs },
    },
    eventNamespace: { type: "STREAM_PROCESSING_COMPLETE" },
    streamProcessingResults: { message: end.message },
  });
}

/** A label as it is told, and where its images are. @param index how many were seen before it */
function streamLabel(processor: StreamProcessor, session: Session, label: HomeLabel, index: number): StreamLabel {
  const { left, top, width, height } = label.box;
  const { producerTimestamp, fragment, startedAtMs } = session;
  const place = framePlace(producerTimestamp ?? startedAtMs, seenAfterMs(index), fragment);
  const id = String(index + 1);
  const uri = (file: string): string => `s3://${bucketOf(processor)}/${keyOf(processor, session, file)}`;
  return {
    id,
    name: label.name,
    confidence: label.confidence,
    frameImageUri: uri(frameFile(id)),
    croppedImageUri: uri(croppedFile(id)),
    videoMapping: {
      kinesisVideoMapping: {
        fragmentNumber: place.fragmentNumber,
        serverTimestamp: place.serverMs,
        producerTimestamp: place.producerMs,
        frameOffsetMillis: place.offsetMs,
      },
    },
    boundingBox: { left, top, height, width },
  };
}

function goOn(world: World, processor: StreamProcessor, { session, found, upcoming }: Omit<Going, "processor">): void {
  const seenMs = seenAfterMs(found.length);
  const isSeen = upcoming.length > 0 && seenMs < session.durationMs;
  const atMs = session.startedAtMs + (isSeen ? seenMs : session.durationMs);
  const args = { processor: processor.arn, session, found, upcoming: isSeen ? upcoming : [] };
  processor.pending = world.timeline.at(atMs, "sessionGoesOn", args);
}

/** Begins a session of connected home: what it looks for is seen a second apart, as long as the session lasts. */
export function beginSession(world: World, processor: StreamProcessor, session: Session): void {
  goOn(world, processor, { session, found: [], upcoming: [...homeLabels(world, processor)] });
}

function see(world: World, owned: Owned, { session, found, upcoming }: Going, next: HomeLabel, atMs: number): void {
  const { processor } = owned;
  const label = streamLabel(processor, session, next, found.length);
  const { frame, cropped } = frameImages(next.box);
  const files = {
    [keyOf(processor, session, frameFile(label.id))]: frame,
    [keyOf(processor, session, croppedFile(label.id))]: cropped,
  };
  write(world, processor, files, "image/jpeg");
  publish(world, owned, session, atMs, {
    inputInformation: { kinesisVideo: { streamArn: videoStreamArnOf(processor) } },
    eventNamespace: { type: "LABEL_DETECTED" },
    labels: [label],
  });
  goOn(world, processor, { session, found: [...found, next], upcoming: upcoming.slice(1) });
}

function end(world: World, owned: Owned, { session, found }: Going, atMs: number): void {
  const { processor } = owned;
  const { durationMs } = session;
  processor.status.set("STOPPED", atMs);
  const summary = {
    streamArn: videoStreamArnOf(processor),
    sessionId: session.id,
    processedVideoDurationMillis: durationMs,
    labels: found.map((label, index) => streamLabel(processor, session, label, index)),
  };
  const file = { [keyOf(processor, session, SUMMARY_FILE)]: JSON.stringify(summary) };
  write(world, processor, file, "application/json");
  publishEnd(world, owned, session, atMs, { durationMs, message: SUCCEEDED });
}

/** The next thing is seen, or the session ends. */
export function continueSession(world: World, args: Going, atMs: number): void {
  const owned = processorOf(world.store, args.processor);
  if (owned === undefined) return;
  owned.processor.pending = undefined;
  const [next] = args.upcoming;
  if (next === undefined) end(world, owned, args, atMs);
  else see(world, owned, args, next, atMs);
}
