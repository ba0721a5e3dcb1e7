import { reading } from "../operations/handler.js";
import type { Answer } from "../protocol/answer.js";
import { jsonAnswer } from "../protocol/answer.js";
import { accessDenied } from "../protocol/errors.js";
import type { ApiError } from "../protocol/errors.js";
import type { JsonService } from "../protocol/json-service.js";
import { checkTaggingPermission } from "../protocol/permission.js";
import { taggingModel } from "../protocol/service-model.js";
import type { Caller } from "../protocol/signature.js";
import { inputReader } from "../protocol/validation.js";
import type { Switches } from "../switches.js";
import { getResources } from "./get-resources.js";

/** What this service calls errors that are called otherwise in Rekognition. */
const NAMES: Readonly<Record<string, string>> = {
  ThrottlingException: "ThrottledException",
  ProvisionedThroughputExceededException: "ThrottledException",
  InternalServerError: "InternalServiceException",
};

function errorAnswer({ code, message, httpStatus }: ApiError): Answer {
  return jsonAnswer(httpStatus, { __type: NAMES[code] ?? code, Message: message });
}

function checkPermission(switches: Switches, caller: Caller, operation: string): void {
  if (switches.taggingApi === "denies") {
    throw accessDenied(`User: ${caller.arn} is not authorized to perform: tag:${operation}`);
  }
  checkTaggingPermission(switches, caller, operation);
}

/** The AWS Resource Groups Tagging API, of which there is GetResources, and which knows the things of Rekognition. */
export const tagging: JsonService = {
  model: taggingModel,
  readInput: inputReader(taggingModel),
  actions: "tag",
  operations: { GetResources: reading(getResources) },
  checkPermission,
  errorAnswer,
};
