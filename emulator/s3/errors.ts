/** An error as S3 answers it: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export class S3Error extends Error {
  override readonly name = "S3Error";

  /**
   * @param code S3's name for the error, for example `NoSuchKey`
   * @param members further elements of the answer
   * @param headers further headers of the answer
   */
  constructor(
    readonly code: string,
    readonly status: number,
    message: string,
    readonly members: Readonly<Record<string, string>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export const noSuchBucket = (bucket: string): S3Error =>
  new S3Error("NoSuchBucket", 404, "The specified bucket does not exist", { BucketName: bucket });

export const noSuchKey = (key: string): S3Error =>
  new S3Error("NoSuchKey", 404, "The specified key does not exist.", { Key: key });

export const noSuchUpload = (uploadId: string): S3Error =>
  new S3Error(
    "NoSuchUpload",
    404,
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
    { UploadId: uploadId },
  );

export const invalidArgument = (message: string, name?: string, value?: string): S3Error =>
  new S3Error("InvalidArgument", 400, message, {
    ...(name === undefined ? {} : { ArgumentName: name }),
    ...(value === undefined ? {} : { ArgumentValue: value }),
  });

export const invalidRequest = (message: string): S3Error => new S3Error("InvalidRequest", 400, message);

export const malformedXml = (): S3Error =>
  new S3Error(
    "MalformedXML",
    400,
    "The XML you provided was not well-formed or did not validate against our published schema",
  );

export const accessDenied = (message = "Access Denied"): S3Error => new S3Error("AccessDenied", 403, message);

export const entityTooLarge = (maxBytes: number): S3Error =>
  new S3Error("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size", {
    MaxSizeAllowed: `${maxBytes}`,
  });

export const preconditionFailed = (condition: string): S3Error =>
  new S3Error("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold", {
    Condition: condition,
  });

export const notImplemented = (what: string): S3Error =>
  new S3Error("NotImplemented", 501, `${what} of Amazon S3 is not implemented by this emulator.`);
