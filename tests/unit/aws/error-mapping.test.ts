import * as rekognition from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { mapAwsError } from "../../../provider/aws/error-mapping.js";
import { NoAwsAnswer } from "../../../provider/aws/exchange/aws-answer.js";
import { CutOff } from "../../../provider/aws/exchange/bounded-handler.js";
import { type ErrorCode, errorTable } from "../../../provider/base/error-table.js";
import { RekognitionError, isTransient } from "../../../provider/base/errors.js";

const site = { service: "rekognition", operation: "CreateProject", region: "us-east-1", endpoint: undefined } as const;

/** As the SDK throws it. */
function thrown(name: string, message: string, status = 400): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });
}

const codeOf = (error: unknown): ErrorCode => mapAwsError(error, site).code;

describe("AWS's errors", () => {
  const names: { name: string; code: ErrorCode; status?: number }[] = [
    { name: "AccessDeniedException", code: "AccessDenied" },
    { name: "CredentialsProviderError", code: "NoCredentials" },
    { name: "TokenProviderError", code: "NoCredentials" },
    { name: "ExpiredTokenException", code: "CredentialsExpired" },
    { name: "UnrecognizedClientException", code: "CredentialsExpired" },
    { name: "InvalidSignatureException", code: "CredentialsExpired" },
    { name: "ThrottlingException", code: "Throttled" },
    { name: "ThrottlingException", code: "Throttled", status: 500 },
    { name: "ProvisionedThroughputExceededException", code: "Throttled" },
    { name: "InternalServerError", code: "ServiceFault", status: 500 },
    { name: "InvalidParameterException", code: "InvalidInput" },
    { name: "ValidationException", code: "InvalidInput" },
    { name: "InvalidS3ObjectException", code: "S3ObjectUnreadable" },
    { name: "ResourceNotFoundException", code: "NotFound" },
    { name: "ResourceInUseException", code: "Busy" },
    { name: "ResourceNotReadyException", code: "Busy" },
    { name: "ResourceAlreadyExistsException", code: "NameTaken" },
    { name: "LimitExceededException", code: "QuotaExceeded" },
    { name: "ServiceQuotaExceededException", code: "QuotaExceeded" },
    { name: "SomethingNew", code: "ServiceRefused" },
    { name: "SomethingNew", code: "ServiceFault", status: 503 },
    { name: "UnknownError", code: "ServiceFault", status: 502 },
  ];
  for (const { name, code, status } of names) {
    it(`${name}${status === undefined ? "" : ` (HTTP ${status})`} is ${code}`, () => {
      const error = mapAwsError(thrown(name, "AWS's text", status), site);
      expect(error.code).to.equal(code);
      expect(error.awsName).to.equal(name);
      expect(error.message).to.contain("AWS's text").and.to.contain("CreateProject").and.to.contain("us-east-1");
    });
  }

  it("of the SDK, each class of them, lead to an entry of the table", () => {
    const classes = Object.entries(rekognition).filter(
      ([, exported]) =>
        typeof exported === "function" && exported.prototype instanceof rekognition.RekognitionServiceException,
    );
    expect(classes.length).to.be.greaterThan(15);
    for (const [name] of classes) expect(errorTable).to.have.property(codeOf(thrown(name, "x")));
  });

  it("name the action and the region that permission is missing for", () => {
    const message = "User: arn:aws:iam::111122223333:user/x is not authorized to perform: rekognition:CreateProject";
    expect(mapAwsError(thrown("AccessDeniedException", message), site).message).to.match(
      /^AWS refused rekognition:CreateProject in us-east-1: User: arn/,
    );
  });

  it("list the known causes where a stream processor call is denied, often without a text", () => {
    const error = mapAwsError(thrown("AccessDeniedException", ""), { ...site, operation: "CreateStreamProcessor" });
    expect(error.code).to.equal("StreamProcessorAccessDenied");
    expect(error.message).to.contain("without a text").and.to.contain("2026-04-30");
  });

  const network: { error: Error; effectUnknown: boolean; reason: string }[] = [
    { error: coded("ECONNREFUSED"), effectUnknown: false, reason: "nobody was there" },
    { error: coded("ENOTFOUND"), effectUnknown: false, reason: "no such host" },
    { error: coded("ECONNRESET"), effectUnknown: true, reason: "it broke, perhaps after the effect" },
    { error: coded("EPIPE"), effectUnknown: true, reason: "it broke, perhaps after the effect" },
    { error: thrown("TimeoutError", "no answer"), effectUnknown: true, reason: "no answer came" },
    { error: new Error("socket hang up"), effectUnknown: true, reason: "it broke, perhaps after the effect" },
    {
      error: Object.assign(new AggregateError([coded("ECONNREFUSED"), coded("ECONNREFUSED")]), { message: "" }),
      effectUnknown: false,
      reason: "both addresses refused",
    },
  ];
  for (const { error, effectUnknown, reason } of network) {
    it(`of the network, ${error.name} ${(error as { code?: string }).code ?? error.message}: ${reason}`, () => {
      const mapped = mapAwsError(error, { ...site, endpoint: "http://127.0.0.1:4" });
      expect(mapped.code).to.equal("ConnectionFailed");
      expect(mapped.effectUnknown).to.equal(effectUnknown);
      expect(mapped.message).to.contain("http://127.0.0.1:4");
    });
  }

  it("of the network name the endpoint in words where it is AWS's own", () => {
    expect(mapAwsError(coded("ENOTFOUND"), site).message).to.contain("the us-east-1 endpoint of rekognition");
  });

  it("of the service may have had their effect where it broke down itself", () => {
    expect(mapAwsError(thrown("InternalServerError", "x", 500), site).effectUnknown).to.equal(true);
    expect(mapAwsError(thrown("ThrottlingException", "x"), site).effectUnknown).to.equal(false);
  });

  it("name AWS's request id, where it has one", () => {
    const error = thrown("ResourceInUseException", "it is in use");
    Object.assign((error as unknown as { $metadata: object }).$metadata, { requestId: "1f6c-0a3e" });
    const mapped = mapAwsError(error, site);
    expect(mapped.requestId).to.equal("1f6c-0a3e");
    expect(mapped.what).to.equal("CreateProject in us-east-1 (request id 1f6c-0a3e): it is in use.");
  });

  describe("where what answered is not AWS", () => {
    const odd = (status: number): NoAwsAnswer =>
      new NoAwsAnswer("HTML", { status, headers: { "x-amzn-requestid": "1f6c-0a3e" }, body: Buffer.alloc(0) });

    const statuses: { status: number; code: ErrorCode; effectUnknown: boolean; reason: string }[] = [
      { status: 200, code: "UnreadableAnswer", effectUnknown: true, reason: "it may have passed the call on" },
      { status: 403, code: "UnreadableAnswer", effectUnknown: true, reason: "it may have passed the call on" },
      { status: 408, code: "UnreadableAnswer", effectUnknown: true, reason: "the time may have run out afterwards" },
      { status: 429, code: "Throttled", effectUnknown: false, reason: "what limits the rate passes nothing on" },
      { status: 502, code: "ServiceFault", effectUnknown: true, reason: "it broke, perhaps after the effect" },
    ];
    for (const { status, code, effectUnknown, reason } of statuses) {
      it(`HTTP ${status} is ${code}: ${reason}`, () => {
        const mapped = mapAwsError(odd(status), site);
        expect([mapped.code, mapped.effectUnknown]).to.deep.equal([code, effectUnknown]);
        expect(mapped.what).to.equal(
          `CreateProject (request id 1f6c-0a3e): the us-east-1 endpoint of rekognition answered with something that is no AWS answer (HTML, HTTP ${status}).`,
        );
        expect(isTransient(mapped)).to.equal(true);
      });
    }

    it("and what was asked of STS before the call had no effect on it", () => {
      expect(mapAwsError(odd(200), { ...site, service: "sts" }).effectUnknown).to.equal(false);
      expect(mapAwsError(odd(200), { ...site, wasSent: false }).effectUnknown).to.equal(false);
    });

    it("nor what the SDK cannot take in, of which nobody is shown a hidden field", () => {
      const hint = "Expected string, got number\n  Deserialization error: inspect the hidden field {error}.$response";
      const error = Object.assign(new TypeError(hint), { $response: {}, $metadata: { httpStatusCode: 200 } });
      const mapped = mapAwsError(error, site);
      expect(mapped.code).to.equal("UnreadableAnswer");
      expect(mapped.message).to.contain("JSON of another form").and.not.to.contain("hidden");
    });
  });

  describe("of a call that was cut off", () => {
    const reason = new RekognitionError("EngineGone", "The engine is gone");

    it("are the reason, where it was not sent", () => {
      expect(mapAwsError(new CutOff(reason, false), site)).to.equal(reason);
    });

    it("say that its effect is not known, where it was", () => {
      const mapped = mapAwsError(new CutOff(reason, true), site);
      expect([mapped.code, mapped.effectUnknown]).to.deep.equal(["EngineGone", true]);
      expect(mapped.what).to.contain("The engine is gone. CreateProject was sent and not answered");
    });

    it("are the reason, too, where that is none of ours", () => {
      const other = new Error("Interrupted.");
      expect(() => mapAwsError(new CutOff(other, true), site)).to.throw(other.message);
    });
  });

  it("that are ours already stay what they are", () => {
    const ours = new RekognitionError("EngineGone", "x");
    expect(mapAwsError(ours, site)).to.equal(ours);
  });

  it("are understood also where something else than an error was thrown", () => {
    expect(codeOf("a text")).to.equal("ServiceRefused");
  });
});

function coded(code: string): Error {
  return Object.assign(new Error(`connect ${code}`), { code });
}
