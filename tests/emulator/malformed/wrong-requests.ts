import { serviceModel } from "../../../emulator/protocol/service-model.js";
import { ACCOUNT, REGION } from "../harness/scene.js";
import type { Draw } from "./draw.js";
import { S3_FORMS } from "./wrong-s3.js";

/** A request that HTTP allows, and that the emulator should refuse or take without harm. */
export interface WrongRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

export function wrongRequest(draw: Draw): WrongRequest {
  return draw.of(FORMS)(draw);
}

const OPERATIONS = Object.keys(serviceModel.operations);
const AUTHORIZATION = `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20261121/${REGION}/rekognition/aws4_request, SignedHeaders=host, Signature=00`;
const INHERITED = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype"];
const PROJECT_ARN = `arn:aws:rekognition:${REGION}:${ACCOUNT}:project/animals/1700000000000`;

/** Requests that are right, to be spoiled. */
const RIGHT = [
  { ProjectName: "animals", Tags: { team: "a" } },
  { CollectionId: "faces" },
  {
    ProjectArn: PROJECT_ARN,
    VersionName: "first",
    OutputConfig: { S3Bucket: "bucket", S3KeyPrefix: "out" },
    TrainingData: { Assets: [{ GroundTruthManifest: { S3Object: { Bucket: "bucket", Name: "m" } } }] },
    TestingData: { AutoCreate: true },
  },
  { Video: { S3Object: { Bucket: "bucket", Name: "v.mp4" } }, MinConfidence: 50 },
  { ProjectVersionArn: `${PROJECT_ARN}/version/first/1`, MinInferenceUnits: 1 },
].map((body) => JSON.stringify(body));

const ODD_VALUES = [
  "1e999", "-1e999", "1e-999", "99999999999999999999999", "-0", "null", "true", '""', "[]", "{}", '"\\u0000"', '"\\ud800"',
  '"../../../../etc/passwd"', '"%s%n${x}`id`"', '"\\u001b[2J"', `"${"x".repeat(5_000)}"`, "[[[[[[1]]]]]]", "[null,null]",
]; // prettier-ignore

function call(operation: string, body: Buffer | string, headers: Record<string, string> = {}): WrongRequest {
  return {
    method: "POST",
    path: "/",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": `RekognitionService.${operation}`,
      Authorization: AUTHORIZATION,
      ...headers,
    },
    body,
  };
}

/** A request whose members have odd values. */
function oddBody(draw: Draw, operation: string): string {
  const shape = serviceModel.shapes[serviceModel.operations[operation]?.input ?? ""];
  const members = [...Object.keys(shape?.members ?? {}), ...INHERITED];
  return `{${members.map((member) => `"${member}":${draw.of(ODD_VALUES)}`).join(",")}}`;
}

const CONTROLS = ["state", "calls", "meter", "faults", "clock", "switches", "outcomes", "status", "held", "release", "notifications", "x", "", "../", "__proto__", "a/b"]; // prettier-ignore

/** None of these changes anything: the emulator has to work as before afterwards. */
export const CONTROL_BODIES = [
  "{", "null", "[]", "1", '"x"', '{"add":null}', '{"add":[null]}', '{"add":[{"kind":"nothing"}]}', '{"add":[{"kind":"reset","operation":5}]}',
  '{"add":[{"kind":"reset","operation":"X","times":"many"}]}', '{"advanceMs":-1}', '{"advanceMs":1e300}', '{"advanceMs":"1"}', '{"scale":-1}', '{"scale":1e300}',
  '{"arn":{},"status":[]}', '{"arn":"x","status":"RUNNING"}', '{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}',
  '{"trainingMs":"1"}', '{"trainingMs":-5}', '{"missingPrincipals":null}', '{"missingPrincipals":[1]}', '{"unknownSwitch":1}', '{"training":5}', '{"training":[null]}', '{"training":[{"status":"X"}]}', '{"ids":"x"}',
]; // prettier-ignore

const FORMS: readonly ((draw: Draw) => WrongRequest)[] = [
  (draw) => call(draw.of(OPERATIONS), draw.spoiled(draw.of(RIGHT))),
  (draw) => call(draw.of(OPERATIONS), draw.bytes(draw.below(300))),
  (draw) => {
    const operation = draw.of(OPERATIONS);
    return call(operation, oddBody(draw, operation));
  },
  (draw) => {
    const depth = draw.of([101, 5_000, 100_000]);
    const [open, close] = draw.of([["[", "]"], ['{"a":', "}"]] as const); // prettier-ignore
    return call(draw.of(OPERATIONS), `${open.repeat(depth)}1${draw.of([close.repeat(depth), ""])}`);
  },
  (draw) => call("TagResource", `{"ResourceArn":"${PROJECT_ARN}","Tags":{"${draw.of(INHERITED)}":${draw.of(['{"polluted":1}', '"x"'])}}}`),
  (draw) => call(draw.of([...INHERITED, "", ".", "x".repeat(8_000), "CreateProject.", "createproject"]), "{}"),
  (draw) => call("DescribeProjects", "{}", { "X-Amz-Target": draw.of(["Rekognition", "DynamoDB_20120810.ListTables", "..", " "]) }),
  (draw) => call("DescribeProjects", "{}", { Authorization: draw.of(["", "Basic eDp5", "AWS4-HMAC-SHA256 Credential=////aws4_request", `AWS4-HMAC-SHA256 Credential=${"k".repeat(9_000)}/20261121/x/y/aws4_request`]) }),
  (draw) => call("DescribeProjects", "{}", { "X-Amz-Security-Token": `emulated-${Buffer.from(draw.of(['[{},1]', "null", "{"])).toString("base64url")}` }),
  (draw) => call(draw.of(OPERATIONS), draw.of(RIGHT), { Host: draw.of(["example.com", "127.0.0.1.example.com", "10.0.0.1", "[::2]", "localhost.evil"]) }),
  (draw) => call(draw.of(OPERATIONS), draw.of(RIGHT), draw.of([{ Origin: "null" }, { Origin: "http://example.com" }, { "Sec-Fetch-Site": "cross-site" }])),
  (draw) => call(draw.of(OPERATIONS), draw.of(RIGHT), { "Content-Type": draw.of(["", "text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"]) }),
  (draw) => call("", `Action=${draw.of(["AssumeRole", "GetCallerIdentity", "__proto__", "%00", ""])}&DurationSeconds=${draw.of(["x", "1e99", "-1"])}&RoleArn=${draw.of(["arn:aws:iam::111122223333:role/x", "%ff%fe", "<x>"])}&RoleSessionName=${draw.of(["ab", "<>&", ""])}&${"x=1&".repeat(draw.below(500))}`, { "Content-Type": "application/x-www-form-urlencoded" }),
  (draw) => call("StartLabelDetection", `{"Video":{"S3Object":{"Bucket":"bucket","Name":"${draw.of(["../x", "/etc/passwd", "a".repeat(1_000), ".versions/../../x", "a/\\u0000"])}","Version":"${draw.of(["..", "../../x", "null", "\\u0000"])}"}}}`),
  (draw) => call("DescribeProjects", `{"ProjectNames":[${'"a",'.repeat(draw.of([10, 3_000]))}"b"]}`),
  (draw) => ({ method: draw.of(["GET", "PUT", "PATCH", "OPTIONS", "HEAD", "TRACE", "PROPFIND"]), path: "/", headers: {}, body: "" }),
  (draw) => ({ method: draw.of(["POST", "PUT", "PATCH"]), path: `/_emulator/${draw.of(CONTROLS)}`, headers: {}, body: draw.of(CONTROL_BODIES) }),
  (draw) => ({ method: draw.of(["GET", "OPTIONS", "HEAD"]), path: `/_emulator/${draw.of(CONTROLS)}?since=${draw.of(["x", "-1", "1e99", "%ff", "999999999"])}`, headers: {}, body: "" }),
  ...S3_FORMS,
]; // prettier-ignore
