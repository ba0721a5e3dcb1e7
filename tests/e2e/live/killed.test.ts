import { expect } from "chai";
import { LiveSuite, NOTHING, type RunningLive } from "../harness/live-suite.js";

interface Moment {
  readonly when: string;
  readonly only: string;
  readonly is: (suite: LiveSuite) => Promise<boolean>;
}

const MOMENTS: readonly Moment[] = [
  { when: "while images are sent", only: "dataset", is: async (suite) => (await suite.objects()) > 0 },
  {
    when: "while a model is trained",
    only: "model",
    is: async (suite) => (await suite.modelStatuses()).includes("TRAINING_IN_PROGRESS"),
  },
  {
    when: "while a model runs",
    only: "model",
    is: async (suite) => (await suite.modelStatuses()).includes("RUNNING"),
  },
];

/** Kills the suite at that moment, the Pulumi CLI that it has started going on, and cleans up. */
async function killedAt(suite: LiveSuite, { when, only, is }: Moment) {
  const run: RunningLive = suite.start([...suite.place, "--only", only, "--limit-usd", "60"]);
  await suite.until(when, run, () => is(suite));
  run.child.kill("SIGKILL");
  await run.finished;
  const runs = suite.runsLeft();
  const before = await suite.everything();
  const cleaned = await suite.run(["--clean"]);
  return { runs, before, cleaned, left: await suite.everything(), runsLeft: suite.runsLeft() };
}

for (const moment of MOMENTS) {
  describe(`the live suite, killed ${moment.when}`, () => {
    let story: Awaited<ReturnType<typeof killedAt>>;
    before(async () => {
      const suite = await LiveSuite.create();
      try {
        story = await killedAt(suite, moment);
      } finally {
        await suite.dispose();
      }
    });

    it("leaves things, and knows where", () => {
      expect(story.before.objects).to.be.greaterThan(0);
      expect(story.runs).to.have.length(1);
    });

    it("leaves nothing after the next --clean, without any other flag", () => {
      expect(story.cleaned.exitCode, story.cleaned.text).to.equal(0);
      expect(story.cleaned.text).to.contain("nothing is left");
      expect(story.left).to.deep.equal(NOTHING);
      expect(story.runsLeft).to.deep.equal([]);
    });
  });
}
