import { Agent, request } from "node:http";
import { SANDBOX_ACCOUNT, SANDBOX_REGION } from "../../tools/sandbox/surroundings.js";

/** One call of the API, as often as it goes. */
export interface Call {
  readonly operation: string;
  readonly input: object;
}

const CONNECTIONS = 8;

function ask(agent: Agent, port: number, { operation, input }: Call, body: Buffer): Promise<void> {
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "content-length": body.length,
    "x-amz-target": `RekognitionService.${operation}`,
    "x-amz-date": "20260101T000000Z",
    authorization:
      `AWS4-HMAC-SHA256 Credential=${SANDBOX_ACCOUNT}/20260101/${SANDBOX_REGION}/rekognition/aws4_request, ` +
      "SignedHeaders=host;x-amz-date, Signature=none",
  };
  return new Promise((resolve, reject) => {
    const sent = request({ agent, port, host: "127.0.0.1", method: "POST", path: "/", headers }, (response) => {
      response.resume();
      response.once("error", reject);
      response.once("end", () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`${operation} ${JSON.stringify(input).slice(0, 100)} got ${response.statusCode ?? 0}`));
      });
    });
    sent.once("error", reject);
    sent.end(body);
  });
}

/** Answered requests a second, with so many connections that are kept open as the server allows. */
export async function requestsPerSecond(port: number, call: Call, durationMs: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const body = Buffer.from(JSON.stringify(call.input));
  await ask(agent, port, call, body);
  const from = performance.now();
  let answered = 0;
  const keepAsking = async (): Promise<void> => {
    while (performance.now() - from < durationMs) {
      await ask(agent, port, call, body);
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, keepAsking));
  const took = performance.now() - from;
  agent.destroy();
  return (answered / took) * 1_000;
}
