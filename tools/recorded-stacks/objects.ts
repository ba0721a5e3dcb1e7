import type { RecordedCall } from "./recording.js";

/* What a stack wrote to buckets, by S3's own requests. */

/** What belongs to an object besides its bytes. */
const KEPT_HEADER = /^(?:content-type|x-amz-meta-.+|x-amz-server-side-encryption.*)$/;

/** An object as a call wrote it. */
export async function writtenObject(url: string, call: RecordedCall): Promise<NonNullable<RecordedCall["object"]>> {
  const answer = await fetch(addressOf(url, call), { headers: authorization(call) });
  if (!answer.ok) throw new Error(`What ${call.operation} wrote is gone: ${await answer.text()}`);
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => KEPT_HEADER.test(name)));
  return { headers, content: Buffer.from(await answer.arrayBuffer()).toString("base64") };
}

/** Writes it again. */
export async function writeObject(url: string, call: RecordedCall): Promise<Response> {
  const { headers = {}, content = "" } = call.object ?? {};
  return await fetch(addressOf(url, call), {
    method: "PUT",
    headers: { ...headers, ...authorization(call) },
    body: Buffer.from(content, "base64"),
  });
}

function addressOf(url: string, { request }: RecordedCall): string {
  const { Bucket, Key } = request as { Bucket: string; Key: string };
  return `${url}/${Bucket}/${encodeURI(Key)}`;
}

function authorization({ account, region }: RecordedCall): Record<string, string> {
  const scope = `${account ?? ""}/20260101/${region ?? ""}/s3/aws4_request`;
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${"0".repeat(64)}`,
    "x-amz-date": "20260101T000000Z",
    "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
  };
}
