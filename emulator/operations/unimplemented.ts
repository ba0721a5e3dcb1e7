import { ApiError } from "../protocol/errors.js";

const CLOSED = "AWS has closed media analysis jobs to new customers.";
const CAMERA = "It needs a person in front of a camera.";

/** Why an operation of AWS's is not there. */
const REASONS: Readonly<Record<string, string>> = {
  StartMediaAnalysisJob: CLOSED,
  GetMediaAnalysisJob: CLOSED,
  ListMediaAnalysisJobs: CLOSED,
  CreateFaceLivenessSession: CAMERA,
  GetFaceLivenessSessionResults: CAMERA,
};

/** What is told to who asks for an operation that only AWS has; clients do not repeat it. */
export function unimplemented(operation: string): ApiError {
  const text = `${operation} is a valid operation of Amazon Rekognition, but this emulator does not implement it.`;
  const reason = REASONS[operation];
  const message = reason === undefined ? text : `${text} ${reason}`;
  return new ApiError("NotImplementedByEmulatorException", message, 501, "service");
}
