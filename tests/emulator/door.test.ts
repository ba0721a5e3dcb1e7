import { expect } from "chai";
import { controlClient, startEmulator } from "../../emulator/index.js";
import type { Emulator, EmulatorOptions } from "../../emulator/index.js";
import { ask } from "./harness/ask.js";
import type { Told } from "./harness/ask.js";

const TARGET = {
  "content-type": "application/x-amz-json-1.1",
  "x-amz-target": "RekognitionService.ListCollections",
  authorization: "AWS4-HMAC-SHA256 Credential=x/20300101/us-east-1/rekognition/aws4_request, Signature=x",
};
const PAGE = "http://localhost:5173";

describe("who is let in", () => {
  let emulator: Emulator | undefined;
  afterEach(async () => {
    await emulator?.close();
    emulator = undefined;
  });

  const asked = (method: string, path: string, headers: Record<string, string>): Promise<Told> =>
    ask(emulator, method, path, headers);
  const start = async (options: EmulatorOptions): Promise<void> => {
    emulator = await startEmulator(options);
  };

  it("by default only what is for this machine by its own names", async () => {
    await start({});
    for (const host of ["127.0.0.1:1", "localhost", "LOCALHOST:1", "[::1]:1", "bucket.localhost:1"]) {
      expect((await asked("POST", "/", { ...TARGET, host })).status, host).to.equal(200);
    }
    for (const host of [
      "rekognition:4566",
      "host.docker.internal",
      "127.0.0.1.example.com",
      "10.0.0.1",
      "notlocalhost",
    ]) {
      expect((await asked("POST", "/", { ...TARGET, host })).status, host).to.equal(403);
    }
  });

  it("names that are allowed, and what is below them", async () => {
    await start({ allowHosts: ["rekognition", "host.docker.internal"] });
    for (const host of ["rekognition:4566", "bucket.rekognition", "host.docker.internal:1", "127.0.0.1"]) {
      expect((await asked("POST", "/", { ...TARGET, host })).status, host).to.equal(200);
    }
    expect((await asked("POST", "/", { ...TARGET, host: "xrekognition" })).status).to.equal(403);
  });

  it("by default no page but its own", async () => {
    await start({});
    const host = `127.0.0.1:${emulator?.port ?? 0}`;
    expect((await asked("POST", "/", { ...TARGET, origin: PAGE })).status).to.equal(403);
    expect((await asked("POST", "/", { ...TARGET, "sec-fetch-site": "cross-site" })).status).to.equal(403);
    expect((await asked("POST", "/", { ...TARGET, host, origin: `http://${host}` })).status).to.equal(200);
    expect((await asked("POST", "/", { ...TARGET, host, origin: `https://${host}` })).status).to.equal(403);
  });

  it("pages of an allowed origin, after a preflight, but not into the control API", async () => {
    await start({ allowOrigins: [PAGE] });
    const wanted = {
      origin: PAGE,
      "access-control-request-method": "POST",
      "access-control-request-headers": "authorization,x-amz-target",
      "access-control-request-private-network": "true",
    };
    const preflight = await asked("OPTIONS", "/", wanted);
    expect(preflight.status).to.equal(204);
    expect(preflight.headers).to.include({
      "access-control-allow-origin": PAGE,
      "access-control-allow-headers": "authorization,x-amz-target",
      "access-control-allow-private-network": "true",
      vary: "Origin",
    });
    expect(preflight.headers["access-control-allow-methods"]).to.contain("POST");
    const call = await asked("POST", "/", { ...TARGET, origin: PAGE, "sec-fetch-site": "cross-site" });
    expect(call.status).to.equal(200);
    expect(call.headers).to.include({ "access-control-allow-origin": PAGE, vary: "Origin" });
    for (const origin of ["http://localhost:5174", "https://localhost:5173", "null"]) {
      const other = await asked("OPTIONS", "/", { ...wanted, origin });
      expect(other.status, origin).to.equal(403);
      expect(other.headers, origin).to.not.have.property("access-control-allow-origin");
    }
    for (const path of [
      "/_emulator/state",
      "//127.0.0.1/_emulator/state",
      "/x/../_emulator/state",
      "/%5femulator/state",
    ]) {
      const { status, headers, body } = await asked("GET", path, { origin: PAGE });
      expect(body, path).to.not.contain("projects");
      if (status === 200) expect(headers, path).to.not.have.property("access-control-allow-origin");
    }
  });

  it("pages of every origin, where that is asked for", async () => {
    await start({ allowOrigins: ["*"] });
    const call = await asked("POST", "/", { ...TARGET, origin: "null" });
    expect(call.headers).to.include({ "access-control-allow-origin": "null" });
    expect((await asked("GET", "/_emulator/state", { origin: "null" })).status).to.equal(403);
  });

  it("to the control API, where there is a token, only with it", async () => {
    const token = "only-mine";
    await start({ token });
    const { url = "" } = emulator ?? {};
    expect((await asked("POST", "/", TARGET)).status).to.equal(200);
    expect((await asked("GET", "/_emulator/state", {})).status).to.equal(401);
    expect((await asked("POST", "/_emulator/reset", { "x-emulator-token": `${token}x` })).status).to.equal(401);
    expect((await asked("GET", "/_emulator/state", { "x-emulator-token": token })).status).to.equal(200);
    expect((await asked("GET", "/_emulator/state", { authorization: `Bearer ${token}` })).status).to.equal(200);
    expect(await controlClient(url, { token }).meter()).to.include({ usd: 0 });
    const refusal = await controlClient(url)
      .reset()
      .catch((error: unknown) => (error as Error).message);
    expect(refusal).to.contain("401").and.contain("x-emulator-token");
  });

  it("to no control API and no page of it, where that is closed", async () => {
    await start({ isControlOpen: false });
    expect((await asked("POST", "/", TARGET)).status).to.equal(200);
    const closed = [
      "/_emulator",
      "/_emulator/",
      "/_emulator/state",
      "/_emulator/openapi.json",
      "/x/../_emulator/state",
    ];
    for (const path of closed) expect((await asked("GET", path, {})).status, path).to.equal(403);
    expect((await asked("POST", "/_emulator/reset", {})).body).to.contain("--no-control");
    expect((await asked("GET", "/", {})).body)
      .to.contain("rekognition-emulator")
      .and.not.contain("_emulator/state");
  });

  it("and to whom it says what it is", async () => {
    await start({});
    const text = await asked("GET", "/", {});
    expect(text.headers["content-type"]).to.contain("text/plain");
    expect(text.body)
      .to.match(/^rekognition-emulator \d/)
      .and.contain("--endpoint-url")
      .and.contain("/_emulator/state");
    const html = await asked("GET", "/", { accept: "text/html,*/*;q=0.8" });
    expect(html.headers["content-type"]).to.contain("text/html");
    expect(html.headers["content-security-policy"])
      .to.contain("default-src 'none'")
      .and.contain("frame-ancestors 'none'");
    expect(html.body).to.match(/<a href="http:\/\/127\.0\.0\.1:\d+\/_emulator\/state">/);
  });
});
