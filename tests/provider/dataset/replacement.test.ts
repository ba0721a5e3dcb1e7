import { expect } from "chai";
import { BUCKET, Rig } from "../harness/rig.js";
import type { S3Answer, S3Server } from "../harness/s3-server.js";
import type { StackResource } from "../harness/stack-resource.js";
import { line, lines, manifest } from "./datasets.js";

const DENIED: S3Answer = { status: 403, code: "AccessDenied" };

describe("a dataset that is made again from another source", () => {
  let rig: Rig;
  let projectArn: string;
  let s3: S3Server;
  let data: StackResource;
  let arn: unknown;
  beforeEach(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject();
    s3 = await rig.startS3();
    data = rig.resource("dataset", "train");
    await data.up(train({ entries: lines(5) }));
    ({ arn } = data.outputs);
  });
  afterEach(() => rig.close());

  const train = (more: object = {}): object => ({ projectArn, datasetType: "TRAIN", ...more });
  const fromS3 = (name: string, version?: string): object => train({ groundTruthManifest: manifest(name, version) });
  const inAws = (): unknown => rig.datasets.map((each) => [each.arn, each.entryCount]);
  const put = (name: string, content: string | readonly object[]): void => {
    const text = typeof content === "string" ? content : content.map((each) => `${JSON.stringify(each)}\n`).join("");
    rig.bucket.put(name, text);
  };
  const kept = 'Nothing was deleted: TRAIN dataset of project "animals" keeps its 5 entries.';

  it("reads its manifest in S3 first, and takes it", async () => {
    put("next.manifest", lines(3));
    const changed = await data.up(fromS3("next.manifest"));
    expect(changed.steps).to.deep.equal(["update"]);
    expect(s3.requests.map(({ method, bucket, key }) => [method, bucket, key])).to.deep.equal([
      ["GET", BUCKET, "next.manifest"],
    ]);
    expect(inAws()).to.deep.equal([[data.outputs.arn, 3]]);
    expect(changed.warnings.join()).not.to.contain("left out");
  });

  for (const { what, source, said } of [
    {
      what: "a manifest in S3",
      source: { groundTruthManifest: manifest("next.manifest") },
      said: ["First its manifest is read from S3", "s3:GetObject is denied", "then its 5 entries are lost"],
    },
    {
      what: "another dataset",
      source: { datasetArn: "arn:aws:rekognition:us-east-1:111122223333:project/other/dataset/train/1690000000000" },
      said: ["is looked at first: where that is missing, failed or empty, nothing is deleted"],
    },
    { what: "nothing", source: {}, said: ["Its 5 entries go with it, and none come after them."] },
    {
      what: "no entries",
      source: { entries: [] },
      said: ["`entries` is empty: the dataset is deleted with its 5 entries"],
    },
    {
      what: "fewer entries",
      source: { entries: lines(3) },
      said: ["2 entries are to go", "made again with the others"],
    },
  ]) {
    it(`says at preview what is looked at first and what is lost: ${what}`, async () => {
      const { warnings } = await data.preview(train(source));
      for (const text of said) expect(warnings.join()).to.contain(text);
      expect(s3.requests).to.deep.equal([]);
    });
  }

  it("says what comes, and nothing of losses, at preview where entries are added or changed", async () => {
    const { warnings } = await data.preview(train({ entries: [...lines(5), line("new.png", "cat")] }));
    expect(warnings).to.deep.equal(["+1 image; cat 3 -> 4."]);
  });

  it("asks for the version that is named", async () => {
    put(".versions/two/next.manifest", lines(3));
    await data.up(fromS3("next.manifest", "two"));
    expect(s3.requests.map(({ version }) => version)).to.deep.equal(["two"]);
    const refused = await data.up(fromS3("next.manifest", "three"), { fails: true });
    expect(refused.error)
      .to.contain("S3 says NoSuchVersion (request id of-the-test)")
      .and.to.contain("(version three)");
    expect(inAws()).to.deep.equal([[data.outputs.arn, 3]]);
  });

  it("asks nothing of S3 where nothing can be lost", async () => {
    const test = rig.resource("dataset", "test");
    await test.up({ projectArn, datasetType: "TEST", groundTruthManifest: manifest("train.manifest") });
    await data.up(train({ entries: lines(6) }));
    await data.destroy();
    expect(s3.requests).to.deep.equal([]);
  });

  const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
  const good = JSON.stringify(line("1.png", "cat"));
  const elsewhere = good.replace(`s3://${BUCKET}/1.png`, "s3://other-bucket/2.png");
  const manyLabels = Array.from({ length: 251 }, (_, index) => line(`${String(index)}.png`, `label ${String(index)}`));
  for (const { what, name = "next.manifest", content, reason, code = "ManifestUnusable" } of [
    { what: "a manifest that is not there", name: "typo.manifest", reason: "NoSuchKey", code: "S3ObjectUnreadable" },
    { what: "an empty manifest", content: "", reason: "has no entries" },
    { what: "a blank manifest", content: "\n  \n\n", reason: "has no entries" },
    {
      what: "images in two buckets",
      content: `${good}\n${elsewhere}`,
      reason: `${BUCKET} (line 1) and other-bucket (line 2)`,
    },
    { what: "a manifest in UTF-16", content: utf16(good), reason: "is UTF-16" },
    {
      what: "a key that is not in UTF-8",
      content: Buffer.from(good.replace("1.png", "caf\xe9.png"), "latin1"),
      reason: 'line 1 is not UTF-8 after "',
    },
    { what: "too many lines that are none", content: `${good}\nno\n`, reason: "1 of 2 lines are no entries" },
    {
      what: "blank lines in number, which AWS counts",
      content: `${good}\n\n\n`,
      reason: "line 2 is blank; line 3 is blank",
    },
    {
      what: "more labels than AWS takes",
      content: manyLabels.map((each) => JSON.stringify(each)).join("\n"),
      reason: "more labels than the 250",
    },
    { what: "a name without extension", name: "manifest", content: good, reason: "has no file extension" },
    { what: "a web page", content: "<html>\n<body>", reason: "line 1 is not a JSON object" },
  ]) {
    it(`keeps what it holds for ${what}`, async () => {
      if (content !== undefined) rig.bucket.put(name, content);
      const refused = await data.up(fromS3(name), { fails: true });
      expect(refused.error)
        .to.contain(`s3://${BUCKET}/${name}`)
        .and.to.contain(reason)
        .and.to.contain(kept)
        .and.to.contain(`[${code}]`);
      expect(inAws()).to.deep.equal([[arn, 5]]);
      expect(refused.operations).not.to.include("DeleteDataset");
      expect((await data.up(train({ entries: lines(5) }))).error).to.equal("");
      expect(inAws()).to.deep.equal([[arn, 5]]);
    });
  }

  it("tells of the few lines that AWS leaves out of a manifest that it takes", async () => {
    put("next.manifest", `${[...lines(9).map((each) => JSON.stringify(each)), "no"].join("\n")}\n`);
    const changed = await data.up(fromS3("next.manifest"));
    expect(changed.warnings.join()).to.contain("AWS leaves out 1 of 10 lines: line 10 is not a JSON object");
    expect(inAws()).to.deep.equal([[data.outputs.arn, 9]]);
  });

  it("names a bucket in another Region, from which AWS would not read", async () => {
    s3.always = { status: 301, code: "PermanentRedirect", headers: { "x-amz-bucket-region": "eu-west-1" } };
    const refused = await data.up(fromS3("train.manifest"), { fails: true });
    expect(refused.error).to.contain("The bucket is in eu-west-1.").and.to.contain("[S3ObjectUnreadable]");
    expect(inAws()).to.deep.equal([[arn, 5]]);
  });

  for (const { what, answers } of [
    { what: "breaks", answers: ["broken", "broken"] },
    { what: "is slowed down", answers: [{ status: 503, code: "SlowDown" }] },
    { what: "is one of another server", answers: [{ body: "<html>sign in</html>" }] },
    { what: "says nothing but 200", answers: [{ body: "" }] },
    { what: "is a refusal by something else than S3", answers: [{ status: 403, body: "<html>no</html>" }] },
    { what: "is a refusal without a word", answers: [{ status: 403, body: "" }] },
    { what: "breaks off in the middle of an error", answers: [{ status: 403, body: "<Error><Code>Access" }] },
    { what: "says that the credentials have expired", answers: [{ status: 400, code: "ExpiredToken" }] },
  ] as const satisfies readonly { what: string; answers: readonly S3Answer[] }[]) {
    it(`asks again where the answer ${what}`, async () => {
      put("next.manifest", lines(3));
      s3.answers = [...answers];
      await data.up(fromS3("next.manifest"));
      expect(s3.requests).to.have.length(answers.length + 1);
      expect(inAws()).to.deep.equal([[data.outputs.arn, 3]]);
    });
  }

  it("asks again where half an answer came, and then nothing", async () => {
    put("next.manifest", lines(3));
    let isFirst = true;
    rig.wire = async ({ operation }, send) => {
      const answer = await send();
      if (operation !== "" || !isFirst) return answer;
      isFirst = false;
      return { ...answer, body: answer.body.slice(0, 9), then: "silence" };
    };
    await data.up(fromS3("next.manifest"));
    expect(s3.requests).to.have.length(2);
    expect(inAws()).to.deep.equal([[data.outputs.arn, 3]]);
  });

  it("asks again by S3's clock where the machine's is wrong", async () => {
    put("next.manifest", lines(3));
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    s3.answers = [{ status: 403, code: "RequestTimeTooSkewed", headers: { date } }];
    await data.up(fromS3("next.manifest"));
    const [first = "", second = ""] = s3.requests.map(({ headers }) => String(headers["x-amz-date"]));
    expect(Number(second.slice(9, 11)), `${first}, then ${second}`).not.to.equal(Number(first.slice(9, 11)));
    expect(inAws()).to.deep.equal([[data.outputs.arn, 3]]);
  });

  describe("from a manifest of several megabytes", () => {
    const parts = (): unknown => s3.requests.map(({ headers }) => headers.range);
    const [first, second] = ["bytes=0-4194303", "bytes=4194304-8388607"];
    beforeEach(() => {
      const wide = lines(60).map((each) => ({ ...each, note: "x".repeat(90_000) }));
      put("next.manifest", wide);
    });

    it("reads it part by part, and only that part again which does not come", async () => {
      s3.answers = [undefined, "broken"];
      await data.up(fromS3("next.manifest"));
      expect(parts()).to.deep.equal([first, second, second]);
      expect(inAws()).to.deep.equal([[data.outputs.arn, 60]]);
    });

    it("keeps what it holds where it is changed meanwhile", async () => {
      s3.answers = [undefined, { status: 412, code: "PreconditionFailed" }];
      const refused = await data.up(fromS3("next.manifest"), { fails: true });
      expect(refused.error).to.contain("PreconditionFailed").and.to.contain(kept);
      expect(s3.requests[1]?.headers["if-match"]).to.match(/^"\w+"$/);
      expect(inAws()).to.deep.equal([[arn, 5]]);
    });
  });

  it("keeps what it holds where S3 cannot be reached", async () => {
    s3.always = "broken";
    const refused = await data.up(fromS3("train.manifest"), { fails: true });
    expect(refused.error)
      .to.contain(kept)
      .and.to.contain("rekognition:s3Endpoint")
      .and.to.contain("[ConnectionFailed]");
    expect(inAws()).to.deep.equal([[arn, 5]]);
  });

  it("goes on where the manifest may not be read, with a warning", async () => {
    put("next.manifest", lines(3));
    s3.always = DENIED;
    const changed = await data.up(fromS3("next.manifest"));
    expect(changed.warnings.join())
      .to.contain("is not checked before the dataset is deleted")
      .and.to.contain("AWS refused s3:GetObject");
    expect(inAws()).to.deep.equal([[data.outputs.arn, 3]]);
  });

  it("says what is gone, and that it was not checked, where AWS then refuses it", async () => {
    s3.always = DENIED;
    const failed = await data.up(fromS3("typo.manifest"), { fails: true });
    expect(failed.error)
      .to.contain("Its former 5 entries are deleted.")
      .and.to.contain("was not checked before: AWS refused s3:GetObject")
      .and.to.contain("[S3ObjectUnreadable]");
    expect(inAws()).to.deep.equal([]);
  });

  it("says what is gone where AWS refuses what was checked", async () => {
    put("next.manifest", lines(3));
    rig.emulator.script({
      datasetCreate: [{ status: "CREATE_FAILED", message: "The S3 bucket permissions are incorrect." }],
    });
    const failed = await data.up(fromS3("next.manifest"), { fails: true });
    expect(failed.error).to.contain("permissions are incorrect").and.to.contain("Its former 5 entries are deleted.");
    expect(failed.error).not.to.contain("not checked");
  });

  it("says what is gone where its own entries cannot be sent again", async () => {
    rig.emulator.addFault({ operation: "CreateDataset", kind: "deny" });
    const failed = await data.up(train({ entries: lines(2) }), { fails: true });
    expect(failed.error).to.contain("Its former 5 entries are deleted.").and.to.contain("[AccessDenied]");
  });

  it("says nothing of what is gone where the deletion itself is refused", async () => {
    rig.emulator.addFault({ operation: "DeleteDataset", kind: "deny" });
    const failed = await data.up(train({ entries: lines(2) }), { fails: true });
    expect(failed.error).not.to.contain("deleted.");
    expect(inAws()).to.deep.equal([[arn, 5]]);
  });

  describe("by copying another dataset", () => {
    const original = async (source: object): Promise<unknown> => {
      const test = rig.resource("dataset", "test");
      await test.up({ projectArn, datasetType: "TEST", ...source });
      return test.outputs.arn;
    };
    const copy = async (datasetArn: unknown): Promise<string> =>
      (await data.up(train({ datasetArn }), { fails: true })).error;

    it("takes one that is complete", async () => {
      await data.up(train({ datasetArn: await original({ entries: lines(2) }) }));
      expect(rig.datasets.find(({ type }) => type === "TRAIN")?.entryCount).to.equal(2);
    });

    it("keeps what it holds for one that is not there", async () => {
      const gone = String(arn).replace("/train/", "/test/");
      expect(await copy(gone))
        .to.contain(gone)
        .and.to.contain(kept)
        .and.to.contain("[NotFound]");
      expect(inAws()).to.deep.equal([[arn, 5]]);
    });

    it("keeps what it holds for one without entries", async () => {
      expect(await copy(await original({})))
        .to.contain("has no entries")
        .and.to.contain(kept);
      expect(rig.datasets.map(({ entryCount }) => entryCount)).to.have.members([5, 0]);
    });

    it("keeps what it holds for itself", async () => {
      expect(await copy(arn))
        .to.contain("datasetArn is the dataset itself")
        .and.to.contain("[SourceUnusable]");
      expect(inAws()).to.deep.equal([[arn, 5]]);
    });

    it("keeps what it holds for one that failed", async () => {
      rig.emulator.script({ datasetUpdate: [{ status: "UPDATE_FAILED", message: "no" }] });
      const test = rig.resource("dataset", "test");
      await test.up({ projectArn, datasetType: "TEST", entries: lines(2) }, { fails: true });
      expect(await copy(test.outputs.arn))
        .to.contain("is UPDATE_FAILED: no")
        .and.to.contain(kept);
    });
  });

  it("keeps what it holds where there is nothing to distribute", async () => {
    const test = rig.resource("dataset", "test");
    await test.up({ projectArn, datasetType: "TEST", entries: lines(2) });
    await data.up(train());
    const asked = { projectArn, datasetType: "TEST", distributeFromDatasetArn: data.outputs.arn };
    const refused = await test.up(asked, { fails: true });
    expect(refused.error).to.contain("has no entries with labels to distribute").and.to.contain("keeps its 2 entries");
    expect(rig.datasets.find(({ type }) => type === "TEST")?.entryCount).to.equal(2);
  });
});
