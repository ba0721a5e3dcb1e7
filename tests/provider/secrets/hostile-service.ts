import { type IncomingMessage, createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** An AWS that answers every call with an error, in the form of Rekognition, STS or S3. */
export interface HostileService {
  readonly url: string;
  /** What it answers next, and from then on. */
  says: { name: string; message: string; status: number; beside?: string };
  close(): Promise<void>;
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

export async function startHostileService(): Promise<HostileService> {
  const server = createServer((request: IncomingMessage, response) => {
    request.resume();
    const { name, message, status, beside = message } = service.says;
    const isSts = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
    const isS3 = request.method === "GET";
    response.writeHead(status, { "Content-Type": isSts || isS3 ? "text/xml" : "application/x-amz-json-1.1" });
    const said = `<Code>${name}</Code><Message>${escaped(message)}</Message>`;
    // S3 tells what it has made of the request, in members of their own as well.
    const xml = isS3
      ? `<Error>${said}<CanonicalRequest>${escaped(beside)}</CanonicalRequest></Error>`
      : `<ErrorResponse><Error>${said}</Error></ErrorResponse>`;
    response.end(isSts || isS3 ? xml : JSON.stringify({ __type: name, message, Message: message }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const service: HostileService = {
    url: `http://127.0.0.1:${String(port)}`,
    says: { name: "", message: "", status: 400 },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return service;
}
