import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { startEmulator } from "../../../emulator/index.js";
import { BUCKET } from "../harness/bucket.js";
import { beginTraining, makeProject, train, trainingRequest } from "../harness/models.js";
import { HOUR_MS, setScene } from "../harness/scene.js";
import { HOSTILE, SLY, SLY_SHOWN, makeBusy } from "./busy.js";
import { HAS_CHROMIUM, SCREENSHOTS, launchChromium } from "./chromium.js";
import { expectAccessible, NARROW, WIDE, widest, ZOOMED } from "./looking.js";

const MODELS = 500;

if (!HAS_CHROMIUM) console.log("left out: the page in Chromium (there is none for this machine in the packages)");
else
  describe("the page in Chromium", () => {
    let browser: Browser;
    let pages: Page[] = [];
    before(async () => {
      mkdirSync(SCREENSHOTS, { recursive: true });
      browser = await launchChromium();
    });
    after(() => browser.close());
    afterEach(async () => {
      for (const page of pages) await page.context().close();
      pages = [];
    });

    const scene = setScene({ startAtMs: Date.UTC(2030, 0, 1) });

    /** Complaints are those of the page and of its policy. */
    async function open(url = scene.emulator.url, options: BrowserContextOptions = {}) {
      const context = await browser.newContext({ viewport: WIDE, ...options });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      pages.push(page);
      await page.goto(`${url}/_emulator/`);
      return { page, complaints };
    }
    const connected = (page: Page): Promise<void> => page.getByText("Connected", { exact: true }).waitFor();
    const picture = async (page: Page, name: string): Promise<void> => {
      await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
    };
    const model = (page: Page, name: string, ...states: string[]) =>
      states.reduce(
        (row, hasText) => row.filter({ hasText }),
        page.locator("#models tbody tr").filter({ has: page.getByRole("rowheader", { name, exact: true }) }),
      );

    it("says of an empty emulator that nothing is there", async () => {
      const { page, complaints } = await open();
      await connected(page);
      for (const none of ["No models.", "No projects.", "No datasets.", "No stream processors.", "No collections."]) {
        expect(await page.getByText(none).isVisible(), none).to.equal(true);
      }
      expect(await page.locator("#now").textContent()).to.equal("2030-01-01 00:00:00 UTC");
      await expectAccessible(page);
      await picture(page, "empty");
      expect(complaints).to.deep.equal([]);
    });

    it("shows a busy one: states in words, the meter, calls with their answers, what is set; and all of it as text", async () => {
      await makeBusy(scene);
      const { page, complaints } = await open();
      await model(page, "animals/first", "RUNNING").waitFor();
      await model(page, "animals/begun", "TRAINING_IN_PROGRESS").waitFor();
      await model(page, "animals/failed", "TRAINING_FAILED", HOSTILE).waitFor();
      expect(await model(page, "animals/first").getByRole("img").getAttribute("aria-label")).to.match(
        /^TRAINING_IN_PROGRESS since [\d:]+, TRAINING_COMPLETED since [\d:]+, STARTING since [\d:]+, RUNNING since [\d:]+$/,
      );
      const { usd, trainingSeconds } = scene.emulator.meter();
      expect(await page.locator("#meter-usd").textContent()).to.equal(`$${usd.toFixed(2)}`);
      expect(await page.locator("#meter-training").textContent()).to.equal(`${(trainingSeconds / 3600).toFixed(2)} h`);
      await page.locator("#processors tbody tr", { hasText: "watcher" }).filter({ hasText: "STOPPED" }).waitFor();
      await page.locator("#collections tbody tr", { hasText: "team=a" }).waitFor();
      await page.locator("#datasets tbody tr", { hasText: "sorted/train" }).waitFor();
      await page.locator("#jobs tbody tr", { hasText: "StartLabelDetection" }).waitFor();
      const calls = page.locator("#calls tbody tr");
      await calls.filter({ hasText: "400 ResourceAlreadyExistsException" }).waitFor();
      await page.getByText("StopProjectVersion: lostResponse, for 2 calls").waitFor();
      await page.getByText("start: FAILED, only").waitFor();
      await calls.filter({ hasText: HOSTILE }).getByText("Request", { exact: true }).click();
      await calls.filter({ hasText: HOSTILE }).getByText("Answer", { exact: true }).click();
      await calls.filter({ hasText: '"__type": "UnknownOperationException"' }).waitFor();
      expect(await page.title()).to.equal("Rekognition emulator");
      expect(await page.locator("img, script:not([src])").count()).to.equal(0);
      await expectAccessible(page);
      await picture(page, "busy");
      expect(complaints).to.deep.equal([]);
    });

    it("spells out what would hide in a name, and takes none for more than text", async () => {
      const { client, emulator, bucket } = scene;
      const name = HOSTILE + SLY;
      const key = `${HOSTILE}\u202e\u200b.mp4`;
      bucket.put(key, "video");
      emulator.script({ training: [{ status: "TRAINING_FAILED", message: name }] });
      emulator.script({ video: [{ status: "FAILED", message: name }] });
      await train(scene);
      await client.startLabelDetection({ Video: { S3Object: { Bucket: BUCKET, Name: key } } });
      emulator.advance(HOUR_MS);
      emulator.addFault({ operation: name, kind: "throttle", message: name });
      emulator.script({ copy: [{ status: "COPYING_FAILED", message: name, match: { name } }] });
      const s3 = { headers: { authorization: "AWS any:any" } };
      for (const path of [BUCKET, encodeURIComponent(name).slice(0, 60)]) {
        expect((await fetch(`${emulator.url}/${path}/${encodeURIComponent(name)}`, s3)).status).to.equal(404);
      }
      const { page, complaints } = await open();
      await model(page, "animals/first", HOSTILE, SLY_SHOWN).waitFor();
      await page.locator("#jobs tbody tr", { hasText: `${HOSTILE}\\u{202e}\\u{200b}.mp4` }).waitFor();
      await page.locator("#faults").getByText(SLY_SHOWN).waitFor();
      await page.locator("#outcomes").getByText(SLY_SHOWN).waitFor();
      const read = page.locator("#calls tbody tr", { hasText: "NoSuchKey" });
      await read.getByText("Request", { exact: true }).click();
      await read.getByText("Answer", { exact: true }).click();
      await read.getByText("<Code>NoSuchKey</Code>").waitFor();
      expect(await page.evaluate<string>("document.body.textContent")).not.to.match(/[^\P{C}\n]/u);
      expect(await page.title()).to.equal("Rekognition emulator");
      expect(await page.locator("img, script:not([src])").count()).to.equal(0);
      await expectAccessible(page);
      await picture(page, "hostile");
      expect(complaints).to.deep.equal([]);
    });

    it("is not reached by a page that is in a bucket", async () => {
      const { emulator, bucket } = scene;
      await scene.client.createCollection({ CollectionId: "faces" });
      const reset = "fetch('/_emulator/reset', { method: 'POST', headers: { 'x-emulator-page': '1' } })";
      const script = `<script>document.title = "taken"; ${reset}</script>`;
      bucket.put("page.html", `<title>stored</title>${script}<img src=x onerror="document.title='taken'">`);
      bucket.put("page.svg", `<svg xmlns="http://www.w3.org/2000/svg"><title>stored</title>${script}</svg>`);
      const context = await browser.newContext();
      const page = await context.newPage();
      pages.push(page);
      const credential = "AKIA/20300101/us-east-1/s3/aws4_request";
      const query = new URLSearchParams({ "X-Amz-Credential": credential, Expires: "9999999999" });
      for (const [file, type] of Object.entries({ "page.html": "text/html", "page.svg": "image/svg+xml" })) {
        query.set("response-content-type", type);
        const told = await page.goto(`${emulator.url}/${BUCKET}/${file}?${query.toString()}`);
        expect(told?.status(), file).to.equal(200);
        expect(told?.headers(), file).to.include({ "content-security-policy": "sandbox", "content-type": type });
        expect(await page.title(), file).to.equal("stored");
      }
      const plain = await fetch(`${emulator.url}/${BUCKET}/page.html?${query.toString()}`);
      expect(plain.headers.get("content-security-policy")).to.equal("sandbox");
      expect((await scene.client.listCollections({})).CollectionIds).to.deep.equal(["faces"]);
    });

    it("is readable in the dark, narrow, and at 200 percent", async () => {
      await makeBusy(scene);
      for (const [name, viewport] of Object.entries({ dark: WIDE, zoomed: ZOOMED, narrow: NARROW })) {
        const colorScheme = name === "dark" ? "dark" : "light";
        const { page } = await open(undefined, { viewport, colorScheme, reducedMotion: "reduce" });
        await model(page, "animals/first", "RUNNING").waitFor();
        expect(await widest(page), name).to.equal(viewport.width);
        const moving = "getComputedStyle(document.querySelector('.line span')).transitionDuration";
        expect(await page.evaluate<string>(moving), name).to.equal("0s");
        await expectAccessible(page);
        await picture(page, name);
      }
    });

    it("lets an hour pass, and says which model changed", async () => {
      await beginTraining(scene);
      const sinceMs = scene.emulator.nowMs();
      const { page } = await open();
      await model(page, "animals/first", "TRAINING_IN_PROGRESS").waitFor();
      await page.getByRole("button", { name: "+ 1 hour" }).click();
      await model(page, "animals/first", "TRAINING_COMPLETED").waitFor();
      expect(scene.emulator.nowMs()).to.equal(sinceMs + HOUR_MS);
      await page.getByRole("status").filter({ hasText: "animals/first is TRAINING_COMPLETED." }).waitFor();
      await page.getByLabel("Virtual seconds in a real one").fill("600");
      await page.getByRole("button", { name: "Set the pace" }).click();
      await page.getByText("600 virtual seconds pass in a real one.").waitFor();
      await page.getByRole("button", { name: "Stop time" }).click();
      await page.locator("#pace", { hasText: "Time stands still." }).waitFor();
    });

    it("sets an outcome and a fault, with the keyboard alone", async () => {
      const { page } = await open();
      await connected(page);
      await page.getByLabel("Message").focus();
      await page.keyboard.type("Too few images.");
      for (let field = 0; field < 4; field += 1) await page.keyboard.press("Tab");
      expect(await page.evaluate<string>("document.activeElement.textContent")).to.equal("Set the outcome");
      expect(await page.evaluate<string>("getComputedStyle(document.activeElement).outlineStyle")).to.equal("solid");
      await page.keyboard.press("Enter");
      await page.getByText("training: TRAINING_FAILED, Too few images.").waitFor();
      await page.getByLabel("Operation, * for all").fill("ListCollections");
      await page.keyboard.press("Enter");
      await page.getByText("ListCollections: throttle, for 1 call").waitFor();
      const refused = await scene.client.listCollections({}).catch((error: unknown) => (error as Error).name);
      expect(refused).to.equal("ThrottlingException");
      await beginTraining(scene);
      await page.getByRole("button", { name: "+ 1 hour" }).click();
      await model(page, "animals/first", "TRAINING_FAILED", "Too few images.").waitFor();
      expect(await page.locator("#outcomes").textContent()).to.equal("None.");
    });

    it("says what was refused, and lets held calls go on", async () => {
      scene.emulator.addFault({ operation: "ListCollections", kind: "holdBefore", times: 1 });
      const held = scene.client.listCollections({});
      const { page } = await open();
      await page.locator("#held", { hasText: "ListCollections" }).waitFor();
      await page.getByRole("button", { name: "Let all held calls go on" }).click();
      expect((await held).CollectionIds).to.deep.equal([]);
      await page.getByLabel("Virtual seconds in a real one").fill("1e300");
      await page.getByRole("button", { name: "Set the pace" }).click();
      await page.getByText("Refused: a time scale is 0 to 100000000").waitFor();
    });

    it("asks for the token, and keeps it while the tab is open", async () => {
      const guarded = await startEmulator({ token: "only-mine" });
      try {
        const { page } = await open(guarded.url);
        await page.getByLabel("Token").fill("another");
        await page.getByRole("button", { name: "Use this token" }).click();
        await page.getByText("The emulator asks for its token.").waitFor();
        await expectAccessible(page);
        await page.getByLabel("Token").fill("only-mine");
        await page.keyboard.press("Enter");
        await connected(page);
        await page.reload();
        await connected(page);
        expect(await page.getByLabel("Token").isVisible()).to.equal(false);
      } finally {
        await guarded.close();
      }
    });

    it("shows 500 models a hundred at a time, and touches nothing while nothing changes", async () => {
      const project = await makeProject(scene);
      await beginTraining(scene, "model-0", project);
      const quotas = { quotaConcurrentTrainings: MODELS, quotaModelsPerProject: MODELS };
      scene.emulator.setSwitches(quotas);
      for (let index = 1; index < MODELS; index += 1) {
        await scene.client.createProjectVersion(trainingRequest(project, `model-${index}`));
      }
      const { page } = await open();
      const rows = page.locator("#models tbody tr");
      await page.getByText("100 of 500", { exact: true }).waitFor();
      expect(await rows.count()).to.equal(100);
      await page.locator("#models").getByRole("button", { name: "Show 100 more" }).click();
      expect(await rows.count()).to.equal(200);
      await page.evaluate(
        "globalThis.touched = 0; new MutationObserver((all) => { touched += all.length; }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })",
      );
      for (let look = 0; look < 2; look += 1) await page.waitForResponse(/\/_emulator\/state$/);
      expect(await page.evaluate<number>("touched")).to.equal(0);
      await page.getByLabel("Show only what contains").fill("Model-499");
      expect(await rows.count()).to.equal(1);
    });

    it("looks only while it is visible", async () => {
      const { page } = await open();
      await connected(page);
      await page.clock.install();
      let looks = 0;
      page.on("request", () => (looks += 1));
      const turn = (hidden: boolean): Promise<unknown> =>
        page.evaluate(
          `Object.defineProperty(document, "hidden", { value: ${hidden}, configurable: true }); document.dispatchEvent(new Event("visibilitychange"))`,
        );
      await turn(true);
      await page.clock.runFor(60_000);
      const before = looks;
      await page.clock.runFor(60_000);
      expect(looks).to.equal(before);
      const next = page.waitForResponse(/\/_emulator\/state$/);
      await turn(false);
      await next;
    });
  });
