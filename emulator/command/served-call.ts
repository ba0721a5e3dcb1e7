import { CONTROL_PREFIX } from "../control/verbs.js";
import { parseJson } from "../protocol/json.js";
import type { ServedRequest } from "../server.js";

/** A request in the words of the service. */
export interface ServedCall {
  readonly operation: string;
  /** What it is about: the last part of an ARN, or a name; empty if it names nothing. */
  readonly object: string;
  /** The request, as far as it could be read. */
  readonly request: unknown;
  /** The error's name. */
  readonly error: string | undefined;
  /** Whether it only reads what the emulator keeps for its user. */
  readonly isLook: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (typeof value === "object" && value !== null ? (value as Fields) : {});

/** The members that name what a call is about, the most particular first. */
const WHOLE = [
  "ProjectVersionArn",
  "DatasetArn",
  "ResourceArn",
  "DestinationProjectArn",
  "ProjectArn",
  "ProjectVersion",
  "ProjectName",
  "CollectionId",
  "Name",
  "JobId",
  "SessionId",
  "RoleArn",
];
const PART = ["VersionName", "DatasetType", "PolicyName", "UserId"];

/** An ARN as people call the thing. */
function nameIn(arn: string): string {
  const [, resource] = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:[^/]+\/(.+)$/.exec(arn) ?? [];
  if (resource === undefined) return arn;
  return resource.replace(/\/\d+$/, "").replace(/\/(version|dataset)\//, "/");
}

function first(fields: Fields, names: readonly string[]): string | undefined {
  return names.map((name) => fields[name]).find((value): value is string => typeof value === "string");
}

/** Where an image or a video is. */
function objectKey({ Image, Video }: Fields): string | undefined {
  const { Bucket, Name } = fieldsOf(fieldsOf(Image ?? Video).S3Object);
  return typeof Bucket === "string" && typeof Name === "string" ? `${Bucket}/${Name}` : undefined;
}

function objectOf(fields: Fields): string {
  const whole = first(fields, WHOLE);
  const part = first(fields, PART);
  const named = [whole === undefined ? undefined : nameIn(whole), part].filter((text) => text !== undefined);
  const { ProjectNames: names } = fields;
  if (named.length === 0 && Array.isArray(names)) return names.join(", ");
  return [named.join("/"), objectKey(fields)].filter((text) => text !== undefined && text !== "").join(" ");
}

function readBody({ body, headers }: ServedRequest): unknown {
  if (body === undefined) return undefined;
  if (isForm(headers)) return Object.fromEntries(new URLSearchParams(body.toString("utf8")));
  try {
    return parseJson(body);
  } catch {
    return undefined;
  }
}

const isForm = (headers: ServedRequest["headers"]): boolean =>
  headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;

/** The name of an error, in whichever of the protocols it is written. */
const errorIn = ({ status, answer }: ServedRequest): string | undefined =>
  status < 400 ? undefined : (/"__type":"([^"]+)"|<Code>([^<]+)<\/Code>/.exec(answer)?.slice(1).find(Boolean) ?? "");

/** What a request asked for, and what came of it. */
export function servedCall(served: ServedRequest): ServedCall {
  const { method, target, headers } = served;
  const request = readBody(served);
  const fields = fieldsOf(request);
  const service = headers["x-amz-target"];
  const isControl = target.startsWith(CONTROL_PREFIX);
  const error = errorIn(served);
  const isLook = isControl && method === "GET";
  if (typeof service === "string") {
    const operation = service.slice(service.lastIndexOf(".") + 1);
    return { operation, object: objectOf(fields), request, error, isLook };
  }
  if (isForm(headers) && typeof fields.Action === "string") {
    return { operation: fields.Action, object: objectOf(fields), request, error, isLook };
  }
  return { operation: method, object: target, request, error, isLook };
}
