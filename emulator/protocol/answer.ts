import { randomUUID } from "node:crypto";
import type { ApiError } from "./errors.js";

/** What goes back over the connection: an answer, a broken connection, or nothing ever. */
export type Answer =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly contentType: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly kind: "reset" }
  | { readonly kind: "hang" };

export const AMZ_JSON = "application/x-amz-json-1.1";

export const jsonAnswer = (status: number, body: object): Answer => ({
  kind: "answer",
  status,
  contentType: AMZ_JSON,
  body: JSON.stringify(body),
});

/** An error in the spelling of the layer it comes from. */
export function errorAnswer(error: ApiError): Answer {
  const { code, message, httpStatus, layer, members } = error;
  if (layer === "framework") return jsonAnswer(httpStatus, { __type: code, message });
  return jsonAnswer(httpStatus, { __type: code, Code: code, Logref: randomUUID(), Message: message, ...members });
}
