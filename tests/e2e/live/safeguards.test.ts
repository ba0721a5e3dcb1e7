import { readFileSync } from "node:fs";
import { expect } from "chai";
import { SANDBOX_ACCOUNT } from "../../../tools/sandbox/surroundings.js";
import { LiveSuite, NOTHING, outcomesIn, recordFileOf } from "../harness/live-suite.js";

const NO_CREDENTIALS = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };

describe("the live suite spends nothing that was not allowed", () => {
  let suite: LiveSuite;
  before(async () => {
    suite = await LiveSuite.create();
  });
  after(async () => {
    await suite.dispose();
  });
  afterEach(async () => {
    expect(await suite.everything()).to.deep.equal(NOTHING);
    expect(suite.runsLeft()).to.deep.equal([]);
  });

  it("says in one message what it needs, and does nothing", async () => {
    const { exitCode, text } = await suite.run(["--endpoint", suite.emulator.url], NO_CREDENTIALS);
    expect(exitCode).to.equal(2);
    expect(text).to.contain("credentials of AWS's default chain");
    expect(text).to.contain("--region, --bucket, --limit-usd, --account");
    expect(text).not.to.contain("    at ");
  });

  const refusals: readonly { readonly why: string; readonly args: readonly string[]; readonly says: string }[] = [
    { why: "no limit, which has no default", args: [], says: "--limit-usd" },
    { why: "a limit that is none", args: ["--limit-usd", "0"], says: "--limit-usd takes a number above 0" },
    { why: "an address beyond this machine", args: ["--endpoint", "https://example.com"], says: "only loopback" },
    { why: "another account", args: ["--limit-usd", "1", "--account", "999999999999"], says: SANDBOX_ACCOUNT },
    { why: "a bucket that is not there", args: ["--limit-usd", "1", "--bucket", "absent"], says: "cannot be used" },
    { why: "a region without a price", args: ["--limit-usd", "1", "--region", "eu-west-1"], says: "No price is known" },
    { why: "a case that is none", args: ["--limit-usd", "1", "--only", "everything"], says: "There is no case" },
  ];
  for (const { why, args, says } of refusals) {
    it(`refuses ${why}`, async () => {
      const { exitCode, text } = await suite.run([...suite.place, ...args]);
      expect(exitCode).to.be.oneOf([1, 2]);
      expect(text).to.contain(says);
    });
  }

  it("skips a case whose worst does not fit into the limit, and says so", async () => {
    const only = ["--only", "model", "--only", "errors"];
    const { exitCode, text } = await suite.run([...suite.place, ...only, "--limit-usd", "28"]);
    expect(exitCode).to.equal(0);
    expect(text).to.contain("model: skipped: it can cost $28.02, and $28.00 of $28.00 is left");
    expect(text).to.contain("1 passed, 0 failed, 0 stopped, 1 skipped");
  });

  it("skips a case for which something was not given, and says what", async () => {
    const { text } = await suite.run([...suite.place, "--only", "face-search", "--limit-usd", "28"]);
    expect(text).to.contain("face-search: skipped: --role-arn, --kinesis-video-stream-arn");
  });

  it("knows of nothing to clean up after", async () => {
    const { exitCode, text } = await suite.run(["--clean"]);
    expect(exitCode).to.equal(0);
    expect(text).to.contain("This machine knows of no run to clean up after");
  });

  it("stops everything at its deadline", async () => {
    const args = ["--only", "model", "--only", "errors", "--limit-usd", "60", "--deadline-minutes", "0.1"];
    const run = await suite.run([...suite.place, ...args]);
    expect(run.exitCode).to.equal(1);
    expect(run.text).to.contain("The deadline of 0.1 minutes has come");
    const outcomes = outcomesIn(readFileSync(recordFileOf(run), "utf8"));
    expect(Object.values(outcomes).join()).to.contain("stopped: the deadline of 0.1 minutes has come");
    // A training that AWS would not cancel is left by the run, and goes with the next cleaning.
    expect((await suite.run(["--clean"])).exitCode).to.equal(0);
  });
});
