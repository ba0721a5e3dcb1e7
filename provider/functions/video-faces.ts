import * as z from "zod";
import { camelCased } from "../aws/camel-case.js";
import { defineFunction, optionalArgument } from "./function.js";
import { celebrityRecognition, faceDetection, jobFields, personMatch } from "./shapes/video.js";
import { eachResult, firstResults, isTruncated, resultArguments } from "./video.js";

const API = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_";

type Face = z.output<typeof faceDetection>;
type Person = z.output<typeof personMatch>;
type Celebrity = z.output<typeof celebrityRecognition>;

const job = z.strictObject(jobFields);
type Job = z.output<typeof job>;

/** Faces of a video. */
export const getFaceDetection = defineFunction({
  name: "getFaceDetection",
  doc: "The first faces that a job of FACE_DETECTION found in a video.",
  page: `${API}GetFaceDetection.html`,
  isCharged: false,
  inputs: resultArguments,
  rules: [],
  result: job
    .extend({ faces: z.array(faceDetection).describe("The faces."), isTruncated })
    .meta({ id: "GetFaceDetectionResult", description: "A job of FACE_DETECTION and its first results." }),
  async call(context, { jobId, maxResults }) {
    const found = await firstResults<"GetFaceDetection", Face>(
      context,
      "GetFaceDetection",
      { JobId: jobId },
      maxResults,
      (page) => page.Faces,
    );
    const { Faces: _faces, NextToken: _token, ...head } = found.job;
    return { ...camelCased<Job>(head), faces: found.results, isTruncated: found.isTruncated };
  },
  iterator: {
    name: "iterateFaceDetection",
    doc: "All faces that a job of FACE_DETECTION found in a video, one at a time: no more than 1,000 are held in memory.",
    list: "faces",
    each: (context, { jobId }) =>
      eachResult<"GetFaceDetection", Face>(context, "GetFaceDetection", { JobId: jobId }, (page) => page.Faces),
  },
});

const faceSearchInputs = {
  ...resultArguments,
  sortBy: optionalArgument(z.enum(["INDEX", "TIMESTAMP"]), "Order: by person or by time. Default TIMESTAMP."),
} as const;

/** People of a video who are in a collection. */
export const getFaceSearch = defineFunction({
  name: "getFaceSearch",
  doc: "The first people that a job of FACE_SEARCH found in a video, and the faces of the collection that look alike.",
  page: `${API}GetFaceSearch.html`,
  isCharged: false,
  inputs: faceSearchInputs,
  rules: [],
  result: job
    .extend({ persons: z.array(personMatch).describe("The people."), isTruncated })
    .meta({ id: "GetFaceSearchResult", description: "A job of FACE_SEARCH and its first results." }),
  async call(context, { jobId, maxResults, sortBy }) {
    const found = await firstResults<"GetFaceSearch", Person>(
      context,
      "GetFaceSearch",
      { JobId: jobId, SortBy: sortBy },
      maxResults,
      (page) => page.Persons,
    );
    const { Persons: _persons, NextToken: _token, ...head } = found.job;
    return { ...camelCased<Job>(head), persons: found.results, isTruncated: found.isTruncated };
  },
  iterator: {
    name: "iterateFaceSearch",
    doc: "All people that a job of FACE_SEARCH found in a video, one at a time: no more than 1,000 are held in memory.",
    list: "persons",
    each: (context, { jobId, sortBy }) =>
      eachResult<"GetFaceSearch", Person>(
        context,
        "GetFaceSearch",
        { JobId: jobId, SortBy: sortBy },
        (page) => page.Persons,
      ),
  },
});

const celebrityInputs = {
  ...resultArguments,
  sortBy: optionalArgument(z.enum(["ID", "TIMESTAMP"]), "Order: by celebrity or by time. Default TIMESTAMP."),
} as const;

/** Celebrities of a video. */
export const getCelebrityRecognition = defineFunction({
  name: "getCelebrityRecognition",
  doc: "The first celebrities that a job of CELEBRITY_RECOGNITION found in a video.",
  page: `${API}GetCelebrityRecognition.html`,
  isCharged: false,
  inputs: celebrityInputs,
  rules: [],
  result: job.extend({ celebrities: z.array(celebrityRecognition).describe("The celebrities."), isTruncated }).meta({
    id: "GetCelebrityRecognitionResult",
    description: "A job of CELEBRITY_RECOGNITION and its first results.",
  }),
  async call(context, { jobId, maxResults, sortBy }) {
    const found = await firstResults<"GetCelebrityRecognition", Celebrity>(
      context,
      "GetCelebrityRecognition",
      { JobId: jobId, SortBy: sortBy },
      maxResults,
      (page) => page.Celebrities,
    );
    const { Celebrities: _celebrities, NextToken: _token, ...head } = found.job;
    return { ...camelCased<Job>(head), celebrities: found.results, isTruncated: found.isTruncated };
  },
  iterator: {
    name: "iterateCelebrityRecognition",
    doc: "All celebrities that a job of CELEBRITY_RECOGNITION found in a video, one at a time: no more than 1,000 are held in memory.",
    list: "celebrities",
    each: (context, { jobId, sortBy }) =>
      eachResult<"GetCelebrityRecognition", Celebrity>(
        context,
        "GetCelebrityRecognition",
        { JobId: jobId, SortBy: sortBy },
        (page) => page.Celebrities,
      ),
  },
});
