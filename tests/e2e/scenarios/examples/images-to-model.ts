import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3 } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { onCleanUp } from "../../../../tools/sandbox/cleanup.js";
import { changesIn, Example } from "../../harness/example.js";
import type { Deed, ExampleLanguage } from "../../harness/example.js";
import { REPOSITORY } from "../../harness/package-under-test.js";
import { SHORT } from "../../harness/world.js";

const DATA = join(REPOSITORY, "examples", "quickstart", "data");
const BUCKET = "shapes-bucket";

/** The drawn images in a folder for each label; the last four circles are put there later. */
function labelledFolders() {
  const folder = mkdtempSync(join(tmpdir(), "labelled-"));
  const put = (from: string, to: string): void => {
    mkdirSync(join(folder, to, ".."), { recursive: true });
    cpSync(join(DATA, from), join(folder, to));
  };
  const all = readdirSync(join(DATA, "images"));
  const late = all.filter((name) => name.startsWith("circle")).slice(-4);
  const labelOf = (name: string): string => name.split("-")[0] ?? "";
  for (const name of all.filter((each) => !late.includes(each)))
    put(`images/${name}`, `images/${labelOf(name)}/${name}`);
  for (const name of readdirSync(join(DATA, "unseen"))) put(`unseen/${name}`, `unseen/${name.slice(0, -4)}/${name}`);
  const dispose = onCleanUp(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    images: join(folder, "images"),
    unseen: join(folder, "unseen"),
    /** Four circles more, and a square that turns out to be a triangle. */
    change: () => {
      for (const name of late) put(`images/${name}`, `images/circle/${name}`);
      renameSync(
        join(folder, "images", "square", "square-01.png"),
        join(folder, "images", "triangle", "square-01.png"),
      );
    },
    dispose,
  };
}

async function play(language: ExampleLanguage) {
  const folders = labelledFolders();
  const bucket = mkdtempSync(join(tmpdir(), "shapes-bucket-"));
  const { images, unseen } = folders;
  const example = await Example.open("images-to-model", {
    language,
    config: { bucket: BUCKET, images, unseen, minInferenceUnits: "1" },
    switches: SHORT,
    buckets: { [BUCKET]: bucket },
    asksS3: true,
  });
  const s3 = new S3({
    endpoint: example.emulator.url,
    region: "us-east-1",
    credentials: { accessKeyId: "111122223333", secretAccessKey: "made-up" },
  });
  const keys = async (): Promise<string[]> =>
    ((await s3.listObjectsV2({ Bucket: BUCKET, Prefix: "shapes/" })).Contents ?? []).map(({ Key = "" }) => Key);
  try {
    const made = await example.up();
    const first = await keys();
    const unchanged = await example.up();
    folders.change();
    const changed = await example.up();
    const second = await keys();
    const destroyed = await example.destroy();
    return { made, first, unchanged, changed, second, destroyed, last: await keys() };
  } finally {
    s3.destroy();
    example.dispose();
    folders.dispose();
    rmSync(bucket, { recursive: true, force: true });
  }
}

/** The example as its test tells it, in a language. */
export function imagesToModel(language: ExampleLanguage): void {
  describe(`the example images-to-model in ${language}`, () => {
    let story: Awaited<ReturnType<typeof play>>;
    before(async () => {
      story = await play(language);
    });

    it("sends the images, makes datasets of them and trains a model that runs", () => {
      expect(story.first).to.have.length(32 + 1 + 3 + 1);
      expect(entryCounts(story.made)).to.have.members([32, 3]);
      expect(models(story.made)).to.deep.equal(["RUNNING"]);
      expect(said(story.made)).to.contain("32 images: circle 8, square 12, triangle 12; 33 objects, ");
    });

    it("leaves all of it alone while nothing changes", () => {
      expect(story.unchanged.calls).to.deep.equal([]);
    });

    it("says what changes, sends what is new, and deletes what was replaced after its users have changed", () => {
      expect(said(story.changed)).to.contain(
        "+4 images, 1 relabelled; circle 8 -> 12, square 12 -> 11, triangle 12 -> 13; 5 objects, about ",
      );
      expect(story.changed.effects.filter((operation) => operation === "PutObject")).to.have.length(5);
      const changes = changesIn(story.changed);
      expect(changes.indexOf("create-replacement images")).to.equal(0);
      expect(changes.indexOf("delete-replaced images")).to.be.greaterThan(changes.indexOf("update training"));
      expect(entryCounts(story.changed)).to.have.members([36, 3]);
      expect(models(story.changed)).to.deep.equal(["RUNNING"]);
      expect(story.second).to.have.length(36 + 1 + 3 + 1);
    });

    it("leaves nothing behind", () => {
      expect(story.destroyed.state.projects).to.deep.equal([]);
      expect(story.last).to.deep.equal([]);
    });
  });
}

function entryCounts({ state }: Deed): number[] {
  return state.projects.flatMap(({ datasets }) => datasets).map(({ entryCount }) => entryCount);
}

function models({ state }: Deed): string[] {
  return state.projects.flatMap(({ versions }) => versions).map(({ status }) => status);
}

function said({ operation }: Deed): string {
  return operation.diagnostics.map(({ message }) => message).join("\n");
}
