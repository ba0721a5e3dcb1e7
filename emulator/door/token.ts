import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

export const newToken = (): string => randomBytes(24).toString("base64url");

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Whether a request of the control API carries the token: in `x-emulator-token`, or as a bearer. Takes as long for any. */
export function carriesToken(headers: IncomingHttpHeaders, token: string): boolean {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1];
  const given = headers["x-emulator-token"] ?? bearer ?? "";
  return timingSafeEqual(digest(String(given)), digest(token));
}
