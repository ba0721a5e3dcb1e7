import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { printable } from "../../../provider/base/printable.js";
import { HAS_CHROMIUM, launchChromium, SCREENSHOTS } from "../../emulator/page/chromium.js";
import { expectAccessible, NARROW, WIDE, widest, ZOOMED } from "../../emulator/page/looking.js";
import { manifest } from "../dataset/datasets.js";
import { HOSTILE } from "./hostile.js";
import { ReportScene } from "./reported.js";

if (!HAS_CHROMIUM) console.log("left out: the report in Chromium (there is none for this machine in the packages)");
else
  describe("the report as a page, in Chromium", () => {
    let browser: Browser;
    let scene: ReportScene;
    let pages: Page[] = [];
    before(async () => {
      mkdirSync(SCREENSHOTS, { recursive: true });
      browser = await launchChromium();
    });
    after(() => browser.close());
    beforeEach(async () => {
      scene = await ReportScene.open();
    });
    afterEach(async () => {
      for (const page of pages) await page.context().close();
      pages = [];
      await scene.close();
    });

    /** Writes the report into a file and opens it; complaints are those of the page and of its policy. */
    async function open(path: string, options: BrowserContextOptions = {}) {
      const context = await browser.newContext({ viewport: WIDE, ...options });
      const page = await context.newPage();
      const complaints: string[] = [];
      const asked: string[] = [];
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => complaints.push(message.text()));
      page.on("request", (request) => asked.push(request.url()));
      pages.push(page);
      const url = pathToFileURL(path).href;
      await page.goto(url);
      return { page, complaints, asked: asked.filter((each) => each !== url) };
    }

    async function written(name: string, ...args: string[]): Promise<string> {
      const path = join(SCREENSHOTS, `${name}.html`);
      const { stderr } = await scene.report([...args, "--format", "html", "--output", path]);
      expect(stderr).to.equal("");
      return path;
    }

    const tableOf = (page: Page, caption: string) => page.getByRole("table", { name: caption, exact: true });

    it("is readable in light and dark, narrow and at 200 percent, and asks for nothing", async () => {
      const images = {
        bird: 6,
        cat: 8,
        dog: 7,
        "guinea pig": 5,
        "a label whose name is rather long, as names may be": 4,
      };
      await scene.train("v1", { images, units: 1, labelF1Scores: { dog: 0.95, cat: 0.9 } });
      await scene.train("v2", { images, units: 1, labelF1Scores: { dog: 0.6, "guinea pig": 0.75 } });
      const dataset = scene.rig.resource("dataset", "train");
      const groundTruthManifest = manifest("train-v1.manifest");
      await dataset.up({ projectArn: scene.projectArn, datasetType: "TRAIN", groundTruthManifest });
      const path = await written("report", "--project", "animals");
      for (const [name, viewport] of Object.entries({ light: WIDE, dark: WIDE, zoomed: ZOOMED, narrow: NARROW })) {
        const colorScheme = name === "dark" ? "dark" : "light";
        const { page, complaints, asked } = await open(path, { viewport, colorScheme });
        expect(await widest(page), name).to.equal(viewport.width);
        await expectAccessible(page);
        await page.screenshot({ path: join(SCREENSHOTS, `report-${name}.png`), fullPage: true });
        expect([complaints, asked]).to.deep.equal([[], []]);
      }
      const { page } = await open(path, { javaScriptEnabled: false });
      expect(await page.getByRole("heading", { name: "Model animals/v2" }).isVisible()).to.equal(true);
      // Both models have a plot of their labels and of what these were taken for, and a table beside each.
      expect(await page.locator("svg[role=img]").count()).to.equal(4);
      expect(await page.locator(".pair table").count()).to.equal(4);
      expect(await page.locator(".pair tbody th", { hasText: "guinea pig" }).count()).to.equal(4);
    });

    it("shows what names are made of as text", async () => {
      const images = Object.fromEntries(HOSTILE.map((label) => [label, 2]));
      await scene.train("v1", { images, units: 1 });
      scene.rig.emulator.script({ training: [{ status: "TRAINING_FAILED", message: HOSTILE.join(" ") }] });
      const failed = scene.rig.resource("projectVersion", "failed");
      await failed.up(scene.models.args(scene.projectArn, "train-v1", "test", { versionName: "v0" }), { fails: true });
      const path = await written("report-hostile", "--project", "animals");
      const { page, complaints, asked } = await open(path);
      expect(await page.title()).to.equal("Models of project animals");
      expect(
        await page.locator("img, script, b, h1 ~ h1, a:not([href^='https://us-east-1.console.aws.'])").count(),
      ).to.equal(0);
      const labels = await tableOf(page, "Labels of animals/v1").locator("tbody th").allTextContents();
      expect([...labels].sort()).to.deep.equal(HOSTILE.map(printable).sort());
      await expectAccessible(page);
      expect([complaints, asked]).to.deep.equal([[], []]);
      expect(readFileSync(path, "utf8")).to.contain("default-src 'none'; style-src 'unsafe-inline'");
    });

    it("holds 250 labels of a model that finds objects", async () => {
      const images = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`label-${String(index)}`, 1]));
      const { id } = await scene.train("v1", { images, kind: "detection", labelF1Scores: { "label-9": 0.2 } });
      const { page } = await open(await written("report-250", "--model", id));
      const rows = tableOf(page, "Labels of animals/v1").locator("tbody tr");
      expect(await rows.count()).to.equal(250);
      expect(await rows.first().textContent()).to.contain("label-9");
      expect(await page.locator("svg rect.bar").count()).to.equal(50);
      await expectAccessible(page);
      await page.screenshot({ path: join(SCREENSHOTS, "report-250.png"), fullPage: false });
    });
  });
