import { serviceModel } from "./service-model.js";

/** An answer that is not a success. `layer` decides how its body is spelled. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  /**
   * @param code the error's name, for example `ResourceInUseException`
   * @param message the text the caller sees; may be empty
   * @param httpStatus 400 unless the service answers otherwise
   * @param layer `service`: Rekognition's own errors, with `Code`, `Logref` and `Message`; `framework`: errors of the
   * layer in front of it, with a lower-case `message`
   * @param members what the error carries beside its text
   */
  constructor(
    readonly code: string,
    message: string,
    readonly httpStatus: number,
    readonly layer: "service" | "framework",
    readonly members: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** An error of AWS's published list; its HTTP status comes from the service model. */
export function serviceError(code: string, message: string): ApiError {
  return new ApiError(code, message, serviceModel.errors[code]?.httpStatus ?? 400, "service");
}

/** An error of the framework in front of the service (validation, signature, unknown operation). */
export function frameworkError(code: string, message: string, httpStatus = 400): ApiError {
  return new ApiError(code, message, httpStatus, "framework");
}

export const invalidParameter = (message = "Request has invalid parameters."): ApiError =>
  serviceError("InvalidParameterException", message);

export const resourceNotFound = (message: string): ApiError => serviceError("ResourceNotFoundException", message);

export const resourceInUse = (message: string): ApiError => serviceError("ResourceInUseException", message);

export const limitExceeded = (message: string): ApiError => serviceError("LimitExceededException", message);

export const resourceNotReady = (message: string): ApiError => serviceError("ResourceNotReadyException", message);

export const invalidS3Object = (): ApiError =>
  serviceError(
    "InvalidS3ObjectException",
    "Unable to get object metadata from S3. Check object key, region and/or access permissions.",
  );

export const accessDenied = (message: string): ApiError => serviceError("AccessDeniedException", message);
