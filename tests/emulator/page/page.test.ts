import { expect } from "chai";
import { startEmulator } from "../../../emulator/index.js";
import type { Emulator, EmulatorOptions } from "../../../emulator/index.js";
import { ask } from "../harness/ask.js";
import type { Told } from "../harness/ask.js";

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
const OTHER = "http://localhost:5173";

describe("the page's files", () => {
  let emulator: Emulator | undefined;
  afterEach(async () => {
    await emulator?.close();
    emulator = undefined;
  });

  const asked = (method: string, path: string, headers: Record<string, string> = {}): Promise<Told> =>
    ask(emulator, method, path, headers);
  const start = async (options: EmulatorOptions = {}): Promise<string> => {
    emulator = await startEmulator(options);
    return `http://127.0.0.1:${emulator.port}`;
  };

  it("may load only what the emulator itself serves, in no frame, and are not kept", async () => {
    await start();
    const types = { "": "text/html", "page.css": "text/css", "page.js": "text/javascript" };
    for (const [file, type] of Object.entries(types)) {
      const { status, headers } = await asked("GET", `/_emulator/${file}`);
      expect(status, file).to.equal(200);
      expect(headers, file).to.include({
        "content-type": `${type}; charset=utf-8`,
        "content-security-policy": POLICY,
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      });
    }
  });

  it("name no other address, no image, no inline script or style", async () => {
    await start();
    const html = (await asked("GET", "/_emulator/")).body;
    expect([...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, target]) => target)).to.have.members([
      "page.css",
      "page.js",
      "#things",
    ]);
    expect(html).not.to.match(/<(img|svg|style|iframe|base)\b|\sstyle=|\son\w+=|<script(?! type="module" src=)/);
    const script = (await asked("GET", "/_emulator/page.js")).body;
    expect(script).not.to.match(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|https?:/);
    expect((await asked("GET", "/_emulator/page.css")).body).not.to.match(/url\(|@import|https?:/);
  });

  it("are read with GET and HEAD, and found without the slash", async () => {
    await start();
    const redirect = await asked("GET", "/_emulator");
    expect(redirect.status).to.equal(308);
    expect(redirect.headers.location).to.equal("/_emulator/");
    const head = await asked("HEAD", "/_emulator/");
    expect(head).to.include({ status: 200, body: "" });
    for (const method of ["POST", "PUT", "DELETE"]) {
      const refused = await asked(method, "/_emulator/");
      expect(refused.status, method).to.equal(405);
      expect(refused.headers.allow).to.equal("GET, HEAD");
    }
    for (const path of ["/_emulator/page.html", "/_emulator/__proto__", "/_emulator/%2e%2e/page.js", "/_emulator/x/"]) {
      expect((await asked("GET", path)).status, path).to.be.within(400, 404);
    }
  });

  it("are for no page of another origin, whatever origins are allowed", async () => {
    const own = await start({ allowOrigins: ["*"] });
    const host = own.replace("http://", "");
    for (const path of ["/_emulator/", "/_emulator/page.js", "/_emulator/state"]) {
      expect((await asked("GET", path, { origin: OTHER })).status, path).to.equal(403);
      expect((await asked("GET", path, { "sec-fetch-site": "cross-site" })).status, path).to.equal(403);
      expect((await asked("GET", path, { host, origin: own })).status, path).to.equal(200);
      expect((await asked("GET", path, { "sec-fetch-site": "same-origin" })).status, path).to.equal(200);
    }
  });

  it("need no token, and the control API does", async () => {
    await start({ token: "only-mine" });
    expect((await asked("GET", "/_emulator/")).status).to.equal(200);
    expect((await asked("GET", "/_emulator/state", { "x-emulator-page": "1" })).status).to.equal(401);
  });
});

describe("a change that a browser asks for", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator();
  });
  afterEach(() => emulator.close());

  const reset = async (headers: Record<string, string>): Promise<number> =>
    (await ask(emulator, "POST", "/_emulator/reset", headers)).status;

  it("comes with the emulator's own origin, or with a header that only a script sends", async () => {
    const browser = { "sec-fetch-site": "same-origin" };
    expect(await reset(browser)).to.equal(403);
    expect(await reset({ "sec-fetch-site": "none" })).to.equal(403);
    expect(await reset({ ...browser, origin: `http://127.0.0.1:${emulator.port}` })).to.equal(200);
    expect(await reset({ ...browser, "x-emulator-page": "1" })).to.equal(200);
    expect(await reset({ "sec-fetch-site": "same-site", "x-emulator-page": "1" })).to.equal(403);
    expect(await reset({ origin: OTHER, "x-emulator-page": "1" })).to.equal(403);
  });

  it("comes from a program if nothing says where it is from", async () => {
    expect(await reset({})).to.equal(200);
    // Node's own fetch says this of itself.
    expect(await reset({ "sec-fetch-mode": "cors" })).to.equal(200);
  });
});
