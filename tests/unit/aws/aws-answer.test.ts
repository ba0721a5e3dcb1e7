import { expect } from "chai";
import { type Protocol, assertAwsAnswer } from "../../../provider/aws/exchange/aws-answer.js";
import { EFFECT, mayAnswerNothing } from "../../../provider/aws/operations.js";

interface Case {
  readonly status: number;
  readonly body: string;
  readonly headers?: Record<string, string>;
  /** What it is instead; undefined for an answer of AWS. */
  readonly odd: string | undefined;
}

const HTML = "<!DOCTYPE html><html><body>Sign in</body></html>";
const STS = '<GetCallerIdentityResponse xmlns="x"><GetCallerIdentityResult/></GetCallerIdentityResponse>';
const STS_ERROR = "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>";

const json: Case[] = [
  { status: 200, body: "{}", odd: undefined },
  { status: 200, body: '{"ProjectDescriptions":[]}', odd: undefined },
  { status: 400, body: '{"__type":"ThrottlingException","message":"slow"}', odd: undefined },
  { status: 400, body: '{"code":"ThrottlingException"}', odd: undefined },
  { status: 400, body: "{}", headers: { "x-amzn-errortype": "ThrottlingException" }, odd: undefined },
  { status: 200, body: "", odd: "no body" },
  { status: 200, body: " \n", odd: "no body" },
  { status: 200, body: HTML, odd: "HTML" },
  { status: 200, body: '{"ProjectDescriptions":[{"ProjectArn":"arn:aw', odd: "JSON that breaks off" },
  { status: 200, body: "OK", odd: "no JSON" },
  { status: 200, body: "null", odd: "JSON that is no object" },
  { status: 200, body: "[]", odd: "JSON that is no object" },
  {
    status: 200,
    body: '{"__type":"InternalServerError","message":"it broke"}',
    odd: "the error InternalServerError: it broke",
  },
  { status: 408, body: "", odd: "no body" },
  { status: 429, body: "", odd: "no body" },
  { status: 429, body: "Too many requests", odd: "no JSON" },
  { status: 403, body: HTML, odd: "HTML" },
  { status: 502, body: HTML, odd: "HTML" },
  { status: 400, body: "{}", odd: "an error without a name" },
  { status: 302, body: "", odd: "no body" },
];

const query: Case[] = [
  { status: 200, body: STS, odd: undefined },
  { status: 200, body: `<?xml version="1.0"?>\n${STS}`, odd: undefined },
  { status: 403, body: STS_ERROR, odd: undefined },
  { status: 200, body: STS_ERROR, odd: "an error" },
  { status: 200, body: "", odd: "no body" },
  { status: 200, body: HTML, odd: "HTML" },
  { status: 200, body: "<html><body>Sign in</body></html>", odd: "HTML" },
  { status: 200, body: STS.slice(0, 60), odd: "XML that breaks off" },
  { status: 200, body: "{}", odd: "no XML" },
];

const S3_ERROR = '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code></Error>';

const bytes: Case[] = [
  { status: 206, body: HTML, odd: undefined },
  { status: 206, body: "", odd: undefined },
  { status: 404, body: S3_ERROR, odd: undefined },
  { status: 301, body: S3_ERROR, odd: undefined },
  { status: 403, body: HTML, odd: "HTML" },
  { status: 403, body: "", odd: "no body" },
  { status: 403, body: S3_ERROR.slice(0, 60), odd: "XML that breaks off" },
  { status: 403, body: "{}", odd: "no XML" },
];

describe("an answer", () => {
  function oddity(protocol: Protocol, { status, body, headers = {} }: Case, mayBeEmpty = false): string | undefined {
    try {
      assertAwsAnswer(protocol, { status, headers, body: Buffer.from(body) }, mayBeEmpty);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  for (const { protocol, cases } of [
    { protocol: "json", cases: json },
    { protocol: "query", cases: query },
    { protocol: "bytes", cases: bytes },
  ] as const) {
    for (const each of cases) {
      const { status, body, odd } = each;
      it(`${protocol} ${status} ${JSON.stringify(body)} is ${odd ?? "one of AWS"}`, () => {
        expect(oddity(protocol, each)).to.equal(odd === undefined ? undefined : `${odd}, HTTP ${status}`);
      });
    }
  }

  it("without a body is one where AWS has nothing to say but that it was done, and it was", () => {
    expect(oddity("json", { status: 200, body: "", odd: undefined }, true)).to.equal(undefined);
    expect(oddity("json", { status: 500, body: "", odd: undefined }, true)).to.equal("no body, HTTP 500");
    expect(oddity("json", { status: 200, body: "<html/>", odd: undefined }, true)).to.equal("HTML, HTTP 200");
  });

  it("of what looks or makes something always says something", () => {
    const silent = Object.keys(EFFECT).filter(mayAnswerNothing);
    expect(silent).to.include.members(["TagResource", "UntagResource", "DeleteDataset"]);
    for (const operation of silent) expect(EFFECT[operation as keyof typeof EFFECT]).not.to.equal("read");
  });
});
