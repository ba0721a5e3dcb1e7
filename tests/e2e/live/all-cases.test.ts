import { readFileSync } from "node:fs";
import { expect } from "chai";
import { SANDBOX_ACCOUNT } from "../../../tools/sandbox/surroundings.js";
import { CASES } from "../../live/cases/all.js";
import type { LiveRecord } from "../../live/record/record.js";
import { LIVE_BUCKET, LiveSuite, NOTHING, outcomesIn, recordFileOf } from "../harness/live-suite.js";

/** Everything, and then once more with what was made by somebody else in the account. */
async function wholeRun(suite: LiveSuite) {
  const control = await fetch(`${suite.emulator.url}/_emulator/state`);
  // What others have is left alone, also under a name of the suite's.
  await suite.rekognition.createCollection({ CollectionId: "somebody-elses" });
  await suite.rekognition.createCollection({
    CollectionId: "pulumi-rekognition-live-other-1",
    Tags: { "pulumi-rekognition:owner": "pulumi-rekognition-live/other" },
  });
  const run = await suite.run([...suite.place, ...suite.givenThings, "--stream-minutes", "60", "--limit-usd", "100"]);
  const file = recordFileOf(run);
  const compared = await suite.run(["--compare", file]);
  return { control: control.status, run, compared, left: await suite.everything(), record: readFileSync(file, "utf8") };
}

describe("the live suite, where only AWS's operations are answered", () => {
  let story: Awaited<ReturnType<typeof wholeRun>>;
  let runsLeft: string[];
  before(async () => {
    const suite = await LiveSuite.create();
    try {
      story = await wholeRun(suite);
      runsLeft = suite.runsLeft();
    } finally {
      await suite.dispose();
    }
  });

  it("passes with every case", () => {
    expect(story.control).to.equal(403);
    const passed = Object.fromEntries(CASES.map(({ name }) => [name, "passed"]));
    expect(outcomesIn(story.record), story.run.text).to.deep.equal(passed);
    expect(story.run.exitCode).to.equal(0);
  });

  it("names the most that it can cost before it begins, and in the end what was spent", () => {
    const { text } = story.run;
    expect(text).to.match(/model +\$28\.02 {2}1 training of at most 24 h at \$1\.00 an hour, 1 h of an inference unit/);
    expect(text).to.match(/together +\$89\.05/);
    expect(text.indexOf("together")).to.be.lessThan(text.indexOf("errors: at most"));
    // The training took an hour, not the 24 that were reckoned with.
    expect(Number(/at most \$([\d.]+) spent/.exec(text)?.[1])).to.be.lessThan(89.05 - 22);
  });

  it("leaves nothing of its own, and all that is not its own", () => {
    const others = ["pulumi-rekognition-live-other-1", "somebody-elses"];
    expect(story.left).to.deep.equal({ ...NOTHING, collections: others });
    expect(runsLeft).to.deep.equal([]);
  });

  it("records what was answered, without accounts, ARNs, ids, names and addresses", () => {
    const record = JSON.parse(story.record) as LiveRecord;
    const operations = new Set([...record.calls, ...record.providerCalls].map(({ operation }) => operation));
    expect([...operations]).to.include.members(["CreateProjectVersion", "CopyProjectVersion", "DetectCustomLabels"]);
    const statuses = record.statuses.map(({ status }) => status);
    expect(statuses).to.include.members(["TRAINING_IN_PROGRESS", "TRAINING_COMPLETED", "STOPPED"]);
    expect(record.probes).to.have.length(15);
    expect(record.measures).to.include.keys("tagLagMs", "deleteLagMs", "taggingLagMs", "billableTrainingSeconds");
    expect(record.measures["taggingReturnsRekognition"]).to.equal(true);
    for (const secret of [SANDBOX_ACCOUNT, LIVE_BUCKET, "arn:aws", "127.0.0.1", "requestId", "maintainer", "/tmp/"]) {
      expect(story.record, secret).not.to.contain(secret);
    }
    expect(story.record).not.to.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/i);
  });

  it("compares the record with the emulator", () => {
    const { exitCode, text } = story.compared;
    expect(exitCode, text).to.equal(0);
    expect(text).to.contain("Errors, answered in other words: 0 of the 15 questions in the record.");
    expect(text).to.contain("ProjectVersion TRAINING_IN_PROGRESS");
  });
});
