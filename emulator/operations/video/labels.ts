import type {
  ContentModerationDetection,
  GetContentModerationRequest,
  GetContentModerationResponse,
  GetLabelDetectionRequest,
  GetLabelDetectionResponse,
  GetTextDetectionRequest,
  GetTextDetectionResponse,
  LabelDetection,
} from "@aws-sdk/client-rekognition";
import type { Wire } from "../../protocol/wire.js";
import type { Call } from "../../world.js";
import type { Handler } from "../handler.js";
import { contentTypeList } from "../moderation/detect.js";
import { boxOf } from "./boxes.js";
import { resultsOf } from "./results.js";
import type { Detection, View } from "./results.js";

/** How labels are asked for. */
interface LabelView {
  readonly SortBy?: "NAME" | "TIMESTAMP" | undefined;
  readonly AggregateBy?: "TIMESTAMPS" | "SEGMENTS" | undefined;
}

const viewOf = ({ SortBy, AggregateBy }: LabelView): View => ({
  order: SortBy === "NAME" ? "byKind" : "byTime",
  bySegment: AggregateBy === "SEGMENTS",
});

/** What a request is taken for, said in the answer. */
const requestMetadata = ({ SortBy = "TIMESTAMP", AggregateBy = "TIMESTAMPS" }: LabelView) => ({ SortBy, AggregateBy });

/** When it is: a moment, or from one to another. */
function times(call: Call, { startMs, endMs }: Detection, view: View) {
  const { segmentsHaveTimestamp } = call.world.switches;
  const segment = view.bySegment ? { start: startMs, end: endMs, duration: endMs - startMs } : undefined;
  return {
    Timestamp: segment === undefined || segmentsHaveTimestamp ? startMs : undefined,
    StartTimestampMillis: segment?.start,
    EndTimestampMillis: segment?.end,
    DurationMillis: segment?.duration,
  };
}

/** Segments do not say where in the picture a label is. */
function labelOf(detection: Detection, view: View): Wire<LabelDetection>["Label"] {
  const { subject, confidence } = detection;
  const isPlaced = !view.bySegment && subject.isPlaced === true;
  const instance = { BoundingBox: boxOf(detection), Confidence: confidence, DominantColors: undefined };
  return {
    Name: subject.name,
    Confidence: confidence,
    Instances: view.bySegment ? undefined : isPlaced ? [instance] : [],
    Parents: subject.parent === undefined ? [] : [{ Name: subject.parent }],
    Aliases: [],
    Categories: (subject.categories ?? []).map((Name) => ({ Name })),
  };
}

export const getLabelDetection: Handler<GetLabelDetectionRequest, GetLabelDetectionResponse> = (input, call) => {
  const view = viewOf(input);
  const { head, detections } = resultsOf(call, "LabelDetection", input, view);
  const isDone = detections !== undefined;
  return {
    ...head,
    Labels: detections?.map((each) => ({ ...times(call, each, view), Label: labelOf(each, view) })),
    LabelModelVersion: isDone ? call.world.switches.labelModelVersion : undefined,
    GetRequestMetadata: isDone ? requestMetadata(input) : undefined,
  };
};

export const getTextDetection: Handler<GetTextDetectionRequest, GetTextDetectionResponse> = (input, call) => {
  const { head, detections } = resultsOf(call, "TextDetection", input, { order: "byTime", bySegment: false });
  return {
    ...head,
    TextDetections: detections?.map(({ startMs, subject }) => ({ Timestamp: startMs, TextDetection: subject.text })),
    TextModelVersion: detections === undefined ? undefined : call.world.switches.textModelVersion,
  };
};

function moderationOf(call: Call, detection: Detection, view: View): Wire<ContentModerationDetection> {
  const { subject, confidence, job } = detection;
  return {
    ...times(call, detection, view),
    ModerationLabel: {
      Confidence: confidence,
      Name: subject.name,
      ParentName: subject.parent ?? "",
      TaxonomyLevel: subject.level ?? (subject.parent === undefined ? 1 : 2),
    },
    ContentTypes: contentTypeList(job.id),
  };
}

export const getContentModeration: Handler<GetContentModerationRequest, GetContentModerationResponse> = (
  input,
  call,
) => {
  const view = viewOf(input);
  const { head, detections } = resultsOf(call, "ContentModeration", input, view);
  const isDone = detections !== undefined;
  return {
    ...head,
    ModerationLabels: detections?.map((each) => moderationOf(call, each, view)),
    ModerationModelVersion: isDone ? call.world.switches.moderationModelVersion : undefined,
    GetRequestMetadata: isDone ? requestMetadata(input) : undefined,
  };
};
