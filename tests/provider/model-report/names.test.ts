import { expect } from "chai";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { printable } from "../../../provider/base/printable.js";
import { code, table } from "../../../sweep/model-report/markdown/text.js";
import { HOSTILE } from "./hostile.js";
import { ReportScene } from "./reported.js";

/** As GitHub renders it, raw HTML included. */
function rendered(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}

function text(html: string): string {
  const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return html.replace(/<[^>]*>/g, "").replace(/&(amp|lt|gt|quot);/g, (_, name: string) => entities[name] ?? "");
}

/** What stands outside of code: only there something is made of it. */
function outsideOfCode(html: string): string {
  return html.replace(/<code>[^<]*<\/code>/g, "");
}

/** The cells of each row of each table. */
function rowsOf(html: string): string[][] {
  return [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) => cell),
  );
}

describe("names in a report as Markdown", () => {
  for (const name of HOSTILE) {
    it(`are text in a cell and in a sentence: ${JSON.stringify(name)}`, () => {
      const html = rendered([...table(["name", "x"], [[code(name), "1"]]), `Before ${code(name)} after.`].join("\n"));
      const rows = rowsOf(html);
      expect(rows.map((row) => row.length)).to.deep.equal([2, 2]);
      expect(text(rows[1]?.[0] ?? "")).to.equal(printable(name));
      expect(outsideOfCode(html).replace(/<\/?(table|thead|tbody|tr|th|td|p)( align="right")?>/g, "")).to.match(
        /^[\s\w.|]*$/,
      );
      expect(text(html)).to.contain(`Before ${printable(name)} after.`);
    });
  }
});

describe("a report on labels with hostile names", () => {
  let scene: ReportScene;
  beforeEach(async () => {
    scene = await ReportScene.open();
  });
  afterEach(() => scene.close());

  it("has them as they are in JSON, and as text only in Markdown", async () => {
    const images = Object.fromEntries(HOSTILE.map((label) => [label, 2]));
    await scene.train("v1", { images, units: 1 });
    scene.rig.emulator.script({ training: [{ status: "TRAINING_FAILED", message: HOSTILE.join(" ") }] });
    const failed = scene.rig.resource("projectVersion", "failed");
    await failed.up(scene.models.args(scene.projectArn, "train-v1", "test", { versionName: "v0" }), { fails: true });
    const { id } = await scene.train("v2", { images });
    const { models } = await scene.document(["--model", id]);
    const labels = models[0]?.evaluation?.labelEvaluations.map(({ label }) => label) ?? [];
    expect([...labels].sort()).to.deep.equal([...HOSTILE].sort());
    const html = rendered((await scene.report(["--project", "animals"])).stdout);
    const widths = rowsOf(html).map((row) => row.length);
    expect(new Set(widths).size).to.be.lessThan(8);
    expect(outsideOfCode(html)).not.to.match(
      /<(?!\/a>|\/?(h[1-3]|p|ul|li|strong|table|thead|tbody|tr|th|td|code|a href="https:\/\/us-east-1\.console\.aws)\b)|@|example/,
    );
    for (const label of HOSTILE) expect(text(html)).to.contain(printable(label));
  });
});
