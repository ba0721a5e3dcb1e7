import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatasetStatus } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { expectWholeMessage } from "../../../whole-message.js";
import fc from "fast-check";
import { hashManifest, LIMITS, ManifestJudge } from "../../../../provider/resources/dataset/manifest.js";
import { entryFingerprint, errorCodesOf, fieldsOf } from "../../../../provider/resources/dataset/entry-line.js";
import { chunksOf } from "../../../../provider/resources/dataset/contents.js";
import { changed, complete, found, gone, recordedAs } from "../../../../provider/resources/dataset/dataset.js";
import { BUCKET, boxed } from "../../../emulator/harness/bucket.js";
import { ManifestFolder, line, lines } from "../../../provider/dataset/datasets.js";
import { failureOf } from "../../../provider/harness/failure.js";

describe("the lines of a manifest file", () => {
  let folder: ManifestFolder;
  beforeEach(() => {
    folder = new ManifestFolder();
  });
  afterEach(() => {
    folder.remove();
  });

  it("hash to the same, whatever ends them", async () => {
    const texts = lines(3).map((each) => JSON.stringify(each));
    const unix = await hashManifest(folder.write("unix", `${texts.join("\n")}\n`));
    const windows = await hashManifest(folder.write("windows", `${texts.join("\r\n")}\r\n`));
    expect(windows).to.equal(unix);
    expect(unix).to.equal(
      createHash("sha256")
        .update(`${texts.join("\n")}\n`)
        .digest("hex"),
    );
  });

  for (const { what, content, reason } of [
    {
      what: "that is no JSON",
      content: '{"source-ref":"s3://b/1"}\n\nnot json\n',
      reason: "line 3 is not a JSON object (ERROR_INVALID_JSON_LINE)",
    },
    { what: "without image", content: "{}\n", reason: "line 1 has no source-ref (ERROR_MISSING_SOURCE_REF)" },
    {
      what: "with an image elsewhere",
      content: '{"source-ref":"b/1"}',
      reason: "line 1 has a source-ref that is not of the form s3://",
    },
    { what: "that is too long", content: `{"source-ref":"s3://b/${"x".repeat(100_000)}"}`, reason: "line 1 has 1000" },
    {
      what: "for an image that has one",
      content: `${JSON.stringify(lines(1)[0])}\n`.repeat(2),
      reason: "lines 1 and 2 are both for s3://",
    },
  ]) {
    it(`refuse one ${what}, and name it`, async () => {
      const path = folder.write("broken.manifest", content);
      const failure = await failureOf(hashManifest(path));
      expect(failure).to.contain(reason).and.to.contain("broken.manifest").and.to.contain("[ManifestUnusable]");
    });
  }

  const entry = JSON.stringify(lines(1)[0]);
  const latin = entry.replace("0.png", "caf\u00e9.png");
  for (const { what, content, reason } of [
    { what: "that is empty", content: "", reason: "has no entries" },
    { what: "that is blank", content: "\n \n", reason: "has no entries" },
    {
      what: "in Latin-1",
      content: Buffer.from(`${entry}\n${latin}\n`, "latin1"),
      reason: 'line 2 is not UTF-8 after "',
    },
    { what: "in UTF-16", content: Buffer.from(`\ufeff${entry}`, "utf16le"), reason: "is UTF-16" },
    { what: "in UTF-16 without a mark", content: Buffer.from(entry, "utf16le"), reason: "is UTF-16" },
    {
      what: "in UTF-16 that has no line ends",
      content: Buffer.from(`\ufeff${"x".repeat(400_000)}`, "utf16le"),
      reason: "is UTF-16",
    },
    { what: "in big-endian UTF-16", content: Buffer.from(`\ufeff${entry}`, "utf16le").swap16(), reason: "is UTF-16" },
    {
      what: "with images in two buckets",
      content: `${entry}\n\n${entry.replace(BUCKET, "other-bucket")}\n`,
      reason: `names images in the buckets ${BUCKET} (line 1) and other-bucket (line 3)`,
    },
    {
      what: "with more labels than AWS takes",
      content: Array.from({ length: 251 }, (_, index) =>
        JSON.stringify(line(`${String(index)}.png`, `l${String(index)}`)),
      ).join("\n"),
      reason: "has more labels than the 250 that AWS takes",
    },
    {
      what: "whose boxes have more labels than AWS takes",
      content: JSON.stringify(
        boxed("1.png", ...Array.from({ length: 251 }, (_, index) => [`l${String(index)}`, 1, 1, 9, 9] as const)),
      ),
      reason: "has more labels than the 250 that AWS takes",
    },
    {
      what: "whose one line has no end",
      content: `{"source-ref":"s3://b/${"é".repeat(400_000)}`,
      reason: "line 1 has more than 100000 characters",
    },
  ]) {
    it(`are those of a file that AWS takes, not of one ${what}`, async () => {
      const path = join(folder.path, "unfit.manifest");
      writeFileSync(path, content);
      const failure = await failureOf(hashManifest(path));
      expect(failure).to.contain(`manifest file ${path}: ${reason}`).and.to.contain("[ManifestUnusable]");
    });
  }

  it("are fewer where images have boxes, by AWS's limits", () => {
    const limits = { ...LIMITS, linesWithBoxes: 2, linesWithoutBoxes: 3 };
    const taken = (count: number, more = ""): ManifestJudge => {
      const judge = new ManifestJudge("manifest x", limits);
      for (let number = 1; number <= count; number++) {
        judge.take({ number, text: `{"source-ref":"s3://b/${String(number)}"${more}}`, hasMark: false });
      }
      return judge;
    };
    const box = `,"box":{"annotations":[{"class_id":0}]},"box-metadata":{"class-map":{"0":"cat"}}`;
    taken(2, box).assertUsable();
    expect(() => {
      taken(3, box).assertUsable();
    }).to.throw("manifest x: has 3 lines, and AWS takes at most 2");
    taken(3).assertUsable();
    expect(() => {
      taken(4).assertUsable();
    }).to.throw("manifest x: has 4 lines, and AWS takes at most 3");
  });

  it("are missed with the path", async () => {
    const failure = await failureOf(hashManifest("/nowhere/x.manifest"));
    expectWholeMessage(failure, "FileUnreadable");
    expect(failure).to.match(/^manifest file \/nowhere\/x\.manifest does not exist\. Check the path/);
  });
});

describe("chunks of lines", () => {
  it("are as few as can be, none too large, and together all lines in order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ minLength: 0, maxLength: 30, unit: "grapheme" })), async (texts) => {
        const maxBytes = 400;
        const chunks: Buffer[] = [];
        for await (const chunk of chunksOf(inTurn(texts), maxBytes)) chunks.push(Buffer.from(chunk));
        expect(Buffer.concat(chunks).toString()).to.equal(texts.map((text) => `${text}\n`).join(""));
        for (const chunk of chunks) expect(chunk.length).to.be.within(1, Math.max(maxBytes, longest(texts)));
        for (const [index, chunk] of chunks.slice(1).entries()) {
          const firstLine = Buffer.byteLength(`${chunk.toString().split("\n")[0] ?? ""}\n`);
          expect((chunks[index]?.length ?? 0) + firstLine).to.be.greaterThan(maxBytes);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("an entry that AWS lists", () => {
  const sent = { "source-ref": "s3://b/1", box: { annotations: [{ class_id: 0 }] } };

  it("is the same as the one that was sent, whatever AWS added to it", () => {
    const listed = {
      box: { errors: [{ code: "A" }], annotations: [{ "cl-errors": [], class_id: 0 }] },
      "cl-metadata": { is_labeled: true },
      errors: [],
      "source-ref": "s3://b/1",
    };
    expect(entryFingerprint(listed)).to.equal(entryFingerprint(sent));
    expect(entryFingerprint({ ...listed, box: { annotations: [] } })).not.to.equal(entryFingerprint(sent));
  });

  it("tells its errors wherever in it they stand", () => {
    const listed = {
      errors: [{ code: "A", message: "x" }],
      box: { "cl-errors": [{ code: "B" }], annotations: [{ errors: ["C"] }] },
    };
    expect(errorCodesOf(listed)).to.have.members(["A", "B", "C"]);
  });

  it("is read as an object or not at all", () => {
    expect([fieldsOf("[]"), fieldsOf("1"), fieldsOf("{"), fieldsOf("{}")]).to.deep.equal([
      undefined,
      undefined,
      undefined,
      {},
    ]);
  });
});

describe("the verdicts on a dataset's status", () => {
  const statuses = Object.values(DatasetStatus);
  for (const [name, table] of Object.entries({ complete, gone })) {
    it(`${name}: one for every status of the SDK, and no other`, () => {
      expect(table.statuses.entries().map(([status]) => status)).to.have.members(statuses);
    });
  }
  it("changed: one more, for what was there before the call", () => {
    expect(changed.statuses.entries().map(([status]) => status)).to.have.members([...statuses, "BEFORE"]);
  });
  for (const [name, map] of Object.entries({ found, recordedAs })) {
    it(`${name}: one for every status of the SDK, and no other`, () => {
      expect(map.entries().map(([status]) => status)).to.have.members(statuses);
    });
  }
});

async function* inTurn(texts: readonly string[]): AsyncGenerator<{ text: string }> {
  for (const text of texts) yield await Promise.resolve({ text });
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => Buffer.byteLength(`${text}\n`)));
}
