import { Agent, request } from "node:http";
import type { CallRecord } from "../../../emulator/index.js";
import { ACCOUNT, REGION } from "../../provider/harness/rig.js";

const SIGNATURE = `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20260101/${REGION}/rekognition/aws4_request, SignedHeaders=host, Signature=0`;

/** The service with nothing in between: one request, one answer. */
export class RawClient {
  readonly #url: string;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(url: string) {
    this.#url = url;
  }

  /** The answer; throws where the service refuses. */
  async call(operation: string, input: object = {}): Promise<Record<string, unknown>> {
    const { status, text } = await this.#post(operation, JSON.stringify(input));
    if (status !== 200) throw new Error(`${operation}: ${text}`);
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
  async repeat({ operation, request: input }: CallRecord): Promise<void> {
    await this.call(operation, input as object);
  }

  #post(operation: string, body: string): Promise<{ status: number; text: string }> {
    const headers = {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": `RekognitionService.${operation}`,
      Authorization: SIGNATURE,
    };
    return new Promise((resolve, reject) => {
      const asked = request(this.#url, { method: "POST", headers, agent: this.#agent }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("end", () => {
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
        });
        answer.on("error", reject);
      });
      asked.on("error", reject);
      asked.end(body);
    });
  }
}
