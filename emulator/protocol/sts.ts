import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { digestOf } from "../digest.js";
import type { Runtime } from "../runtime.js";
import type { Answer } from "./answer.js";
import { ApiError, frameworkError } from "./errors.js";
import { faultAtTheDoor, faultInService, heldBack } from "./injected.js";
import type { Holdable } from "./injected.js";
import { checkStsPermission } from "./permission.js";
import { readCaller, sessionTokenFor, temporaryAccessKeyId } from "./signature.js";
import type { Caller } from "./signature.js";

const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
const DEFAULT_SESSION_SECONDS = 3600;
const MIN_SESSION_SECONDS = 900;
const MAX_SESSION_SECONDS = 43_200;
const WITH_TOKEN = "AssumeRoleWithWebIdentity";

const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

type Xml = { readonly [name: string]: string | Xml };

function xml(content: Xml): string {
  return Object.entries(content)
    .map(([name, value]) => `<${name}>${typeof value === "string" ? escapeXml(value) : xml(value)}</${name}>`)
    .join("");
}

const xmlAnswer = (status: number, body: string): Answer => ({
  kind: "answer",
  status,
  contentType: "text/xml",
  body,
});

function resultAnswer(action: string, result: Xml): Answer {
  const metadata = xml({ ResponseMetadata: { RequestId: randomUUID() } });
  const content = `${xml({ [`${action}Result`]: result })}${metadata}`;
  return xmlAnswer(200, `<${action}Response xmlns="${NAMESPACE}">${content}</${action}Response>`);
}

/** STS calls its errors without the `Exception` at the end, and answers 403 to callers it does not let in. */
function errorAnswer(error: ApiError): Answer {
  const code = error.code === "ThrottlingException" ? "Throttling" : error.code.replace(/Exception$/, "");
  const status = /^(ExpiredToken|AccessDenied|MissingAuthenticationToken)/.test(code) ? 403 : error.httpStatus;
  const type = status >= 500 ? "Receiver" : "Sender";
  const content = xml({ Error: { Type: type, Code: code, Message: error.message }, RequestId: randomUUID() });
  return xmlAnswer(status, `<ErrorResponse xmlns="${NAMESPACE}">${content}</ErrorResponse>`);
}

function assumeRole(parameters: URLSearchParams, nowMs: number): Xml {
  const roleArn = parameters.get("RoleArn") ?? "";
  const sessionName = parameters.get("RoleSessionName") ?? "";
  const [, account, path] = /^arn:aws[a-z-]*:iam::(\d{12}):role\/(.+)$/.exec(roleArn) ?? [];
  if (account === undefined || path === undefined) throw frameworkError("ValidationError", `${roleArn} is invalid`);
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
    throw frameworkError("ValidationError", `Value '${sessionName}' at 'roleSessionName' failed to satisfy constraint`);
  }
  const seconds = Number(parameters.get("DurationSeconds") ?? DEFAULT_SESSION_SECONDS);
  if (!(seconds >= MIN_SESSION_SECONDS && seconds <= MAX_SESSION_SECONDS)) {
    throw frameworkError("ValidationError", `Value at 'durationSeconds' failed to satisfy constraint`);
  }
  const roleName = path.split("/").at(-1) ?? path;
  const digest = digestOf(`${roleArn}/${sessionName}/${nowMs}`);
  return {
    Credentials: {
      AccessKeyId: temporaryAccessKeyId(account, digest),
      SecretAccessKey: digest.slice(0, 40),
      SessionToken: sessionTokenFor(roleName, sessionName),
      Expiration: new Date(nowMs + seconds * 1000).toISOString(),
    },
    AssumedRoleUser: {
      AssumedRoleId: `AROA${account}EMUL:${sessionName}`,
      Arn: `arn:aws:sts::${account}:assumed-role/${roleName}/${sessionName}`,
    },
  };
}

/** A caller with a token of an identity provider needs no keys: the request is not signed. */
function callerWithToken(parameters: URLSearchParams): Caller {
  if ((parameters.get("WebIdentityToken") ?? "") === "") {
    throw frameworkError("InvalidIdentityToken", "No OpenIDConnect token was given");
  }
  const account = /^arn:aws[a-z-]*:iam::(\d{12}):/.exec(parameters.get("RoleArn") ?? "")?.[1] ?? "";
  return { accessKeyId: "", sessionToken: undefined, account, region: "", arn: "", userId: "" };
}

async function perform(runtime: Runtime, caller: Caller, parameters: URLSearchParams, call: Holdable): Promise<Answer> {
  const { fault, operation: action } = call;
  if (!(await heldBack(runtime, "before", call))) return { kind: "hang" };
  const refused = faultAtTheDoor(fault);
  if (refused !== undefined) return refused;
  faultInService(fault, caller, `sts:${action}`);
  checkStsPermission(runtime.world.switches, caller, action);
  let result: Xml;
  if (action === "GetCallerIdentity") result = { Arn: caller.arn, UserId: caller.userId, Account: caller.account };
  else if (action === "AssumeRole" || action === WITH_TOKEN) result = assumeRole(parameters, runtime.realNowMs());
  else throw frameworkError("InvalidAction", `Could not find operation ${action} for version 2011-06-15`);
  return fault?.kind === "lostResponse" ? { kind: "reset" } : resultAnswer(action, result);
}

/** Answers one STS request: the AWS query protocol. */
export async function answerSts(
  runtime: Runtime,
  headers: IncomingHttpHeaders,
  body: Buffer,
  callerGone: AbortSignal,
): Promise<Answer> {
  const parameters = new URLSearchParams(body.toString("utf8"));
  const action = parameters.get("Action") ?? "";
  let answer: Answer;
  let caller: Caller | undefined;
  let call: Holdable = { fault: undefined, caller, operation: action, callerGone };
  let error: ApiError | undefined;
  try {
    caller = action === WITH_TOKEN ? callerWithToken(parameters) : readCaller(headers);
    call = { ...call, caller, fault: runtime.faults.take(action, caller) };
    answer = await perform(runtime, caller, parameters, call);
  } catch (thrown) {
    if (!(thrown instanceof ApiError)) throw thrown;
    error = thrown;
    answer = errorAnswer(thrown);
  }
  runtime.calls.add(
    {
      atMs: runtime.world.clock.nowMs(),
      operation: action,
      account: caller?.account,
      accessKeyId: caller?.accessKeyId,
      region: caller?.region,
      status: answer.kind === "answer" ? answer.status : 0,
      ...(error === undefined ? {} : { error: error.code }),
      request: Object.fromEntries(parameters),
      effect: false,
    },
    body.length,
    answer.kind === "answer" ? answer.body : undefined,
  );
  return (await heldBack(runtime, "after", call)) ? answer : { kind: "hang" };
}
