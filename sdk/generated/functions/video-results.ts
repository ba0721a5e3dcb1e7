/* Generated from the definitions in provider/functions by `npm run generate`: change those instead. */
import type * as pulumi from "@pulumi/pulumi";
import {
  type FunctionOptions,
  type FunctionOutputOptions,
  invoke,
  invokeOutput,
  iterate,
} from "../../functions/invoke.js";
import type {
  CelebrityRecognition,
  ContentModerationDetection,
  FaceDetection,
  GetCelebrityRecognitionResult,
  GetContentModerationResult,
  GetFaceDetectionResult,
  GetFaceSearchResult,
  GetLabelDetectionResult,
  LabelDetection,
  PersonMatch,
} from "../results.js";

/** Arguments of {@link getLabelDetection}. */
export interface GetLabelDetectionArgs {
  /** Id of the job, as in `job.jobId`. AWS deletes the job and its results after 7 days. */
  jobId: string;
  /** Maximum number of results, over as many pages as needed. Default 1,000. All are held in memory; in TypeScript, the iterator holds one page. */
  maxResults?: number | undefined;
  /** Order: by label and then by time, or by time only. Default TIMESTAMP. */
  sortBy?: "NAME" | "TIMESTAMP" | undefined;
  /** One result per point in time, or one per segment in which a label is visible continuously. Default TIMESTAMPS. */
  aggregateBy?: "TIMESTAMPS" | "SEGMENTS" | undefined;
}

/** Arguments of {@link getLabelDetectionOutput}. */
export interface GetLabelDetectionOutputArgs {
  /** Id of the job, as in `job.jobId`. AWS deletes the job and its results after 7 days. */
  jobId: pulumi.Input<string>;
  /** Maximum number of results, over as many pages as needed. Default 1,000. All are held in memory; in TypeScript, the iterator holds one page. */
  maxResults?: pulumi.Input<number | undefined>;
  /** Order: by label and then by time, or by time only. Default TIMESTAMP. */
  sortBy?: pulumi.Input<"NAME" | "TIMESTAMP" | undefined>;
  /** One result per point in time, or one per segment in which a label is visible continuously. Default TIMESTAMPS. */
  aggregateBy?: pulumi.Input<"TIMESTAMPS" | "SEGMENTS" | undefined>;
}

/**
 * The first labels that a job of LABEL_DETECTION found in a video. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_GetLabelDetection.html
 *
 * @example
 * ```ts
 * const { labels } = await rekognition.getLabelDetection({ jobId });
 * const found = rekognition.getLabelDetectionOutput({ jobId: job.jobId }).labels;
 * ```
 */
export function getLabelDetection(
  args: GetLabelDetectionArgs,
  options: FunctionOptions = {},
): Promise<GetLabelDetectionResult> {
  return invoke("getLabelDetection", args, options);
}

/**
 * The first labels that a job of LABEL_DETECTION found in a video. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_GetLabelDetection.html
 *
 * @example
 * ```ts
 * const { labels } = await rekognition.getLabelDetection({ jobId });
 * const found = rekognition.getLabelDetectionOutput({ jobId: job.jobId }).labels;
 * ```
 */
export function getLabelDetectionOutput(
  args: GetLabelDetectionOutputArgs,
  options: FunctionOutputOptions = {},
): pulumi.Output<GetLabelDetectionResult> {
  return invokeOutput("getLabelDetection", args, options);
}

/**
 * All labels that a job of LABEL_DETECTION found in a video, one at a time: no more than 1,000 are held in memory. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_GetLabelDetection.html
 *
 * @example
 * ```ts
 * for await (const { timestamp, label } of rekognition.iterateLabelDetection({ jobId })) {
 *   console.log(`${timestamp} ms: ${label.name}`);
 * }
 * ```
 */
export function iterateLabelDetection(
  args: GetLabelDetectionArgs,
  options: FunctionOptions = {},
): AsyncGenerator<LabelDetection, void, undefined> {
  return iterate("getLabelDetection", "labels", args, options);
}

/** Arguments of {@link getContentModeration}. */
export interface GetContentModerationArgs {
  /** Id of the job, as in `job.jobId`. AWS deletes the job and its results after 7 days. */
  jobId: string;
  /** Maximum number of results, over as many pages as needed. Default 1,000. All are held in memory; in TypeScript, the iterator holds one page. */
  maxResults?: number | undefined;
  /** Order: by label and then by time, or by time only. Default TIMESTAMP. */
  sortBy?: "NAME" | "TIMESTAMP" | undefined;
  /** One result per point in time, or one per segment in which a label is visible continuously. Default TIMESTAMPS. */
  aggregateBy?: "TIMESTAMPS" | "SEGMENTS" | undefined;
}

/** Arguments of {@link getContentModerationOutput}. */
export interface GetContentModerationOutputArgs {
  /** Id of the job, as in `job.jobId`. AWS deletes the job and its results after 7 days. */
  jobId: pulumi.Input<string>;
  /** Maximum number of results, over as many pages as needed. Default 1,000. All are held in memory; in TypeScript, the iterator holds one page. */
  maxResults?: pulumi.Input<number | undefined>;
  /** Order: by label and then by time, or by time only. Default TIMESTAMP. */
  sortBy?: pulumi.Input<"NAME" | "TIMESTAMP" | undefined>;
  /** One result per point in time, or one per segment in which a label is visible continuously. Default TIMESTAMPS. */
  aggregateBy?: pulumi.Input<"TIMESTAMPS" | "SEGMENTS" | undefined>;
}

/**
 * The first content that a job of CONTENT_MODERATION found in a video. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_GetContentModeration.html
 *
 * @example
 * ```ts
 * const { moderationLabels } = await rekognition.getContentModeration({ jobId });
 * const found = rekognition.getContentModerationOutput({ jobId: job.jobId }).moderationLabels;
 * ```
 */
export function getContentModeration(
  args: GetContentModerationArgs,
  options: FunctionOptions = {},
): Promise<GetContentModerationResult> {
  return invoke("getContentModeration", args, options);
}

/**
 * The first content that a job of CONTENT_MODERATION found in a video. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_GetContentModeration.html
 *
 * @example
 * ```ts
 * const { moderationLabels } = await rekognition.getContentModeration({ jobId });
 * const found = rekognition.getContentModerationOutput({ jobId: job.jobId }).moderationLabels;
 * ```
 */
export function getContentModerationOutput(
  args: GetContentModerationOutputArgs,
  options: FunctionOutputOptions = {},
): pulumi.Output<GetContentModerationResult> {
  return invokeOutput("getContentModeration", args, options);
}

/**
 * All content that a job of CONTENT_MODERATION found in a video, one at a time: no more than 1,000 are held in memory. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_GetContentModeration.html
 *
 * @example
 * ```ts
 * for await (const { timestamp, moderationLabel } of rekognition.iterateContentModeration({ jobId })) {
 *   console.log(`${timestamp} ms: ${moderationLabel.name}`);
 * }
 * ```
 */
export function iterateContentModeration(
  args: GetContentModerationArgs,
  options: FunctionOptions = {},
): AsyncGenerator<ContentModerationDetection, void, undefined> {
  return iterate("getContentModeration", "moderationLabels", args, options);
}

/** Arguments of {@link getFaceDetection}. */
export interface GetFaceDetectionArgs {
  /** Id of the job, as in `job.jobId`. AWS deletes the job and its results after 7 days. */
  jobId: string;
  /** Maximum number of results, over as many pages as needed. Default 1,000. All are held in memory; in TypeScript, the iterator holds one page. */
  maxResults?: number | undefined;
}

/** Arguments of {@link getFaceDetectionOutput}. */
export interface GetFaceDetectionOutputArgs {
  /** Id of the job, as in `job.jobId`. AWS deletes the job and its results after 7 days. */
  jobId: pulumi.Input<string>;
  /** Maximum number of results, over as many pages as needed. Default 1,000. All are held in memory; in TypeScript, the iterator holds one page. */
  maxResults?: pulumi.Input<number | undefined>;
}

/**
 * The first faces that a job of FACE_DETECTION found in a video. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_GetFaceDetection.html
 *
 * @example
 * ```ts
 * const { faces } = await rekognition.getFaceDetection({ jobId });
 * const found = rekognition.getFaceDetectionOutput({ jobId: job.jobId }).faces;
 * ```
 */
export function getFaceDetection(
  args: GetFaceDetectionArgs,
  options: FunctionOptions = {},
): Promise<GetFaceDetectionResult> {
  return invoke("getFaceDetection", args, options);
}

/**
 * The first faces that a job of FACE_DETECTION found in a video. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_GetFaceDetection.html
 *
 * @example
 * ```ts
 * const { faces } = await rekognition.getFaceDetection({ jobId });
 * const found = rekognition.getFaceDetectionOutput({ jobId: job.jobId }).faces;
 * ```
 */
export function getFaceDetectionOutput(
  args: GetFaceDetectionOutputArgs,
  options: FunctionOutputOptions = {},
): pulumi.Output<GetFaceDetectionResult> {
  return invokeOutput("getFaceDetection", args, options);
}

/**
 * All faces that a job of FACE_DETECTION found in a video, one at a time: no more than 1,000 are held in memory. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_GetFaceDetection.html
 *
 * @example
 * ```ts
 * for await (const { timestamp, face } of rekognition.iterateFaceDetection({ jobId })) {
 *   console.log(`${timestamp} ms: ${face.confidence ?? 0} %`);
 * }
 * ```
 */
export function iterateFaceDetection(
  args: GetFaceDetectionArgs,
  options: FunctionOptions = {},
): AsyncGenerator<FaceDetection, void, undefined> {
  return iterate("getFaceDetection", "faces", args, options);
}

/** Arguments of {@link getFaceSearch}. */
export interface GetFaceSearchArgs {
  /** Id of the job, as in `job.jobId`. AWS deletes the job and its results after 7 days. */
  jobId: string;
  /** Maximum number of results, over as many pages as needed. Default 1,000. All are held in memory; in TypeScript, the iterator holds one page. */
  maxResults?: number | undefined;
  /** Order: by person or by time. Default TIMESTAMP. */
  sortBy?: "INDEX" | "TIMESTAMP" | undefined;
}

/** Arguments of {@link getFaceSearchOutput}. */
export interface GetFaceSearchOutputArgs {
  /** Id of the job, as in `job.jobId`. AWS deletes the job and its results after 7 days. */
  jobId: pulumi.Input<string>;
  /** Maximum number of results, over as many pages as needed. Default 1,000. All are held in memory; in TypeScript, the iterator holds one page. */
  maxResults?: pulumi.Input<number | undefined>;
  /** Order: by person or by time. Default TIMESTAMP. */
  sortBy?: pulumi.Input<"INDEX" | "TIMESTAMP" | undefined>;
}

/**
 * The first people that a job of FACE_SEARCH found in a video, and the faces of the collection that look alike. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_GetFaceSearch.html
 *
 * @example
 * ```ts
 * const { persons } = await rekognition.getFaceSearch({ jobId });
 * const found = rekognition.getFaceSearchOutput({ jobId: job.jobId }).persons;
 * ```
 */
export function getFaceSearch(args: GetFaceSearchArgs, options: FunctionOptions = {}): Promise<GetFaceSearchResult> {
  return invoke("getFaceSearch", args, options);
}

/**
 * The first people that a job of FACE_SEARCH found in a video, and the faces of the collection that look alike. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_GetFaceSearch.html
 *
 * @example
 * ```ts
 * const { persons } = await rekognition.getFaceSearch({ jobId });
 * const found = rekognition.getFaceSearchOutput({ jobId: job.jobId }).persons;
 * ```
 */
export function getFaceSearchOutput(
  args: GetFaceSearchOutputArgs,
  options: FunctionOutputOptions = {},
): pulumi.Output<GetFaceSearchResult> {
  return invokeOutput("getFaceSearch", args, options);
}

/**
 * All people that a job of FACE_SEARCH found in a video, one at a time: no more than 1,000 are held in memory. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_GetFaceSearch.html
 *
 * @example
 * ```ts
 * for await (const { timestamp, faceMatches } of rekognition.iterateFaceSearch({ jobId })) {
 *   console.log(`${timestamp} ms: ${faceMatches?.[0]?.face?.externalImageId ?? "nobody known"}`);
 * }
 * ```
 */
export function iterateFaceSearch(
  args: GetFaceSearchArgs,
  options: FunctionOptions = {},
): AsyncGenerator<PersonMatch, void, undefined> {
  return iterate("getFaceSearch", "persons", args, options);
}

/** Arguments of {@link getCelebrityRecognition}. */
export interface GetCelebrityRecognitionArgs {
  /** Id of the job, as in `job.jobId`. AWS deletes the job and its results after 7 days. */
  jobId: string;
  /** Maximum number of results, over as many pages as needed. Default 1,000. All are held in memory; in TypeScript, the iterator holds one page. */
  maxResults?: number | undefined;
  /** Order: by celebrity or by time. Default TIMESTAMP. */
  sortBy?: "ID" | "TIMESTAMP" | undefined;
}

/** Arguments of {@link getCelebrityRecognitionOutput}. */
export interface GetCelebrityRecognitionOutputArgs {
  /** Id of the job, as in `job.jobId`. AWS deletes the job and its results after 7 days. */
  jobId: pulumi.Input<string>;
  /** Maximum number of results, over as many pages as needed. Default 1,000. All are held in memory; in TypeScript, the iterator holds one page. */
  maxResults?: pulumi.Input<number | undefined>;
  /** Order: by celebrity or by time. Default TIMESTAMP. */
  sortBy?: pulumi.Input<"ID" | "TIMESTAMP" | undefined>;
}

/**
 * The first celebrities that a job of CELEBRITY_RECOGNITION found in a video. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_GetCelebrityRecognition.html
 *
 * @example
 * ```ts
 * const { celebrities } = await rekognition.getCelebrityRecognition({ jobId });
 * const found = rekognition.getCelebrityRecognitionOutput({ jobId: job.jobId }).celebrities;
 * ```
 */
export function getCelebrityRecognition(
  args: GetCelebrityRecognitionArgs,
  options: FunctionOptions = {},
): Promise<GetCelebrityRecognitionResult> {
  return invoke("getCelebrityRecognition", args, options);
}

/**
 * The first celebrities that a job of CELEBRITY_RECOGNITION found in a video. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_GetCelebrityRecognition.html
 *
 * @example
 * ```ts
 * const { celebrities } = await rekognition.getCelebrityRecognition({ jobId });
 * const found = rekognition.getCelebrityRecognitionOutput({ jobId: job.jobId }).celebrities;
 * ```
 */
export function getCelebrityRecognitionOutput(
  args: GetCelebrityRecognitionOutputArgs,
  options: FunctionOutputOptions = {},
): pulumi.Output<GetCelebrityRecognitionResult> {
  return invokeOutput("getCelebrityRecognition", args, options);
}

/**
 * All celebrities that a job of CELEBRITY_RECOGNITION found in a video, one at a time: no more than 1,000 are held in memory. See https://docs.aws.amazon.com/rekognition/latest/APIReference/API_GetCelebrityRecognition.html
 *
 * @example
 * ```ts
 * for await (const { timestamp, celebrity } of rekognition.iterateCelebrityRecognition({ jobId })) {
 *   console.log(`${timestamp} ms: ${celebrity.name}`);
 * }
 * ```
 */
export function iterateCelebrityRecognition(
  args: GetCelebrityRecognitionArgs,
  options: FunctionOptions = {},
): AsyncGenerator<CelebrityRecognition, void, undefined> {
  return iterate("getCelebrityRecognition", "celebrities", args, options);
}
