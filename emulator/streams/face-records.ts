import type { FaceMatch } from "@aws-sdk/client-rekognition";
import type { EventArgs } from "../events/shapes.js";
import { usualDetail } from "../operations/faces/details.js";
import { MOST_CONFIDENT } from "../operations/video/start.js";
import { personSubjects } from "../operations/video/subjects.js";
import type { Wire } from "../protocol/wire.js";
import { processorOf } from "../store/lookup.js";
import type { Scope } from "../store/scope.js";
import type { StreamProcessor } from "../store/things.js";
import type { World } from "../world.js";
import { framePlace } from "./fragments.js";
import type { FaceSearchRecord, FaceSearchResult } from "./records.js";
import { shownTo, videoStreamArnOf, videoStreamName } from "./shown.js";

/** A video has no more than 25 frames a second. */
const SHORTEST_FRAME_MS = 40;
/** Where much time passes at once, only its last frames are analysed: nobody reads a month of them. */
const MOST_FRAMES_AT_ONCE = 20;
const DEFAULT_THRESHOLD = 80;

/** What a record says of a face of the collection: less than other answers do. */
function matched({
  Similarity = MOST_CONFIDENT,
  Face = {},
}: Wire<FaceMatch>): FaceSearchResult["MatchedFaces"][number] {
  const { BoundingBox, Confidence, ExternalImageId, FaceId, ImageId } = Face;
  return { Similarity, Face: { BoundingBox, Confidence, ExternalImageId, FaceId, ImageId } };
}

function facesIn(world: World, scope: Scope, processor: StreamProcessor): FaceSearchResult[] {
  const { CollectionId = "", FaceMatchThreshold = DEFAULT_THRESHOLD } = processor.config.Settings.FaceSearch ?? {};
  const collection = scope.collections.get(CollectionId);
  if (collection === undefined) return [];
  const key = `stream/${videoStreamName(processor)}`;
  const people = personSubjects(shownTo(world, processor), key, collection, FaceMatchThreshold, MOST_CONFIDENT);
  return people.flatMap(({ found, matches = [] }) =>
    found === undefined ? [] : [{ DetectedFace: usualDetail(found), MatchedFaces: matches.map(matched) }],
  );
}

function recordOf(
  world: World,
  scope: Scope,
  processor: StreamProcessor,
  startedAtMs: number,
  atMs: number,
): FaceSearchRecord {
  const place = framePlace(startedAtMs, atMs - startedAtMs);
  return {
    InputInformation: {
      KinesisVideo: {
        StreamArn: videoStreamArnOf(processor),
        FragmentNumber: place.fragmentNumber,
        ServerTimestamp: place.serverMs / 1000,
        ProducerTimestamp: place.producerMs / 1000,
        FrameOffsetInSeconds: place.offsetMs / 1000,
      },
    },
    StreamProcessorInformation: { Status: "RUNNING" },
    FaceSearchResponse: facesIn(world, scope, processor),
  };
}

/** From now on the frames of the stream are analysed, until the processor is told otherwise. */
export function beginAnalysis(world: World, processor: StreamProcessor, startedAtMs: number): void {
  processor.pending = world.timeline.at(startedAtMs, "frameAnalysed", { processor: processor.arn, startedAtMs });
}

/** A frame is analysed, and the next one planned. */
export function analyseFrame(world: World, args: EventArgs["frameAnalysed"], atMs: number): void {
  const owned = processorOf(world.store, args.processor);
  if (owned === undefined) return;
  const { scope, processor } = owned;
  const { startedAtMs } = args;
  world.records.add({
    atMs,
    account: scope.account,
    region: scope.region,
    streamArn: processor.config.Output.KinesisDataStream?.Arn ?? "",
    processor: processor.name,
    record: recordOf(world, scope, processor, startedAtMs, atMs),
  });
  const frameMs = Math.max(SHORTEST_FRAME_MS, world.switches.faceSearchFrameMs);
  const passed = Math.floor((world.clock.nowMs() - startedAtMs) / frameMs) - MOST_FRAMES_AT_ONCE + 1;
  const nextMs = Math.max(atMs + frameMs, startedAtMs + passed * frameMs);
  processor.pending = world.timeline.at(nextMs, "frameAnalysed", args);
}
