import type { CallRecord } from "../../../emulator/index.js";
import { ACCOUNT, REGION } from "../../provider/harness/rig.js";

const SIGNATURE = `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20260101/${REGION}/rekognition/aws4_request, SignedHeaders=host, Signature=0`;

/** The service with nothing in between: one request, one answer. */
export class RawClient {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** The answer; throws where the service refuses. */
  async call(operation: string, input: object = {}): Promise<Record<string, unknown>> {
    const response = await fetch(this.#url, {
      method: "POST",
      headers: {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": `RekognitionService.${operation}`,
        Authorization: SIGNATURE,
      },
      body: JSON.stringify(input),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${operation}: ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  }

  /** All items of a listing, page by page. */
  async list<T>(operation: string, member: string, input: object = {}): Promise<T[]> {
    const all: T[] = [];
    let NextToken: unknown;
    do {
      const page = await this.call(operation, NextToken === undefined ? input : { ...input, NextToken });
      all.push(...((page[member] ?? []) as T[]));
      NextToken = page.NextToken;
    } while (typeof NextToken === "string" && NextToken !== "");
    return all;
  }

  /** Calls once more what was called before. */
  async repeat({ operation, request }: CallRecord): Promise<void> {
    await this.call(operation, request as object);
  }
}
