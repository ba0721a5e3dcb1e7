import { expect } from "chai";
import fc from "fast-check";
import type { RekognitionError } from "../../../provider/base/errors.js";
import { LAG_GRACE_MS, type Observation, waitForState } from "../../../provider/lifecycle/wait-for-state.js";
import { waitsIn } from "./find-waits.js";
import { OTHER_WAITS } from "./other-waits.js";
import { providerSources } from "./sources.js";
import { type FoundTable, tablesIn } from "./verdict-tables.js";
import { FakeClock } from "../lifecycle/fake-clock.js";

const sources = providerSources();
const waits = sources.flatMap((source) => waitsIn(source));
const tables = sources.flatMap((source) => tablesIn(source));

const HOUR_MS = 60 * 60_000;
/** A late look may come a poll interval after the span that it is for. */
const SLACK_MS = 2_000;
const ABSENT = "absent";

describe("the waits of the provider", () => {
  for (const { at, what, table, until, deadline } of waits) {
    if (what !== "poll") continue;
    it(`${at}, by ${String(table ?? until)}: ends at the operation's deadline at the latest`, () => {
      expect(deadline, "a deadline that the code shows").to.include({ of: "operation" });
    });
  }

  it("that are no polls are known, each with what ends it, and no other is listed", () => {
    const others = waits.filter(({ what, deadline }) => what !== "poll" && deadline === undefined);
    const found = new Set(others.map(({ what, at }) => `${what} ${at}`));
    expect(
      [...found].filter((wait) => !(wait in OTHER_WAITS)),
      "not listed",
    ).to.deep.equal([]);
    expect(
      Object.keys(OTHER_WAITS).filter((wait) => !found.has(wait)),
      "listed, but no more",
    ).to.deep.equal([]);
  });

  it("are found where they are: this is no test of nothing", () => {
    expect(waits.filter(({ what }) => what === "poll").length).to.be.at.least(25);
    expect(tables.length).to.be.at.least(30);
    for (const { file, table } of tables) {
      expect(table.statuses.entries(), file).not.to.have.length(0);
      expect(table.until, file).not.to.equal("");
    }
  });
});

describe("an object that never changes", () => {
  /** Waits for it; how that ended, and after how long. */
  async function wait({ table }: FoundTable, status: string, forMs: number) {
    const clock = new FakeClock();
    const startedAt = clock.now();
    const environment = {
      clock,
      signal: new AbortController().signal,
      deadline: startedAt + forMs,
      report: () => undefined,
    };
    const seen: Observation<string, string> | undefined = status === ABSENT ? undefined : { status, value: status };
    const thing = { subject: 'thing "x"', look: () => Promise.resolve(seen), isGone: () => true };
    const ended = await waitForState(environment, thing, table).then(
      ({ verdict }) => ({ verdict, error: undefined }),
      (error: unknown) => ({ verdict: undefined, error: error as RekognitionError }),
    );
    return { ...ended, tookMs: clock.now() - startedAt };
  }

  for (const found of tables) {
    const { table, file, name } = found;
    it(`ends every wait until it ${table.until} (${file} ${name}) by the deadline, in every status`, async () => {
      const statuses = [...table.statuses.entries().map(([each]) => each), ABSENT];
      const spans = fc.integer({ min: 0, max: 30 * HOUR_MS });
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...statuses), spans, async (status, forMs) => {
          const verdict = status === ABSENT ? table.absent : table.statuses.or(status, "failed");
          const { verdict: ended, error, tookMs } = await wait(found, status, forMs);
          expect(tookMs).to.be.at.most(forMs);
          if (verdict === "target" || verdict === "failed") {
            expect([ended, tookMs]).to.deep.equal([verdict, 0]);
            return;
          }
          if (verdict === "lagging") expect(tookMs).to.be.at.most(LAG_GRACE_MS + SLACK_MS);
          const isShort = verdict === "pending" || forMs <= LAG_GRACE_MS;
          expect(error?.code).to.be.oneOf(isShort ? ["WaitTimedOut"] : ["StateDidNotChange", "WaitTimedOut"]);
          if (error?.code !== "WaitTimedOut") return;
          expect(tookMs).to.equal(forMs);
          expect(error.message).to.match(/^thing "x": waited \d+ (s|min|h)/);
          expect(error.message).to.contain(`until it ${table.until}; last status ${status} (seen: ${status} `);
        }),
        { numRuns: 5 * statuses.length },
      );
    });
  }
});
